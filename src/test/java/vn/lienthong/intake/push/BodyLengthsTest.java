package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies that are too long, or not as long as they say. */
class BodyLengthsTest extends PushStage {

    @Test
    void refuses_50_MB_from_20_callers_at_once_in_flat_memory() throws Exception {
        System.gc();
        long before = used();
        List<Callable<Told>> calls = IntStream.range(0, 20)
                .mapToObj(n -> (Callable<Told>) () -> told(request("json-flow")
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(50_000_000)))
                        .timeout(Duration.ofSeconds(60))))
                .toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            for (Future<Told> call : callers.invokeAll(calls)) {
                assertThat(call.get().status()).isEqualTo(413);
                assertThat(call.get().code()).isEqualTo("intake.body-too-large");
            }
        }
        System.gc();
        assertThat(used() - before).isLessThan(64L * 1024 * 1024);
    }

    /** Many senders read nothing until they have sent all. */
    @Test
    void a_sender_of_far_too_much_hears_why_when_it_has_sent_it() throws Exception {
        String body = "1".repeat(30_000_000);

        assertThat(raw("Content-Length: " + body.length() + "\r\n", body))
                .contains(" 413 ")
                .contains("intake.body-too-large");
    }

    @Test
    void takes_a_body_just_under_the_limit_and_refuses_one_just_over() throws Exception {
        String start = "{\"dossier\":\"H-big\",\"owner\":\"x\",\"a\":\"";
        int limit = 10 * 1024 * 1024;
        String fits = start + "a".repeat(limit - start.length() - 2) + "\"}";

        assertThat(post("json-flow", fits).status()).isEqualTo(202);
        assertThat(post("json-flow", fits + " ").status()).isEqualTo(413);
    }

    @Test
    void refuses_a_body_that_is_shorter_than_it_says() throws Exception {
        assertThat(raw("Content-Length: 1000\r\n", GOOD)).contains(" 400 ");
        assertThat(ledger.kept).isEmpty();
    }

    @Test
    void takes_no_more_of_a_body_than_its_length() throws Exception {
        String answer = raw("Content-Length: 2\r\n", "{}" + GOOD);

        assertThat(answer).contains(" 422 ");
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void refuses_a_broken_chunk() throws Exception {
        assertThat(raw("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"))
                .contains(" 400 ");
        assertThat(ledger.kept).isEmpty();
    }

    private Socket connect(String header) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("POST /api/records/json-flow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String raw(String header, String body) throws IOException {
        try (Socket socket = connect(header)) {
            socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
    /** A body that is long and costs its sender nothing. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(length, left);
            java.util.Arrays.fill(buffer, offset, offset + given, (byte) ' ');
            left -= given;
            return given;
        }
    }
}
