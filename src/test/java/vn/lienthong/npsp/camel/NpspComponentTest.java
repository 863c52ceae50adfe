package vn.lienthong.npsp.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.npsp.NpspClients;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** What a route step does to its exchange. */
class NpspComponentTest {

    private static final String NUMBER = "000.00.00.G16-240315-0077";

    private final SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
    private final NpspClient client = NpspClients.before(portal.adapter());
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.addComponent("npsp", new NpspComponent(client, NpspClients.questions(client), new SourceFailures()));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        client.close();
        portal.close();
    }

    @Test
    void leaves_a_reply_after_sending() {
        Exchange exchange = send("npsp:DongBoHoSoMC", batch(dossier("1.011451", "Điện ảnh")), null);
        assertThat(Objects.requireNonNull(exchange.getProperty(Reply.PROPERTY, Reply.class))
                        .outcome())
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void leaves_no_reply_after_filling_in() {
        Batch batch = batch(dossier("1.011451", ""));
        Exchange exchange = send("npsp:catalogue", batch, null);
        assertThat(exchange.getProperty(Reply.PROPERTY)).isNull();
        assertThat(new String(
                        Objects.requireNonNull(batch.ready().getFirst().mapped())
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"TenLinhVuc\":\"Điện ảnh\"");
    }

    @Test
    void sends_nothing_after_a_reply_and_nothing_when_nothing_is_ready() {
        Reply earlier = new Reply(new Outcome.Delivered("x"), List.of());
        Exchange exchange = send("npsp:DongBoHoSoMC", batch(dossier("1.011451", "Điện ảnh")), earlier);
        assertThat(exchange.getProperty(Reply.PROPERTY)).isSameAs(earlier);
        assertThat(send("npsp:DongBoHoSoMC", batch(""), null).getProperty(Reply.PROPERTY))
                .isNull();
        assertThat(send("npsp:DongBoHoSoMC", batch(dossier("1.011451", "Điện ảnh")), null)
                        .getProperty(Reply.PROPERTY, Reply.class))
                .extracting(Reply::outcome)
                .isEqualTo(new Outcome.Delivered("created, error_code 0"));
    }

    @Test
    void refuses_a_service_it_does_not_have_and_a_body_that_is_no_batch() {
        assertThatThrownBy(() -> camel.getEndpoint("npsp:DongBoHoSo"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .hasMessageContaining("DongBoHoSoMC");
        Exchange exchange = camel.createProducerTemplate()
                .send("npsp:catalogue", in -> in.getMessage().setBody("text"));
        assertThat(exchange.getException()).hasMessageContaining("batch");
    }

    private Exchange send(String uri, Batch batch, @Nullable Reply earlier) {
        Exchange exchange = camel.createProducerTemplate().send(uri, ExchangePattern.InOnly, in -> {
            in.getMessage().setBody(batch);
            if (earlier != null) {
                in.setProperty(Reply.PROPERTY, earlier);
            }
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static Batch batch(String record) {
        Batch.Item item = new Batch.Item(1, new SourceRecord(new byte[0], "application/json"), false);
        if (!record.isEmpty()) {
            item.becomes(new MappedRecord(record.getBytes(StandardCharsets.UTF_8), "npsp/dossier", "1", List.of()));
        }
        return new Batch("npsp-dossier", new DossierNo(NUMBER), false, List.of(item));
    }

    private static String dossier(String procedure, String field) {
        return """
                {"MaHoSo":"%s","MaTTHC":"%s","TenTTHC":"Thủ tục cấp Giấy phép phân loại phim",\
                "MaLinhVuc":"G16-DA01","TenLinhVuc":"%s","KenhThucHien":"1","LoaiDoiTuong":"1",\
                "NgayTiepNhan":"20240315083000","TrangThaiHoSo":"2","HinhThuc":"0","DonViXuLy":"Cục Điện ảnh"}\
                """.formatted(NUMBER, procedure, field);
    }
}
