package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.rest.ApiSettings;
import vn.lienthong.intake.rest.RecordServer;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/** The shipped example: its route file, its template and the shipped mapping take what an HTTP API gives. */
class RestRouteTest {

    private static final String EXAMPLE = "routes/examples/npsp-dossier-rest.camel.yaml";

    @TempDir
    Path dir;

    private SourceStage stage;

    @BeforeEach
    void open() {
        stage = new SourceStage(dir, new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void takes_the_records_of_an_api_and_asks_again_for_what_changed() throws Exception {
        String dossier = Files.readString(Path.of("src/sandbox/resources/sandbox/push/dossier.json"));
        String time = "2024-03-15T08:30:00+07:00";
        try (RecordServer server = new RecordServer()) {
            server.put("1", time, dossier.replaceFirst("\\{", "{ \"updatedAt\": \"" + time + "\","));
            server.put("2", time, "{\"dossierNo\": \"G16-1\", \"updatedAt\": \"" + time + "\"}");
            stage.apis = Map.of("motcua", settings(server));
            stage.start("rest");
            stage.load(EXAMPLE);

            await().atMost(Duration.ofMinutes(1)).until(() -> stage.count(DeliveryState.PENDING) == 1);

            assertThat(stage.count(DeliveryState.DEAD)).as("of no procedure").isEqualTo(1);
            assertThat(server.asked().getFirst()).isEqualTo("/api/ho-so?sort=updatedAt&size=100&page=1");
        }
    }

    @Test
    void an_api_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        stage.start("rest");
        assertThatThrownBy(() -> stage.load(EXAMPLE)).hasStackTraceContaining("apis.motcua.url is not set");
    }

    private static ApiSettings settings(RecordServer server) {
        return new ApiSettings(
                server.address(),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                new SecretHeader("X-Api-Key", RecordServer.KEY),
                new OAuth2("", "", "", "", OAuth2.In.HEADER));
    }
}
