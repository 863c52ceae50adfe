package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command before a stand-in of the connector's API. */
class ProceduresCommandTest {

    private static final String PULL = """
            {"state": "%s", "by": "lan", "reason": "because", "startedAt": "2026-03-02T01:00:00+07:00", "listed": 12, "asked": 12,
             "unread": %d, "found": {"fresh": 3, "changed": 2, "gone": 1, "returned": 0}, "problems": [%s], "waits": %s}""";
    private static final String RUNNING = PULL.formatted("running", 0, "", "null");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInConnector connector;

    @BeforeEach
    void start() throws IOException {
        connector = new StandInConnector(202, RUNNING);
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void waits_until_it_is_through_and_prints_what_changed(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "a-secret\n");
        connector.answers(202, RUNNING, report(RUNNING), report(PULL.formatted("finished", 0, "", "null")));

        assertThat(run("pull", "--reason=a new decree", "--key-file=" + key)).isZero();

        assertThat(printed()).contains("asked for by lan: because", "12 listed", "3 new, 2 changed, 1 gone, 0 back");
        assertThat(connector.asked)
                .containsExactly(
                        "/api/procedures/pull Bearer a-secret {\"reason\":\"a new decree\"}",
                        "/api/procedures Bearer a-secret ",
                        "/api/procedures Bearer a-secret ");
    }

    @Test
    void says_once_what_it_waits_for() {
        String waiting = PULL.formatted("running", 0, "", "{\"code\": \"x\", \"says\": \"The portal is down.\"}");
        connector.answers(
                202, RUNNING, report(waiting), report(waiting), report(PULL.formatted("finished", 0, "", "null")));

        assertThat(run("pull")).isZero();

        assertThat(printed()).containsOnlyOnce("waits: The portal is down.");
    }

    @Test
    void ends_with_1_if_not_all_could_be_read_or_a_person_ended_it() {
        String problem = "{\"code\": \"procedures.unreadable\", \"says\": \"Odd.\"}";
        connector.answers(202, RUNNING, report(PULL.formatted("finished", 1, problem, "null")));
        assertThat(run("pull")).isEqualTo(1);
        assertThat(printed()).contains("12 asked for, 1 of them unread", "procedures.unreadable  Odd.");

        connector.answers(202, RUNNING, report(PULL.formatted("ended", 0, "", "null")));
        assertThat(run("pull")).isEqualTo(1);
        assertThat(printed()).contains("ended before it was through");
    }

    @Test
    void need_not_wait() {
        assertThat(run("pull", "--no-wait")).isZero();

        assertThat(connector.asked)
                .containsExactly("/api/procedures/pull null {\"reason\":\"./lienthong procedures pull\"}");
    }

    @Test
    void ends_with_2_if_it_is_refused_or_misused_or_nobody_is_there() {
        connector.answers(403, "{\"code\": \"console.not-allowed\", \"says\": \"No.\", \"advice\": \"Ask.\"}");
        assertThat(run("pull")).isEqualTo(2);
        assertThat(printed()).contains("console.not-allowed", "→ Ask.");
        assertThat(run("push")).isEqualTo(2);
        assertThat(run("pull", "--wait")).isEqualTo(2);
        connector.close();
        assertThat(run("pull")).isEqualTo(2);
        assertThat(printed()).contains("does not answer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connector            | a-key
            http://a connector   | a-key
            http://127.0.0.1:1   | mã-khoá-dán-nhầm
            """)
    void ends_with_2_if_there_is_no_such_address_or_key_and_never_quotes_the_key(
            String url, String key, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key + "\n");

        assertThat(run("pull", "--url=" + url, "--key-file=" + file)).isEqualTo(2);

        assertThat(printed()).contains("not to be asked at " + url).doesNotContain(key);
    }

    private static String report(String pull) {
        return "{\"pull\": " + pull + ", \"changes\": []}";
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of(connector.url())).toArray(String[]::new);
        return new ProceduresCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), Duration.ofMillis(1))
                .run(all);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
