package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.book.StandingClock;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.PaygovSettings.Answer;
import vn.lienthong.paygov.gateway.PaygovSettings.Trust;
import vn.lienthong.paygov.message.HashFormulas;
import vn.lienthong.relay.NotingBreakers;
import vn.lienthong.relay.Policies;

/** What PayGov's answers to an order come to, as they stand on the wire. */
class PayGovAnswersTest {

    @TempDir
    Path folder;

    private HttpServer server;
    private PayGov paygov;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/create", this::answer);
        server.start();
        Files.writeString(folder.resolve("paygov.yaml"), """
                policy: paygov
                timeout: { connect: 2s, read: 3s }
                """);
        StandingClock clock = new StandingClock();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/create";
        PaygovSettings settings = new PaygovSettings(
                new PaygovSettings.Urls(address, "", ""),
                "PAYGOV-TEST",
                "access",
                "secret",
                "service",
                new PaygovSettings.Token("", "", ""),
                Trust.QUERY_BEFORE_TRUST,
                "5m",
                new PaygovSettings.Notice(Answer.SUCCESSFUL));
        HashFormulas formulas = HashFormulas.read(
                Path.of("mappings/paygov/hashes.properties"),
                Map.of("secret", "secret", "access-key", "access", "partner-code", "PAYGOV-TEST"));
        Line line = new Line(Gateway.PAYGOV, Policies.in(folder, List.of()), new NotingBreakers(), 1024, clock);
        paygov = new PayGov(settings, new FileMappings(Path.of("mappings")), formulas, line, clock);
    }

    @AfterEach
    void stop() {
        paygov.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Told told(int withStatus, String withBody) {
        status = withStatus;
        answer = withBody;
        return paygov.send("{}".getBytes(StandardCharsets.UTF_8)).told();
    }

    private static String url(String url) {
        return "{\"data\":{\"url\":\"" + url + "\"}}";
    }

    @Test
    void an_address_is_the_one_a_browser_reads() {
        Told.Address plain = new Told.Address("https://paygov.example/pay?id=1");
        assertThat(told(200, url("https://paygov.example/pay?id=1"))).isEqualTo(plain);
        assertThat(told(200, url(" https://paygov.example/pay?id=1 "))).isEqualTo(plain);
        assertThat(told(200, url("HTTPS://paygov.example/pay?id=1")))
                .isEqualTo(new Told.Address("HTTPS://paygov.example/pay?id=1"));
    }

    @Test
    void without_an_address_an_order_is_refused() {
        assertThat(told(200, "{\"error_code\":\"FAILED\"}")).isInstanceOf(Told.Refused.class);
        assertThat(told(200, "{\"data\":null}")).isInstanceOf(Told.Refused.class);
        assertThat(told(400, "{\"error\":\"orderId\"}")).isInstanceOf(Told.Refused.class);
    }

    @Test
    void an_order_with_an_address_nobody_can_go_to_was_made_and_is_not_refused() {
        for (String address : List.of("javascript:alert(1)", "/pay?id=1", "paygov.example/pay", "https://")) {
            assertThat(told(200, url(address))).as(address).isEqualTo(new Told.Nothing());
        }
        assertThat(told(200, "{\"data\":{\"url\":{\"web\":\"https://paygov.example/pay\"}}}"))
                .isEqualTo(new Told.Nothing());
    }

    @Test
    void what_is_no_answer_to_the_order_refuses_nothing() {
        for (int other : List.of(302, 408, 425, 429, 500, 503)) {
            assertThat(told(other, "{\"message\":\"x\"}")).as("HTTP " + other).isEqualTo(new Told.Nothing());
        }
        assertThat(told(200, "<html>Đăng nhập</html>")).isEqualTo(new Told.Nothing());
        assertThat(told(200, "{\"data\":{\"url\":\"https://paygov")).isEqualTo(new Told.Nothing());
        assertThat(told(200, "[]")).isEqualTo(new Told.Nothing());
    }
}
