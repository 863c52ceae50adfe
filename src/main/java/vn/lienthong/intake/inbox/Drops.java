package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files in one folder that are complete: seen unchanged (size, time, identity) for a while. Folders, pipes and names of
 * files still on their way are left alone, and known. Not thread-safe.
 */
final class Drops {

    private final Path folder;
    private final Duration settle;
    private final Duration emptySettle;
    private final InstantSource clock;
    private Map<Path, Seen> seen = new HashMap<>();

    /** @param emptySettle for files without content: many writers create a file long before they write to it */
    Drops(Path folder, Duration settle, Duration emptySettle, InstantSource clock) {
        this.folder = folder;
        this.settle = settle;
        this.emptySettle = emptySettle;
        this.clock = clock;
    }

    /** Complete files in the order in which they were last written, so that an older export goes first. */
    List<Path> complete() throws IOException {
        Instant now = clock.instant();
        Map<Path, Seen> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Seen look = look(file, now);
                if (look != null) {
                    Seen before = seen.get(file);
                    found.put(file, before != null && before.sameAs(look) ? before : look);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        seen = found;
        List<Map.Entry<Path, Seen>> complete = new ArrayList<>();
        for (Map.Entry<Path, Seen> one : found.entrySet()) {
            Duration wait = one.getValue().size() == 0 ? emptySettle : settle;
            if (one.getValue().kind() == Kind.FILE
                    && !now.isBefore(one.getValue().since().plus(wait))) {
                complete.add(one);
            }
        }
        complete.sort(Comparator.comparing(
                        (Map.Entry<Path, Seen> one) -> one.getValue().modified())
                .thenComparing(one -> one.getKey().getFileName().toString()));
        return complete.stream().map(Map.Entry::getKey).toList();
    }

    /** Folders, pipes and the like that have been there for at least so long. */
    List<Path> noFiles(Duration wait) {
        return waitedFor(Kind.NO_FILE, wait);
    }

    /** Files on their way, by their names, of which nothing has come for at least so long. */
    List<Path> unfinished(Duration wait) {
        return waitedFor(Kind.UNFINISHED, wait);
    }

    private List<Path> waitedFor(Kind kind, Duration wait) {
        return seen.entrySet().stream()
                .filter(one -> one.getValue().kind() == kind && waitedFor(one.getKey(), wait))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a file has been complete for at least so long. */
    boolean waitedFor(Path file, Duration wait) {
        Seen since = seen.get(file);
        return since != null && !clock.instant().isBefore(since.since().plus(wait));
    }

    /** Whether a file is as it was when last looked at. */
    boolean isUnchanged(Path file) throws IOException {
        Seen before = seen.get(file);
        Seen now = look(file, clock.instant());
        return before != null && now != null && before.sameAs(now);
    }

    private static @Nullable Seen look(Path file, Instant now) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!is.isRegularFile() && !is.isSymbolicLink()) {
                // What is put into a folder changes it; it is the same one.
                return Names.isNotYet(file) ? null : new Seen(Kind.NO_FILE, 0, Instant.EPOCH, is.fileKey(), now);
            }
            Kind kind = Names.isUnfinished(file) ? Kind.UNFINISHED : Kind.FILE;
            return kind == Kind.FILE && Names.isNotYet(file)
                    ? null
                    : new Seen(kind, is.size(), is.lastModifiedTime().toInstant(), is.fileKey(), now);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private enum Kind {
        FILE,
        UNFINISHED,
        NO_FILE
    }

    private record Seen(
            Kind kind,
            long size,
            Instant modified,
            @Nullable Object identity,
            Instant since) {

        boolean sameAs(Seen other) {
            return size == other.size && modified.equals(other.modified) && Objects.equals(identity, other.identity);
        }
    }
}
