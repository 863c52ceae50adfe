package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.intake.sql.DatabaseServer;
import vn.lienthong.intake.sql.MariaDbServer;
import vn.lienthong.intake.sql.MotCuaExport;
import vn.lienthong.intake.sql.PostgresServer;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.relay.Flow;

/** The shipped example: its route file, its template and its mapping, on the export loaded into real databases. */
class SqlRouteTest {

    private static final String EXAMPLE = "routes/examples/mot-cua-2024-sql.camel.yaml";
    private static final String FLOW = "mot-cua-2024";

    @TempDir
    Path dir;

    private SourceStage stage;

    @BeforeEach
    void open() {
        stage = new SourceStage(dir, new Flow(FLOW, "npsp", "npsp/exports/" + FLOW, 1, true, true));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void takes_every_dossier_of_the_export_from_postgresql() throws Exception {
        try (PostgresServer server = new PostgresServer(dir.resolve("postgres"))) {
            takesEveryDossier(server);
        }
    }

    @Test
    void takes_every_dossier_of_the_export_from_mariadb() throws Exception {
        try (MariaDbServer server = new MariaDbServer(Files.createDirectories(dir.resolve("mariadb")))) {
            takesEveryDossier(server);
        }
    }

    private void takesEveryDossier(DatabaseServer server) throws Exception {
        MotCuaExport.load(server);
        stage.databases = Map.of(
                "motcua",
                new DatabaseSettings(
                        server.url(),
                        server.username(),
                        server.password(),
                        Duration.ofSeconds(30),
                        ZoneId.of("Asia/Ho_Chi_Minh")));
        stage.start("sql");
        stage.load(EXAMPLE);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(stage.count(DeliveryState.PENDING)).isEqualTo(149));
        assertThat(stage.count(DeliveryState.DEAD))
                .as("the deleted one is not owed")
                .isZero();
        assertThat(dossiers())
                .contains("000.00.00.G16-210525-18071")
                .doesNotContain("VHTTDL/0019/2022", "000.00.00.G16-220112-0035");
    }

    @Test
    void a_source_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        stage.start("sql");
        assertThatThrownBy(() -> stage.load(EXAMPLE)).hasStackTraceContaining("sources.motcua.url is not set");
    }

    private List<String> dossiers() {
        return stage.ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().stream()
                .map(delivery -> String.valueOf(delivery.dossier()))
                .toList();
    }
}
