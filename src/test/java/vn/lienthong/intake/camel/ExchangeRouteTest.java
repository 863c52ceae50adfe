package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.exchange.ExchangeSettings;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.relay.Flow;
import vn.lienthong.sandbox.soap.SimulatedExchange;

/** The shipped example: its route file, its template and its mapping take what waits at an exchange. */
class ExchangeRouteTest {

    @TempDir
    Path dir;

    private SimulatedExchange exchange;
    private SourceStage stage;

    @BeforeEach
    void start() throws Exception {
        exchange = new SimulatedExchange();
        stage = new SourceStage(dir, new Flow("exchange-2013", "agency", "agency/exchange-2013", 1, true, true));
        stage.exchanges = Map.of(
                "truc",
                new ExchangeSettings(
                        URI.create(exchange.address()),
                        SimulatedExchange.USERNAME,
                        SimulatedExchange.PASSWORD,
                        "lgsp/exchange-2013.wsdl",
                        Duration.ofSeconds(20),
                        DataSize.ofMegabytes(20)));
    }

    @AfterEach
    void stop() {
        stage.close();
        exchange.close();
    }

    @Test
    void takes_what_waits_and_acknowledges_it() throws Exception {
        exchange.put("510123", "<maLoaiHoSo>TT-07</maLoaiHoSo><hoTenNguoiNop>Nguyễn Thị Thử</hoTenNguoiNop>");
        exchange.put("510124", "<maDonViTiepNhan>G16</maDonViTiepNhan>");
        stage.start("exchange");
        stage.load("routes/examples/exchange-2013-pull.camel.yaml");

        await().atMost(Duration.ofSeconds(60)).until(() -> exchange.waiting() == 0);

        assertThat(stage.count(DeliveryState.PENDING)).isEqualTo(1);
        assertThat(stage.count(DeliveryState.DEAD)).as("of no procedure").isEqualTo(1);
    }
}
