package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
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
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.rest.ApiSettings;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.rest.RecordServer;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/** The shipped example: its route file, its template and the shipped mapping take what an HTTP API gives. */
class RestRouteTest {

    private static final String EXAMPLE = "routes/examples/npsp-dossier-rest.camel.yaml";

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
    void takes_the_records_of_an_api_and_asks_again_for_what_changed() throws Exception {
        String dossier = Files.readString(Path.of("src/sandbox/resources/sandbox/push/dossier.json"));
        String time = "2024-03-15T08:30:00+07:00";
        try (RecordServer server = new RecordServer()) {
            server.put("1", time, dossier.replaceFirst("\\{", "{ \"updatedAt\": \"" + time + "\","));
            server.put("2", time, "{\"dossierNo\": \"G16-1\", \"updatedAt\": \"" + time + "\"}");
            start(Map.of("motcua", settings(server)));
            load(EXAMPLE);

            await().atMost(Duration.ofMinutes(1)).until(() -> count(DeliveryState.PENDING) == 1);

            assertThat(count(DeliveryState.DEAD)).as("of no procedure").isEqualTo(1);
            assertThat(server.asked().getFirst()).isEqualTo("/api/ho-so?sort=updatedAt&size=100&page=1");
        }
    }

    @Test
    void an_api_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        start(Map.of());
        assertThatThrownBy(() -> load(EXAMPLE)).hasStackTraceContaining("apis.motcua.url is not set");
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

    private long count(DeliveryState state) {
        return ledger.view.deliveries(DeliveryFilter.any().in(state), 1, 1).total();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    private void start(Map<String, ApiSettings> apis) throws Exception {
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        mappings.refresh();
        OneFlow flows = new OneFlow(new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true));
        LedgerIntake intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        InboxSettings inbox = new InboxSettings(
                dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 500);
        Clock clock = Clock.systemUTC();
        camel.addComponent(
                "intake",
                new IntakeComponent(
                        new Inbox(intake, ledger.view, flows, mappings, inbox, clock, RandomGenerator.getDefault()),
                        new SqlSources(
                                Map.of(),
                                dir.resolve("drivers"),
                                intake,
                                ledger.view,
                                ledger.memos,
                                clock,
                                System::nanoTime),
                        new SoapServices(Path.of("mappings"), intake),
                        new Exchanges(Map.of(), Path.of("mappings"), intake, clock),
                        new Brokers(Map.of(), intake, ledger.memos),
                        new Apis(apis, new LedgerSide(intake, ledger.view, ledger.memos), clock)));
        camel.start();
        load("routes/templates/rest.camel.yaml");
    }
}
