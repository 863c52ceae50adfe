package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.TestKeys;
import vn.lienthong.dossier.Problem;

/** Over TLS, where what nobody has read yet lies beneath the socket that is read. {@link WireTest} has it without. */
class KeptConnectionTest {

    private static final Policy.Timeout AMPLE = new Policy.Timeout(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final Problem NOT_REACHED = Problem.of("test.not-reached");

    @TempDir
    Path folder;

    private final CountDownLatch behind = new CountDownLatch(1);
    private SSLContext before;
    private SSLContext tls;

    @BeforeEach
    void trust() throws Exception {
        before = SSLContext.getDefault();
        tls = TestKeys.in(folder).context();
        SSLContext.setDefault(tls);
    }

    @AfterEach
    void trustAsBefore() {
        SSLContext.setDefault(before);
    }

    @Test
    void what_stands_behind_an_answer_stops_the_next_message() throws Exception {
        try (ServerSocket server =
                        tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = new Wire(
                        new Wire.Words(NOT_REACHED, Problem.of("test.no-answer"), Problem.of("test.too-long")),
                        1000,
                        InstantSource.system());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> answerTwice(server));
            URI address = URI.create("https://localhost:" + server.getLocalPort() + "/");

            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE)).isInstanceOf(Heard.Answered.class);
            assertThat(behind.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                    .isEqualTo(new Heard.NotReached(NOT_REACHED.with("why", "unasked answer")));
        }
    }

    /** The second answer is a record of its own. */
    private void answerTwice(ServerSocket server) {
        try (Socket caller = server.accept()) {
            caller.setTcpNoDelay(true); // or the second would wait until the first is acknowledged
            InputStream in = caller.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n\0")) {
                head += (char) in.read();
            }
            for (String body : new String[] {"1", "2"}) {
                caller.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
            }
            behind.countDown();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
