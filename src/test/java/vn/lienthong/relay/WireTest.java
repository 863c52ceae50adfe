package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;

class WireTest {

    private static final int MESSAGES = 3_000;

    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("test.not-reached"), Problem.of("test.no-answer"), Problem.of("test.answer-too-long"));

    /** Whatever the client is doing when its time is over: it once threw what nobody expected. */
    @Test
    void a_message_whose_time_is_over_at_any_moment_is_lost_or_answered() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Wire wire = new Wire(WORDS, 1_000, InstantSource.system())) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
            for (int message = 0; message < MESSAGES; message++) {
                Policy.Timeout soon = new Policy.Timeout(Duration.ofMillis(message % 3), Duration.ZERO);
                assertThat(wire.post(address, Map.of(), new byte[100], soon)).isInstanceOf(Heard.class);
            }
        } finally {
            server.stop(0);
        }
    }
}
