package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class FolderAnalysisTest {

    private final RuntimeException failure = new IllegalArgumentException("hashes.properties: cannot be read");

    @TempDir
    Path folder;

    @Test
    void a_start_away_from_the_definitions_is_explained() {
        FailureAnalysis analysis = Objects.requireNonNull(analyze(folder.resolve("mappings")));

        assertThat(analysis.getDescription())
                .contains(folder.resolve("mappings").toString(), "mappings.dir");
        assertThat(analysis.getAction()).contains("mappings.dir", "data.dir");
    }

    @Test
    void any_other_failure_is_left_to_whoever_knows_it() throws Exception {
        assertThat(analyze(Files.createDirectory(folder.resolve("mappings")))).isNull();
    }

    private @Nullable FailureAnalysis analyze(Path mappings) {
        return new FolderAnalysis(new MockEnvironment()
                        .withProperty("routes.dir", folder.toString())
                        .withProperty("mappings.dir", mappings.toString()))
                .analyze(failure);
    }
}
