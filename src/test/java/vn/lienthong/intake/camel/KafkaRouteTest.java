package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.BrokerSettings;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;

/** The shipped example: its route file, its template and the shipped mapping take what is in a topic of a real broker. */
class KafkaRouteTest {

    private static final String EXAMPLE = "routes/examples/npsp-dossier-kafka.camel.yaml";

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
    void takes_the_messages_of_a_topic_and_keeps_what_is_no_record_as_dead_letters() throws Exception {
        String dossier = Files.readString(Path.of("src/sandbox/resources/sandbox/push/dossier.json"));
        try (KafkaServer server = new KafkaServer(dir.resolve("kafka"))) {
            server.topic("ho-so", 1);
            server.send("ho-so", List.of("", "<not json>", dossier, dossier));
            start(Map.of("main", settings(server)));
            load(EXAMPLE);

            await().atMost(Duration.ofMinutes(1)).until(() -> count(DeliveryState.PENDING) == 1);
        }
        assertThat(count(DeliveryState.DEAD)).isEqualTo(2);
    }

    @Test
    void a_broker_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        start(Map.of());
        assertThatThrownBy(() -> load(EXAMPLE)).hasStackTraceContaining("brokers.main.servers is not set");
    }

    private static BrokerSettings settings(KafkaServer server) {
        return new BrokerSettings(server.address(), Duration.ofSeconds(10), "", "", "SCRAM-SHA-512", Map.of());
    }

    private long count(DeliveryState state) {
        return ledger.view.deliveries(DeliveryFilter.any().in(state), 1, 1).total();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    private void start(Map<String, BrokerSettings> brokers) throws Exception {
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
                        new Brokers(brokers, intake, ledger.memos),
                        new Apis(Map.of(), new LedgerSide(intake, ledger.view, ledger.memos), clock)));
        camel.start();
        load("routes/templates/kafka.camel.yaml");
    }
}
