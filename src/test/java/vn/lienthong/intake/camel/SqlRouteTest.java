package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.DatabaseServer;
import vn.lienthong.intake.sql.DatabaseSettings;
import vn.lienthong.intake.sql.MariaDbServer;
import vn.lienthong.intake.sql.MotCuaExport;
import vn.lienthong.intake.sql.PostgresServer;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** The shipped example: its route file, its template and its mapping, on the export loaded into real databases. */
class SqlRouteTest {

    private static final Path EXAMPLE = Path.of("routes/examples/mot-cua-2024-sql.camel.yaml");
    private static final String FLOW = "mot-cua-2024";

    @TempDir
    Path dir;

    private final CamelContext camel = new DefaultCamelContext();
    private RealLedger ledger;

    @BeforeEach
    void open() {
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
    }

    @AfterEach
    void close() {
        camel.stop();
        ledger.close();
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
        start(Map.of(
                "motcua",
                new DatabaseSettings(
                        server.url(),
                        server.username(),
                        server.password(),
                        Duration.ofSeconds(30),
                        ZoneId.of("Asia/Ho_Chi_Minh"))));
        load(EXAMPLE);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(count(DeliveryState.PENDING)).isEqualTo(149));
        assertThat(count(DeliveryState.DEAD)).as("the deleted one is not owed").isZero();
        assertThat(dossiers())
                .contains("000.00.00.G16-210525-18071")
                .doesNotContain("VHTTDL/0019/2022", "000.00.00.G16-220112-0035");
    }

    @Test
    void a_source_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        start(Map.of());
        assertThatThrownBy(() -> load(EXAMPLE)).hasStackTraceContaining("sources.motcua.url is not set");
    }

    private long count(DeliveryState state) {
        return ledger.view.deliveries(DeliveryFilter.any().in(state), 1, 1).total();
    }

    private List<String> dossiers() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().stream()
                .map(delivery -> String.valueOf(delivery.dossier()))
                .toList();
    }

    private void load(Path file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    private void start(Map<String, DatabaseSettings> databases) throws Exception {
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        mappings.refresh();
        Flows flows = new OneFlow(new Flow(FLOW, "npsp", "npsp/exports/" + FLOW, 1, true, true));
        Intake intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        InboxSettings inbox = new InboxSettings(
                dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 500);
        camel.addComponent(
                "intake",
                new IntakeComponent(
                        new Inbox(
                                intake,
                                ledger.view,
                                flows,
                                mappings,
                                inbox,
                                Clock.systemUTC(),
                                RandomGenerator.getDefault()),
                        new SqlSources(
                                databases,
                                Path.of("no-such-folder"),
                                intake,
                                ledger.view,
                                ledger.memos,
                                Clock.systemUTC(),
                                System::nanoTime),
                        new SoapServices(Path.of("mappings"), intake),
                        new Exchanges(Map.of(), Path.of("mappings"), intake, Clock.systemUTC()),
                        new Brokers(Map.of(), intake, ledger.memos),
                        new Apis(Map.of(), new LedgerSide(intake, ledger.view, ledger.memos), Clock.systemUTC())));
        camel.start();
        load(Path.of("routes/templates/sql.camel.yaml"));
    }
}
