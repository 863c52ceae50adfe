package vn.lienthong.intake.camel;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.connections.Databases;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.intake.exchange.ExchangeSettings;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.KafkaSources;
import vn.lienthong.intake.rest.ApiSettings;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.sftp.ServerSettings;
import vn.lienthong.intake.sftp.Servers;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;

/** Shipped routes of one flow over the shipped mappings and a real ledger; its sources are those a test sets before the start. */
final class SourceStage implements AutoCloseable {

    final RealLedger ledger;
    Map<String, DatabaseSettings> databases = Map.of();
    Map<String, ExchangeSettings> exchanges = Map.of();
    Map<String, BrokerSettings> brokers = Map.of();
    Map<String, ApiSettings> apis = Map.of();
    Map<String, ServerSettings> servers = Map.of();

    private final Path dir;
    private final Flow flow;
    private final CamelContext camel = new DefaultCamelContext();

    SourceStage(Path dir, Flow flow) {
        this.dir = dir;
        this.flow = flow;
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
    }

    /** @param template of {@code routes/templates}, without its ending */
    void start(String template) throws Exception {
        Path mappingFiles = Path.of("mappings");
        FileMappings mappings = new FileMappings(mappingFiles);
        mappings.refresh();
        OneFlow flows = new OneFlow(flow);
        LedgerIntake intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        LedgerSide side = new LedgerSide(intake, ledger.view, ledger.memos);
        InboxSettings inbox = new InboxSettings(
                dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 500);
        Clock clock = Clock.systemUTC();
        Inbox dropped = new Inbox(side, flows, mappings, inbox, clock, RandomGenerator.getDefault());
        camel.addComponent(
                "intake",
                new IntakeComponent(
                        dropped,
                        new SqlSources(
                                new Databases(databases, dir.resolve("drivers")),
                                intake,
                                ledger.view,
                                ledger.memos,
                                clock,
                                System::nanoTime),
                        new SoapServices(mappingFiles, intake, ledger.view),
                        new Exchanges(exchanges, mappingFiles, intake, ledger.memos, clock),
                        new KafkaSources(new Brokers(brokers), intake, ledger.memos),
                        new Apis(apis, side, clock),
                        new Servers(servers, dropped, ledger.memos, clock),
                        new SourceFailures()));
        camel.start();
        load("routes/templates/" + template + ".camel.yaml");
    }

    void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    long count(DeliveryState state) {
        return ledger.view.deliveries(DeliveryFilter.any().in(state), 1, 1).total();
    }

    /** No route runs any more. */
    void stop() {
        camel.stop();
    }

    @Override
    public void close() {
        stop();
        ledger.close();
    }
}
