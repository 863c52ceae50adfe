package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;

/** Through a proxy to a portal that speaks TLS: nothing of a message goes out before the proxy has made a way to it. */
class WireProxyTest {

    private static final URI PORTAL = URI.create("https://portal.invalid/forward");
    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("test.not-reached"), Problem.of("test.no-answer"), Problem.of("test.answer-too-long"));
    private static final Policy.Timeout AMPLE = new Policy.Timeout(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final ProxySelector before = ProxySelector.getDefault();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket proxy;

    @BeforeEach
    void everythingGoesThroughTheProxy() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Proxy only = new Proxy(
                Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI any) {
                return List.of(only);
            }

            @Override
            public void connectFailed(URI any, SocketAddress address, IOException why) {
                // the wire tells it
            }
        });
    }

    @AfterEach
    void restore() throws IOException {
        ProxySelector.setDefault(before);
        proxy.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 503 Service Unavailable, 'the proxy refuses, HTTP 503'",
        "HTTP/1.1 407 Proxy Authentication Required, 'the proxy refuses, HTTP 407'",
        "HTTP/1.1 302 Found, 'the proxy refuses, HTTP 302'",
        "'', no http response"
    })
    void a_message_has_not_been_sent_if_the_proxy_makes_no_way(String answer, String why) {
        threads.execute(() -> answer(answer));
        try (Wire wire = new Wire(WORDS, 1_000, InstantSource.system())) {
            assertThat(wire.post(PORTAL, Map.of(), new byte[1], AMPLE))
                    .isEqualTo(
                            new Heard.NotReached(Problem.of("test.not-reached").with("why", why)));
        }
    }

    @Test
    void a_message_has_not_been_sent_if_the_proxy_is_silent() {
        Policy.Timeout soon = new Policy.Timeout(Duration.ofMillis(200), Duration.ofMillis(100));
        try (Wire wire = new Wire(WORDS, 1_000, InstantSource.system())) {
            assertThat(wire.post(PORTAL, Map.of(), new byte[1], soon))
                    .isEqualTo(
                            new Heard.NotReached(Problem.of("test.not-reached").with("why", "time-out")));
        }
    }

    private void answer(String line) {
        try (Socket caller = proxy.accept()) {
            BufferedReader asked =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(asked.readLine()).startsWith("CONNECT portal.invalid:443 ");
            while (!asked.readLine().isEmpty()) {
                // the rest of its head
            }
            if (!line.isEmpty()) {
                String head = line + "\r\nContent-Length: 0\r\n\r\n";
                caller.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
