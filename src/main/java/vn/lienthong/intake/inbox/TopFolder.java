package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import vn.lienthong.dossier.Problem;

/**
 * Files dropped at the top of the inbox: each goes to the one flow whose pattern fits its name. A file that fits none, or
 * more than one, is refused; but not before every route has had time to start. Safe for any number of threads.
 */
final class TopFolder {

    private final InboxSettings settings;
    private final Path taking;
    private final Path failed;
    private final FolderLock lock;
    private final Drops drops;
    private final Stuck stuck;
    private final InboxReport report;
    private final Set<Path> strangers = new HashSet<>();
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SortedMap<String, PathMatcher> patterns = new TreeMap<>();
    private Instant changed;

    TopFolder(InboxSettings settings, InboxReport report, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.taking = settings.dir().resolve(".taking");
        this.failed = settings.dir().resolve("failed");
        this.lock = new FolderLock(taking.resolve("lock"));
        this.drops = new Drops(settings.dir(), settings.settle(), settings.settle(), clock);
        this.stuck = new Stuck(clock);
        this.report = report;
        this.clock = clock;
        this.random = random;
        this.changed = clock.instant();
    }

    synchronized void add(String flow, String files) {
        patterns.put(flow, Names.pattern(files));
        changed = clock.instant();
    }

    synchronized void remove(String flow) throws IOException {
        patterns.remove(flow);
        changed = clock.instant();
        if (patterns.isEmpty()) {
            report.end();
            lock.close();
        }
    }

    /** Does what can be done; what cannot is told, and must not keep flows from the files in their own folders. */
    synchronized void sort() {
        try {
            sortAll();
            report.works();
        } catch (IOException failed) {
            report.topFails(failed);
        }
    }

    private void sortAll() throws IOException {
        Files.createDirectories(taking);
        Files.createDirectories(failed);
        if (!lock.hold()) {
            return;
        }
        finishRefusals();
        for (Path file : stuck.without(drops.complete())) {
            try {
                sort(file);
                stuck.moved(file);
            } catch (NoSuchFileException | FileAlreadyExistsException overtaken) {
                // Someone else moved it, or dropped another of its name just now: the next look decides.
                continue;
            } catch (FileSystemException kept) {
                stuck.add(file, kept);
            }
        }
        report.lookAtStuck(stuck.reasons());
        List<Path> noFiles = drops.noFiles(settings.grace());
        report.lookAtLeft(
                drops, noFiles.stream().filter(path -> !Files.isDirectory(path)).toList());
        report.lookAtRefused(failed);
        lookAtStrangers(noFiles);
    }

    /** Folders in which somebody drops files though no flow is named so, or its route does not run. */
    private void lookAtStrangers(List<Path> noFiles) throws IOException {
        boolean routesHadTime = !clock.instant().isBefore(changed.plus(settings.grace()));
        Set<Path> found = new HashSet<>();
        for (Path path : routesHadTime ? noFiles : List.<Path>of()) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path) && !path.equals(failed) && !patterns.containsKey(name)) {
                report.lookAtStranger(path);
                found.add(path);
            }
        }
        strangers.removeAll(found);
        strangers.forEach(report::forget);
        strangers.clear();
        strangers.addAll(found);
    }

    private void sort(Path file) throws IOException {
        List<String> fits = patterns.entrySet().stream()
                .filter(pattern -> pattern.getValue().matches(file))
                .map(pattern -> pattern.getKey())
                .toList();
        String name = file.getFileName().toString();
        if (fits.size() == 1) {
            Path folder = settings.dir().resolve(fits.getFirst());
            Files.move(file, folder.resolve(Names.free(folder, name)));
        } else if (drops.waitedFor(file, settings.grace())
                && !clock.instant().isBefore(changed.plus(settings.grace()))) {
            Problem problem = fits.isEmpty()
                    ? Problem.of("intake.no-flow-for-file")
                    : Problem.of("intake.several-flows-for-file").with("flows", String.join(", ", fits));
            refuse(file, problem);
        }
    }

    private void refuse(Path file, Problem problem) throws IOException {
        String drop = String.format("%04x", random.nextInt(0x10000));
        Take begun =
                Take.begun(file.getFileName().toString(), drop, clock.instant()).finished(problem, 0);
        publish(TakeFolder.take(file, taking, begun), begun, problem);
    }

    private void finishRefusals() throws IOException {
        for (TakeFolder left : TakeFolder.left(taking)) {
            Take take = left.load().orElse(null);
            Problem problem = take == null ? null : take.refused();
            if (take == null || problem == null || (take.publishedAs().isEmpty() && !left.holds(take))) {
                left.remove();
            } else {
                publish(left, take, problem);
            }
        }
    }

    private void publish(TakeFolder folder, Take begun, Problem problem) throws IOException {
        Take take = begun;
        if (take.publishedAs().isEmpty()) {
            folder.report().refuse(0, problem);
            folder.writeSummary(Summary.of(take, "", clock.instant()));
            take = take.publishedAs(Names.free(failed, take.file(), TakeFolder.REPORT, TakeFolder.SUMMARY));
            folder.save(take);
        }
        folder.publish(take, failed);
        Summary.log(take, "no flow");
    }
}
