package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path notes;
    private final InstantSource clock;
    /** By what the file system knows a file by, whatever its name; null until the notes were read. */
    private @Nullable Map<String, Left> watched;

    private int lines;

    /** @param folder of the flow */
    LateWrites(Path folder, Path notes, InstantSource clock) {
        this.folder = folder;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * One line of the notes. The last one of a file counts.
     *
     * @param as where it is, within the flow's folder
     * @param name it was dropped under
     * @param size it had when its rows were entered
     * @param back whether it has come back, and was not taken again yet
     */
    private record Left(String file, String as, String name, long size, Instant until, boolean back) {

        Left cameBack() {
            return new Left(file, as, name, size, until, true);
        }
    }

    /**
     * A file is about to get to its last folder. The notes are not forced to the disk: where the machine dies, so does whoever
     * writes to the file.
     */
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
                before == null ? clock.instant().plus(WATCHED) : before.until(),
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
                } else if (over) {
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
        Map<String, Left> all = new LinkedHashMap<>();
        if (Files.exists(notes)) {
            for (String line : new String(Files.readAllBytes(notes), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines++;
                try {
                    Left left = JSON.readValue(line, Left.class);
                    all.remove(left.file());
                    all.put(left.file(), left);
                } catch (JacksonException cutOff) {
                    LOG.debug("A line of {} was not written to its end.", notes);
                }
            }
        }
        return all;
    }

    private void note(Left left) throws IOException {
        lines++;
        if (lines > 2 * MOST) {
            Path fresh = notes.resolveSibling(notes.getFileName() + ".new");
            Files.writeString(
                    fresh, watched().values().stream().map(LateWrites::line).collect(Collectors.joining()));
            Files.move(fresh, notes, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lines = watched().size();
        } else {
            Files.writeString(notes, line(left), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String line(Left left) {
        return JSON.writeValueAsString(left) + "\n";
    }
}
