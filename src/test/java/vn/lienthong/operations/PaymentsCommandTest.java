package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command before a stand-in of the connector's API. */
class PaymentsCommandTest {

    private static final String REPORT = """
            {"reconciliation": 7, "startedAt": "2024-03-16T08:00:00+07:00", "lines": 2, "net": 2999, "booked": 3000,
             "difference": -1, "tasks": 1, "verdicts": [
               {"verdict": "MATCHED", "well": true, "lines": 1, "net": 1000, "booked": 1000},
               {"verdict": "SHORT", "well": false, "lines": %d, "net": 1999, "booked": 2000}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInConnector connector;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("đối soát.csv"), "a;b\n");
        connector = new StandInConnector(201, REPORT.formatted(1));
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void prints_what_the_lines_come_to_and_ends_with_1_if_a_person_has_to_look() throws IOException {
        Files.writeString(folder.resolve("key"), "a-secret\n");
        assertThat(run("--layout=bank-list", "--anew", "--key-file=" + folder.resolve("key")))
                .isEqualTo(1);
        assertThat(printed())
                .contains("SHORT", "net 2,999 đ, in our books 3,000 đ, difference -1 đ", "/reconciliations/7");
        assertThat(connector.asked)
                .containsExactly("/api/reconciliations?name=%C4%91%E1%BB%91i+so%C3%A1t.csv&layout=bank-list&anew=true"
                        + " Bearer a-secret a;b\n");
    }

    @Test
    void ends_with_0_if_nothing_differs() {
        connector.answers(200, REPORT.formatted(0));
        assertThat(run()).isZero();
        assertThat(printed()).contains("compared before").doesNotContain("SHORT");
    }

    @Test
    void ends_with_2_and_says_why_if_the_file_was_not_compared() {
        connector.answers(
                422,
                "{\"code\": \"paygov.no-such-layout\", \"says\": \"There is no layout.\", \"advice\": \"Known are daily.\"}");
        assertThat(run()).isEqualTo(2);
        assertThat(printed()).contains("paygov.no-such-layout", "There is no layout.", "→ Known are daily.");
        connector.close();
        assertThat(run()).isEqualTo(2);
        assertThat(printed()).contains("does not answer");
        assertThat(command("reconcile", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(command("reconcile")).isEqualTo(2);
    }

    @Test
    void says_which_file_of_a_key_cannot_be_read() {
        assertThat(run("--key-file=" + folder.resolve("nowhere"))).isEqualTo(2);

        assertThat(printed())
                .contains("cannot read " + folder.resolve("nowhere"))
                .doesNotContain("does not answer");
        assertThat(connector.asked).isEmpty();
    }

    private int run(String... options) {
        return command(Stream.concat(
                        Stream.of("reconcile", folder.resolve("đối soát.csv").toString(), connector.url()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private int command(String... arguments) {
        return new PaymentsCommand(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
