package vn.lienthong.intake.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.inbox.Names;
import vn.lienthong.intake.inbox.Supply;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;

/** Brings complete files of a server's folder, and moves them there when they are settled. */
final class SftpSupply implements Supply {

    private static final Logger LOG = LoggerFactory.getLogger(SftpSupply.class);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final int LONGEST_SHOWN = 100;

    /** Whoever writes to a file changes its size or time, and so makes it another; so often nobody does and undoes that. */
    private static final int MOST_NOT_WHOLE = 3;

    /** Of more files than these, the newer ones are seen when some have gone. */
    private static final int MOST_FILES = 10_000;

    private final Fetching fetching;
    private final ServerSettings server;
    private final PathMatcher files;
    private final SourceReport report;
    private final InstantSource clock;
    private @Nullable RemoteFolder remote;
    private Map<RemoteFile, Instant> seen = new HashMap<>();
    /** What the last look found complete, the oldest first: that one is the next, or is in work. */
    private final Deque<RemoteFile> waiting = new ArrayDeque<>();

    private boolean failed;
    /** What the last look found complete and could not fetch whole, and how often one behind the other. */
    private @Nullable RemoteFile notWhole;

    private int timesNotWhole;
    private final LateWrites lateWrites;

    SftpSupply(Fetching fetching, ServerSettings server, SourceReport report, Memos memos, InstantSource clock) {
        this.fetching = fetching;
        this.server = server;
        this.files = Names.pattern(fetching.files());
        this.report = report;
        this.clock = clock;
        this.lateWrites = new LateWrites(fetching, memos, clock);
    }

    @Override
    public @Nullable Path next(Path folder) throws IOException {
        try {
            RemoteFolder open = connected();
            if (waiting.isEmpty()) {
                lateWrites.bringBack(open);
                waiting.addAll(complete(open.files(this::isOfInterest, MOST_FILES)));
            }
            RemoteFile next = waiting.peek();
            Path fetched = next == null ? null : fetched(open, next, folder);
            requireWhole(next, fetched);
            if (fetched == null) {
                disconnect();
            }
            well();
            return fetched;
        } catch (SftpFault fault) {
            failed(fault);
            return null;
        } catch (LedgerUnavailable away) {
            LOG.warn("The ledger cannot be reached. Files of {} wait at their server until it can.", fetching.flow());
            return null;
        }
    }

    /** One that never comes as the server lists it holds up all that are newer, and would do so without a word. */
    private void requireWhole(@Nullable RemoteFile file, @Nullable Path fetched) throws SftpFault {
        RemoteFile missed = fetched == null ? file : null;
        timesNotWhole = missed == null ? 0 : missed.equals(notWhole) ? timesNotWhole + 1 : 1;
        notWhole = missed;
        if (missed != null && timesNotWhole >= MOST_NOT_WHOLE) {
            throw new SftpFault(Problem.of("intake.sftp-file-not-whole").with("file", shown(missed.name())));
        }
    }

    /** What is left of an earlier try is written over. */
    private static @Nullable Path fetched(RemoteFolder open, RemoteFile file, Path folder)
            throws IOException, SftpFault {
        Path here = Files.createDirectories(folder.resolve(".fetching")).resolve(file.name());
        return open.fetch(file, here) ? here : null;
    }

    /** Of ours, with their markers, and what may be ours and has a name that is none here. */
    private boolean isOfInterest(String name) {
        return !RemoteFile.isName(name) || isMarker(name) || isOurs(name);
    }

    private boolean isOurs(String name) {
        return RemoteFile.isName(name)
                && !Names.isNotYet(Path.of(name))
                && files.matches(Path.of(name))
                && !isMarker(name);
    }

    private boolean isMarker(String name) {
        String marker = fetching.complete().marker();
        return !marker.isEmpty() && name.endsWith(marker);
    }

    private boolean isSmallEnough(RemoteFile file) {
        return file.size() <= server.largest().toBytes();
    }

    /** What is not for us by its name stays unseen; what cannot be taken is told. */
    private List<RemoteFile> complete(List<RemoteFile> all) {
        List<RemoteFile> ours = all.stream().filter(file -> isOurs(file.name())).toList();
        tell(all, ours);
        Predicate<RemoteFile> complete = fetching.complete().marker().isEmpty() ? unchanged(ours) : marked(all);
        return ours.stream().filter(complete).filter(this::isSmallEnough).toList();
    }

    private Predicate<RemoteFile> marked(List<RemoteFile> all) {
        Set<String> names = all.stream().map(RemoteFile::name).collect(Collectors.toSet());
        return file -> names.contains(file.name() + fetching.complete().marker());
    }

    private Predicate<RemoteFile> unchanged(List<RemoteFile> ours) {
        Map<RemoteFile, Instant> before = seen;
        Instant now = clock.instant();
        seen = ours.stream().collect(Collectors.toMap(file -> file, file -> since(before, file, now)));
        return file -> before.containsKey(file)
                && !now.isBefore(
                        since(before, file, now).plus(fetching.complete().settle()));
    }

    /** A clock that was put back makes nothing wait longer than to settle anew. */
    private static Instant since(Map<RemoteFile, Instant> before, RemoteFile file, Instant now) {
        Instant since = before.getOrDefault(file, now);
        return since.isAfter(now) ? now : since;
    }

    private void tell(List<RemoteFile> all, List<RemoteFile> ours) {
        Optional<RemoteFile> left = all.stream()
                .filter(file -> !RemoteFile.isName(file.name()))
                .findFirst()
                .or(() -> ours.stream().filter(file -> !isSmallEnough(file)).findFirst());
        report.besides(left.map(file ->
                        at(Problem.of(isSmallEnough(file) ? "intake.sftp-file-name" : "intake.sftp-file-too-large")
                                .with("file", shown(file.name()))
                                .with("longest", String.valueOf(server.largest().toBytes()))))
                .orElse(null));
    }

    private static String shown(String name) {
        String plain = Names.plain(name);
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }

    @Override
    public There there(Path file) throws IOException {
        try {
            return isThere(connected(), asTaken(file)) ? There.STILL : There.NO_MORE;
        } catch (SftpFault fault) {
            failed(fault);
            return There.UNKNOWN;
        }
    }

    private static RemoteFile asTaken(Path file) throws IOException {
        return new RemoteFile(
                file.getFileName().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant());
    }

    private static boolean isThere(RemoteFolder open, RemoteFile taken) throws SftpFault {
        return open.find(taken.name()).filter(taken::equals).isPresent();
    }

    @Override
    public boolean settled(Path file, boolean refused) throws IOException {
        RemoteFile taken = asTaken(file);
        try {
            RemoteFolder open = connected();
            if (isThere(open, taken)) {
                // The marker first: left alone by a crash, it would call the next file of that name complete.
                if (!fetching.complete().marker().isEmpty()) {
                    open.remove(taken.name() + fetching.complete().marker());
                }
                String place = open.placeFor(
                        taken.name(),
                        refused ? fetching.moved().failed() : fetching.moved().done());
                // With a marker its sender has said that it is complete, and would have to say so again.
                if (fetching.complete().marker().isEmpty()) {
                    lateWrites.watch(taken, place);
                }
                open.move(taken, place);
            }
            if (taken.equals(waiting.peek())) {
                waiting.remove();
            }
            well();
            return true;
        } catch (SftpFault fault) {
            failed(fault);
            return false;
        } catch (LedgerUnavailable away) {
            LOG.warn("The ledger cannot be reached. A file of {} is moved when it can.", fetching.flow());
            return false;
        }
    }

    private RemoteFolder connected() throws SftpFault {
        RemoteFolder open = remote == null ? RemoteFolder.open(server, fetching.folder()) : remote;
        remote = open;
        return open;
    }

    private void well() {
        failed = false;
        report.well();
    }

    private void failed(SftpFault fault) {
        failed = true;
        report.fault(at(fault.problem()));
        disconnect();
    }

    private Problem at(Problem problem) {
        return problem.at("sftp." + fetching.server());
    }

    /** What was found is looked for anew. */
    private void disconnect() {
        waiting.clear();
        RemoteFolder open = remote;
        remote = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public Duration pause(Duration poll) {
        return failed && fetching.every().compareTo(TRY_AGAIN) < 0 ? TRY_AGAIN : fetching.every();
    }

    @Override
    public void close() {
        report.end();
        disconnect();
    }
}
