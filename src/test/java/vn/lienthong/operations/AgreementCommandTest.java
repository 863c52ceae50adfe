package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command before a stand-in of the connector's API. */
class AgreementCommandTest {

    private static final String TAKEN = "{\"list\": 7, \"dossiers\": 2, \"unreadable\": 0, \"problem\": null}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInConnector connector;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("list.csv"), "dossierNo\n");
        connector = new StandInConnector(201, TAKEN);
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void gives_the_list_and_says_how_many_dossiers_were_taken() {
        assertThat(run("source", folder.resolve("list.csv").toString(), "--partial", "--layout=csv"))
                .isZero();
        assertThat(printed()).contains("2 dossiers taken", "/agreement");
        assertThat(connector.asked)
                .containsExactly("/api/agreement/source?name=list.csv&layout=csv&partial=true null dossierNo\n");
    }

    @Test
    void ends_with_1_if_lines_could_not_be_read() {
        connector.answers(
                201,
                "{\"list\": 7, \"dossiers\": 2, \"unreadable\": 3, \"problem\": \"line 2: mapping.no-crosswalk-pair\"}");
        assertThat(run("source", folder.resolve("list.csv").toString())).isEqualTo(1);
        assertThat(printed()).contains("3 lines could not be read, the first: line 2: mapping.no-crosswalk-pair");
    }

    @Test
    void ends_with_1_if_many_dossiers_of_the_list_before_are_not_in_it() {
        connector.answers(201, "{\"list\": 7, \"dossiers\": 90, \"unreadable\": 0, \"problem\": null, \"lacks\": 110}");
        assertThat(run("source", folder.resolve("list.csv").toString())).isEqualTo(1);
        assertThat(printed()).contains("110 dossiers of the list before are not in it");
    }

    @Test
    void ends_with_2_if_the_list_was_refused_or_the_command_is_misused() {
        connector.answers(422, "{\"code\": \"agreement.no-line-read\", \"says\": \"No dossier\", \"advice\": \"See\"}");
        assertThat(run("source", folder.resolve("list.csv").toString())).isEqualTo(2);
        assertThat(printed()).contains("agreement.no-line-read", "→ See");
        assertThat(run("source", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run("compare")).isEqualTo(2);
    }

    @Test
    void an_option_that_is_not_known_or_not_written_as_it_should_be_gives_nothing() {
        String list = folder.resolve("list.csv").toString();

        for (String slip : List.of("--patrial", "--partial=true", "--layot=csv", "--layout")) {
            assertThat(run("source", list, slip)).as(slip).isEqualTo(2);
            assertThat(printed()).contains("unknown option: " + slip);
        }

        assertThat(connector.asked).isEmpty();
        assertThat(run("source", list, "--server.port=1")).as("a setting").isZero();
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of(connector.url())).toArray(String[]::new);
        return new AgreementCommand(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(all);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
