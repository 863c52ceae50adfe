package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
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
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.exchange.ExchangeSettings;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.sandbox.soap.SimulatedExchange;

/** The shipped example: its route file, its template and its mapping take what waits at an exchange. */
class ExchangeRouteTest {

    @TempDir
    Path dir;

    private final CamelContext camel = new DefaultCamelContext();
    private SimulatedExchange exchange;
    private RealLedger ledger;

    @BeforeEach
    void start() throws Exception {
        exchange = new SimulatedExchange();
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        mappings.refresh();
        OneFlow flows = new OneFlow(new Flow("exchange-2013", "agency", "agency/exchange-2013", 1, true, true));
        LedgerIntake intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        ExchangeSettings settings = new ExchangeSettings(
                URI.create(exchange.address()),
                SimulatedExchange.USERNAME,
                SimulatedExchange.PASSWORD,
                "lgsp/exchange-2013.wsdl",
                Duration.ofSeconds(20),
                DataSize.ofMegabytes(20));
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
                        new Exchanges(Map.of("truc", settings), Path.of("mappings"), intake, clock),
                        new Brokers(Map.of(), intake, ledger.memos),
                        new Apis(Map.of(), new LedgerSide(intake, ledger.view, ledger.memos), clock)));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        exchange.close();
        ledger.close();
    }

    @Test
    void takes_what_waits_and_acknowledges_it() throws Exception {
        exchange.put("510123", "<maLoaiHoSo>TT-07</maLoaiHoSo><hoTenNguoiNop>Nguyễn Thị Thử</hoTenNguoiNop>");
        exchange.put("510124", "<maDonViTiepNhan>G16</maDonViTiepNhan>");
        load("routes/templates/exchange.camel.yaml");
        load("routes/examples/exchange-2013-pull.camel.yaml");

        await().atMost(Duration.ofSeconds(60)).until(() -> exchange.waiting() == 0);

        assertThat(count(DeliveryState.PENDING)).isEqualTo(1);
        assertThat(count(DeliveryState.DEAD)).as("of no procedure").isEqualTo(1);
    }

    private long count(DeliveryState state) {
        return ledger.view.deliveries(DeliveryFilter.any().in(state), 1, 1).total();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }
}
