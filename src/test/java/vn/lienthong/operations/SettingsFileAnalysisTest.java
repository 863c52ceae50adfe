package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.yaml.snakeyaml.Yaml;

@ExtendWith(OutputCaptureExtension.class)
class SettingsFileAnalysisTest {

    @TempDir
    Path folder;

    @Test
    void a_tab_is_told_with_its_place(CapturedOutput output) throws IOException {
        start("npsp:\n\turl: http://portal\n");

        assertThat(output)
                .contains("line 2, column 1: found character", "TAB", "spaces")
                .doesNotContain("\tat ");
    }

    @Test
    void the_line_is_not_shown_since_a_password_may_stand_in_it(CapturedOutput output) throws IOException {
        start("npsp:\n  password: \"TEST-PASSWORD\n  username: me\n");

        assertThat(output).contains("line ").doesNotContain("TEST-PASSWORD");
    }

    @Test
    void the_file_is_named() throws IOException {
        Files.writeString(folder.resolve("application.yaml"), "a: 1\na: 2\n");
        RuntimeException failure = start("a: 1\na: 2\n");

        FailureAnalysis analysis = Objects.requireNonNull(new SettingsFileAnalysis(folder).analyze(failure));
        assertThat(analysis.getDescription())
                .contains(folder.resolve("application.yaml").toString(), "line 2, column 1: found duplicate key a");
    }

    @Test
    void what_others_read_is_left_to_them() {
        RuntimeException failure = catchRuntimeException(() -> new Yaml().load("a: \"b"));

        assertThat(new SettingsFileAnalysis(folder).analyze(failure)).isNull();
    }

    private RuntimeException start(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), settings);
        SpringApplication application = new SpringApplication(SettingsFileAnalysisTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return catchRuntimeException(() -> application
                .run("--spring.config.additional-location=" + file.toUri())
                .close());
    }
}
