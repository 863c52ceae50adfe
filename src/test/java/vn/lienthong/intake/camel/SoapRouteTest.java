package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.Databases;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.KafkaSources;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.sftp.Servers;
import vn.lienthong.intake.soap.SoapOperation;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.InMemoryMemos;

/** The shipped example: its route file and its template offer the operation they name, while they run. */
class SoapRouteTest {

    private static final SoapOperation SYNC = new SoapOperation("lgsp-dossier", "lgsp/dossier.wsdl", "SyncDocument");

    @TempDir
    Path dir;

    private final CamelContext camel = new DefaultCamelContext();
    private SoapServices services;

    @BeforeEach
    void start() throws Exception {
        Agency agency = new Agency();
        MemoryLedger ledger = new MemoryLedger();
        LedgerIntake intake = new LedgerIntake(agency, agency.mappings(), ledger.ledger(), Deadlines.none());
        InboxSettings inbox = new InboxSettings(
                dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 500);
        Clock clock = Clock.systemUTC();
        services = new SoapServices(Path.of("mappings"), intake, ledger.view());
        Inbox dropped = new Inbox(
                new LedgerSide(intake, ledger.view(), ledger.memos()),
                agency,
                agency.mappings(),
                inbox,
                clock,
                RandomGenerator.getDefault());
        camel.addComponent(
                "intake",
                new IntakeComponent(
                        dropped,
                        new SqlSources(
                                new Databases(Map.of(), dir.resolve("drivers")),
                                intake,
                                ledger.view(),
                                new InMemoryMemos(),
                                clock,
                                System::nanoTime),
                        services,
                        new Exchanges(Map.of(), Path.of("mappings"), intake, new InMemoryMemos(), Clock.systemUTC()),
                        new KafkaSources(new Brokers(Map.of()), intake, new InMemoryMemos()),
                        new Apis(
                                Map.of(),
                                new LedgerSide(intake, ledger.view(), new InMemoryMemos()),
                                Clock.systemUTC()),
                        new Servers(Map.of(), dropped, new InMemoryMemos(), Clock.systemUTC()),
                        new SourceFailures()));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void offers_its_operation_while_it_runs() throws Exception {
        load("routes/templates/soap.camel.yaml");
        load("routes/examples/lgsp-dossier-soap.camel.yaml");
        assertThatThrownBy(() -> services.offer(SYNC, Page::enter)).hasMessageContaining("another route");

        camel.getRouteController().stopRoute("lgsp-dossier-soap");

        services.offer(SYNC, Page::enter).close();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }
}
