package vn.lienthong.mapping;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code mapping …} on a folder with a mapping and its case, and hears what it prints. */
abstract class CommandOnFiles {

    @TempDir
    Path folder;

    Definitions given;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("tests/maps-a.yaml", "given: { a: x }\nexpect: { fields: { A: x } }\n");
    }

    final int run(String... words) {
        printed.reset();
        return MappingCommand.run(words, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    /** By the last run. */
    final String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    final String path(String file) {
        return given.folder().resolve(file).toString();
    }
}
