package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

class TemporaryFolderAnalysisTest {

    private final RuntimeException failure = new IllegalStateException("Unable to create tempDir");

    @TempDir
    Path folder;

    @Test
    void a_temporary_folder_that_is_not_there_is_named() {
        Path gone = folder.resolve("gone");
        FailureAnalysis analysis = Objects.requireNonNull(new TemporaryFolderAnalysis(gone).analyze(failure));

        assertThat(analysis.getDescription()).contains(gone.toString());
        assertThat(analysis.getAction()).contains("java.io.tmpdir");
    }

    @Test
    void any_other_failure_is_left_to_whoever_knows_it() {
        assertThat(new TemporaryFolderAnalysis(folder).analyze(failure)).isNull();
    }
}
