package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that have just left a flow's inbox. A program that paused for longer than {@code inbox.settle} goes on writing to its file
 * wherever that was moved, and what it writes then would be entered by nobody: such a file comes back and is taken again. Rows
 * entered before are then repetitions. An editor that saves a copy makes another file, which is left alone.
 */
final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    /** From when a file was taken first, so that one that is written to for ever does not come back for ever. */
    private static final Duration WATCHED = Duration.ofMinutes(10);

    /** A bound for a flood of small files; of those the newest are watched. */
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Map<Object, Left> watched = new LinkedHashMap<>();

    LateWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** @param size it had when its rows were entered */
    private record Left(Path path, String name, long size, Instant until) {}

    /** A file has got to its last folder. */
    void watch(Path published, Take take) throws IOException {
        BasicFileAttributes now = attributes(published);
        Object key = now.fileKey();
        if (key == null) {
            return;
        }
        Left before = watched.remove(key);
        Instant until = before == null ? clock.instant().plus(WATCHED) : before.until();
        watched.put(key, new Left(published, take.file(), take.size() == 0 ? now.size() : take.size(), until));
        if (watched.size() > MOST) {
            watched.remove(watched.keySet().iterator().next());
        }
    }

    /** Moves what was written to since back into the folder it was dropped in, unless there is another file of its name by now. */
    void bringBack(Path folder) throws IOException {
        for (Iterator<Map.Entry<Object, Left>> each = watched.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Object, Left> entry = each.next();
            Left left = entry.getValue();
            try {
                if (!clock.instant().isBefore(left.until())) {
                    each.remove();
                } else if (hasGrown(left, entry.getKey())) {
                    Files.move(left.path(), folder.resolve(left.name()));
                    LOG.warn(
                            "A file of {} was still written to after it was taken. It comes back and is taken again as a whole;"
                                    + " set inbox.settle longer, or have files moved into the inbox when they are complete.",
                            folder);
                }
            } catch (NoSuchFileException cleared) {
                each.remove();
            } catch (FileAlreadyExistsException another) {
                // looked at again when that one is taken
            }
        }
    }

    private static boolean hasGrown(Left left, Object key) throws IOException {
        BasicFileAttributes now = attributes(left.path());
        return key.equals(now.fileKey()) && now.size() > left.size();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
