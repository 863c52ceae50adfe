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
class AlertsCommandTest {

    private static final String MAIL = "{\"channel\": \"mail\", \"arrived\": true, \"problem\": null}";
    private static final String WEBHOOK =
            "{\"channel\": \"webhook\", \"arrived\": false, \"problem\": {\"code\": \"alerts.not-sent\", \"says\": \"HTTP 403.\"}}";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInConnector connector;

    @BeforeEach
    void start() throws IOException {
        connector = new StandInConnector(200, "{\"items\": []}");
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void ends_with_0_if_it_arrived_by_all(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "a-secret\n");
        connector.answers(200, "{\"items\": [" + MAIL + "]}");

        assertThat(run("test", "--reason=just set up", "--key-file=" + key)).isZero();

        assertThat(printed()).contains("mail: arrived");
        assertThat(connector.asked).containsExactly("/api/alerts/test Bearer a-secret {\"reason\":\"just set up\"}");
    }

    @Test
    void ends_with_1_if_by_one_it_did_not_or_none_is_set_up() {
        connector.answers(200, "{\"items\": [" + MAIL + ", " + WEBHOOK + "]}");
        assertThat(run("test")).isEqualTo(1);
        assertThat(printed()).contains("mail: arrived", "webhook: HTTP 403.");

        connector.answers(200, "{\"items\": []}");
        assertThat(run("test")).isEqualTo(1);
        assertThat(printed()).contains("alerts.mail.host");
    }

    @Test
    void ends_with_2_if_it_is_refused_or_misused_or_nobody_is_there() {
        connector.answers(403, "{\"code\": \"console.not-allowed\", \"says\": \"No.\", \"advice\": \"Ask.\"}");
        assertThat(run("test")).isEqualTo(2);
        assertThat(run("tests")).isEqualTo(2);
        connector.close();
        assertThat(run("test")).isEqualTo(2);
        assertThat(printed()).contains("does not answer");
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of(connector.url())).toArray(String[]::new);
        return new AlertsCommand(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(all);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
