package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.sftp.SftpServer;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.relay.Flow;

/** The shipped example: its route file, its template and the shipped mapping take a file of a real server. */
class SftpRouteTest {

    private static final String EXAMPLE = "routes/examples/so-theo-doi-2020-sftp.camel.yaml";

    @TempDir
    Path dir;

    private SourceStage stage;

    @BeforeEach
    void open() {
        stage = new SourceStage(
                dir, new Flow("so-theo-doi-2020", "npsp", "npsp/exports/so-theo-doi-2020", 1, true, true));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void takes_an_export_and_moves_it_at_the_server() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("server/xuat/so-theo-doi"));
        try (SftpServer server = new SftpServer(dir.resolve("server"))) {
            Files.copy(export(), folder.resolve("01_so-theo-doi-ho-so.csv"));
            stage.servers = Map.of("motcua", server.settings());
            stage.start("sftp");
            stage.load(impatient());

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(folder.resolve("done/01_so-theo-doi-ho-so.csv")));
        }
        assertThat(stage.count(DeliveryState.PENDING)).isPositive();
    }

    @Test
    void a_server_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        stage.start("sftp");
        assertThatThrownBy(() -> stage.load(EXAMPLE)).hasStackTraceContaining("sftp.motcua.host is not set");
    }

    private String impatient() throws Exception {
        String route = Files.readString(Path.of(EXAMPLE))
                + "      - { name: settle, value: 100ms }\n      - { name: every, value: 100ms }\n";
        return Files.writeString(dir.resolve("so-theo-doi-2020-sftp.camel.yaml"), route)
                .toString();
    }

    private static Path export() {
        return Path.of("src/sandbox/resources/sandbox/exports/01_so-theo-doi-ho-so_2020-11.csv");
    }
}
