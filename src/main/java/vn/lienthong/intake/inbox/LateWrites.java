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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that have just left a flow's inbox. A program that paused for longer than {@code inbox.settle} goes on writing to its file
 * wherever that was moved, and what it writes then would be entered by nobody: such a file comes back and is taken again. Rows
 * entered before are then repetitions. An editor that saves a copy makes another file, which is left alone.
 *
 * <p>They are noted in a file of the folder, so that whoever works the folder next goes on watching, and finds what was written
 * while nobody did.
 */
final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    /** From when a file was taken first, so that one that is written to for ever does not come back for ever. */
    private static final Duration WATCHED = Duration.ofMinutes(10);

    /** A bound for a flood of small files; of those the newest are watched. */
    private static final int MOST = 1_000;

    private final Path folder;
    private final Path notes;
    private final InstantSource clock;
    /** By what the file system knows a file by, whatever its name; null until the notes were read. */
    private @Nullable Map<String, Left> watched;

    private int lines;

    /** @param folder of the flow */
    LateWrites(Path folder, Path taking, InstantSource clock) {
        this.folder = folder;
        this.notes = Left.notes(taking);
        this.clock = clock;
    }

    /** A file is about to get to its last folder. */
    void watch(Path file, Path published, Take take) throws IOException {
        Object key = attributes(file).fileKey();
        if (key == null) {
            return;
        }
        Map<String, Left> all = watched();
        Left before = all.remove(key.toString());
        Left left = new Left(
                key.toString(),
                folder.relativize(published).toString(),
                take.file(),
                take.size(),
                before != null && before.back()
                        ? before.until()
                        : clock.instant().plus(WATCHED),
                false);
        all.put(left.file(), left);
        if (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        note(left);
    }

    /** Moves what was written to since back into the folder it was dropped in, unless there is another file of its name by now. */
    void bringBack() throws IOException {
        Instant now = clock.instant();
        for (Iterator<Map.Entry<String, Left>> each = watched().entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Left> entry = each.next();
            Left left = entry.getValue();
            boolean over = !now.isBefore(left.until());
            try {
                if (!left.back() && hasGrown(left, over)) {
                    Files.move(folder.resolve(left.as()), folder.resolve(left.name()));
                    entry.setValue(left.cameBack());
                    LOG.warn(
                            "A file of {} was still written to after it was taken. It comes back and is taken again as a whole;"
                                    + " set inbox.settle longer, or have files moved into the inbox when they are complete.",
                            folder);
                } else if (over && (!left.back() || !now.isBefore(left.until().plus(WATCHED)))) {
                    each.remove();
                }
            } catch (NoSuchFileException cleared) {
                each.remove();
            } catch (FileAlreadyExistsException another) {
                // looked at again when that one is taken
            }
        }
    }

    /** @param over whether it is watched no longer: then what counts is what was written while it was */
    private boolean hasGrown(Left left, boolean over) throws IOException {
        BasicFileAttributes now = attributes(folder.resolve(left.as()));
        return now.size() > left.size()
                && left.file().equals(String.valueOf(now.fileKey()))
                && (!over || now.lastModifiedTime().toInstant().isBefore(left.until()));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private Map<String, Left> watched() throws IOException {
        Map<String, Left> all = watched;
        if (all == null) {
            all = read();
            watched = all;
        }
        return all;
    }

    private Map<String, Left> read() throws IOException {
        List<Left> noted = Left.read(notes);
        lines = noted.size();
        Map<String, Left> all = new LinkedHashMap<>();
        for (Left left : noted) {
            all.remove(left.file());
            all.put(left.file(), left);
        }
        return all;
    }

    /** Of the notes the newest are kept, watched or not: they tell what has become of files, too. */
    private void note(Left left) throws IOException {
        left.append(notes);
        lines++;
        if (lines > 2 * MOST) {
            List<Left> all = Left.read(notes);
            List<Left> newest = all.subList(Math.max(0, all.size() - MOST), all.size());
            Left.replace(notes, newest);
            lines = newest.size();
        }
    }
}
