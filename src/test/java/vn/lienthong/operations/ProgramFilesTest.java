package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;

class ProgramFilesTest {

    @TempDir
    Path folder;

    private Path program;
    private ProgramFiles files;

    @BeforeEach
    void start() throws IOException {
        program = Files.writeString(folder.resolve("lienthong.jar"), "0.1.0");
        files = new ProgramFiles(List.of(program, folder.resolve("none.jar")));
    }

    @Test
    void a_program_that_is_left_alone_has_no_fault() {
        files.look();
        assertThat(files.faults()).isEmpty();
    }

    @Test
    void one_that_is_written_over_is_told_until_it_is_started_anew() throws IOException {
        Files.writeString(program, "0.2.0-rc");
        files.look();
        files.look();
        assertThat(files.faults())
                .containsExactly(Problem.of("operations.program-written-over").at(program.toString()));
    }

    @Test
    void one_that_is_removed_or_replaced_as_a_whole_stays_open_and_is_no_fault() throws IOException {
        Files.move(program, folder.resolve("old.jar"));
        files.look();
        assertThat(files.faults()).isEmpty();
        Path next = Files.writeString(folder.resolve("next.jar"), "0.2.0-rc");
        Files.move(next, program, StandardCopyOption.REPLACE_EXISTING);
        files.look();
        assertThat(files.faults()).isEmpty();
    }
}
