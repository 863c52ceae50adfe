package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that has left a flow's folder: one line of the notes beside the files in work. The last line of a file counts.
 *
 * @param file what the file system knows it by, whatever its name
 * @param as where it is, within the flow's folder
 * @param name it was dropped under
 * @param size it had when its rows were entered
 * @param until when it is watched
 * @param back whether it has come back, and was not taken again yet
 */
record Left(String file, String as, String name, long size, Instant until, boolean back) {

    private static final Logger LOG = LoggerFactory.getLogger(Left.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of the notes for files in work there. */
    static Path notes(Path taking) {
        return taking.resolve("left");
    }

    Left cameBack() {
        return new Left(file, as, name, size, until, true);
    }

    /** In the order in which they left. */
    static List<Left> read(Path notes) throws IOException {
        List<Left> all = new ArrayList<>();
        if (Files.exists(notes)) {
            for (String line : Files.readString(notes, StandardCharsets.UTF_8).split("\n")) {
                try {
                    all.add(JSON.readValue(line, Left.class));
                } catch (JacksonException cutOff) {
                    LOG.debug("A line of {} was not written to its end.", notes);
                }
            }
        }
        return all;
    }

    /** Not forced to the disk: where the machine dies, so does whoever writes to the file. */
    void append(Path notes) throws IOException {
        Files.writeString(notes, line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static void replace(Path notes, List<Left> all) throws IOException {
        Path fresh = notes.resolveSibling(notes.getFileName() + ".new");
        Files.writeString(fresh, all.stream().map(Left::line).collect(Collectors.joining()));
        Files.move(fresh, notes, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String line() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
