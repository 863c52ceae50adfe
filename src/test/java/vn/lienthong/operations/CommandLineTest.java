package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void the_shipped_routes_pass_their_check() {
        assertThat(run("route", "check"))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void the_shipped_mappings_pass_their_cases() {
        assertThat(run("mapping", "test"))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void a_code_is_explained_with_an_example() {
        assertThat(run("problems", "mapping.too-long")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("mapping.too-long", "‹field›", "TrichYeuHoSo", "612", "500");
    }

    @Test
    void all_codes_are_listed() {
        assertThat(run("problems")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("intake.unknown-flow\n  ", "mapping.expr-syntax\n  ", "npsp.refused\n  ");
    }

    @Test
    void an_unknown_code_is_answered_with_the_nearest() {
        assertThat(run("problems", "mapping.to-long")).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("did you mean mapping.too-long?");
    }

    @Test
    void an_unknown_command_is_a_misuse_and_says_where_help_is() {
        assertThat(run("rout")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("rout", "did you mean route?", "./lienthong help");
    }

    @Test
    void route_says_how_it_is_used_like_the_others() {
        assertThat(run("route", "--help")).isZero();
        assertThat(run("route", "check", "--help")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("route check [DIR]");
    }

    @Test
    void an_unknown_word_after_a_command_is_a_misuse_too() {
        assertThat(run("route", "test")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("route test", "did you mean route check?");
    }

    @Test
    void settings_that_cannot_be_read_are_told_without_a_stack_trace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "npsp:\n\tpassword: TEST-PASSWORD\n");

        assertThat(run("record", "to-case", "1", "--spring.config.additional-location=" + file.toUri()))
                .isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("line 2, column 1", "spaces")
                .doesNotContain("TEST-PASSWORD");
    }

    private int run(String... arguments) {
        return CommandLine.run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
