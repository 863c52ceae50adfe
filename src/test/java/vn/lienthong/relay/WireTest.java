package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;

class WireTest {

    private static final int MESSAGES = 3_000;

    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("test.not-reached"), Problem.of("test.no-answer"), Problem.of("test.answer-too-long"));
    private static final int LONGEST = 1_000;
    private static final Policy.Timeout AMPLE = new Policy.Timeout(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final Wire wire = new Wire(WORDS, LONGEST, InstantSource.system());
    private volatile Headers asked = new Headers();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void an_answer_that_comes_compressed_unasked_is_read() throws Exception {
        byte[] answer = "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8);
        answering("gzip", zipped(answer), address -> {
            Heard heard = wire.post(address, Map.of(), new byte[1], AMPLE);

            assertThat(heard)
                    .isInstanceOfSatisfying(
                            Heard.Answered.class,
                            answered -> assertThat(answered.body()).isEqualTo(answer));
            assertThat(asked.getFirst("Accept-Encoding")).isEqualTo("identity");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "UTF-8"})
    void an_answer_that_is_wrongly_called_compressed_is_read_as_it_is(String coding) throws Exception {
        byte[] answer = "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8);
        answering(
                coding,
                answer,
                address -> assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                        .isInstanceOfSatisfying(
                                Heard.Answered.class,
                                answered -> assertThat(answered.body()).isEqualTo(answer)));
    }

    @Test
    void an_answer_that_comes_deflated_is_read() throws Exception {
        byte[] answer = "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(answer);
        }
        answering(
                "deflate",
                deflated.toByteArray(),
                address -> assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                        .isInstanceOfSatisfying(
                                Heard.Answered.class,
                                answered -> assertThat(answered.body()).isEqualTo(answer)));
    }

    @Test
    void a_redirect_to_where_the_message_was_already_is_not_followed() throws Exception {
        AtomicInteger messages = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            messages.incrementAndGet();
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getPath().equals("/a") ? "/b" : "/a");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/a");
            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                    .isInstanceOfSatisfying(
                            Heard.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(307));
        } finally {
            server.stop(0);
        }
        assertThat(messages).hasValue(2);
    }

    @Test
    void a_compressed_answer_is_not_read_beyond_the_bound() throws Exception {
        answering(
                "gzip",
                zipped(new byte[10_000_000]),
                address -> assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                        .isEqualTo(new Heard.Lost(
                                Problem.of("test.answer-too-long").with("longest", String.valueOf(LONGEST)))));
    }

    @Test
    void a_broken_compressed_answer_is_none() throws Exception {
        byte[] answer = zipped("{\"error_code\":0}".getBytes(StandardCharsets.UTF_8));
        answering(
                "gzip",
                Arrays.copyOf(answer, answer.length - 8),
                address -> assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                        .isInstanceOf(Heard.Lost.class));
    }

    /** A multicast address is what no TCP connection leads to: refused here, as when a cable is out or a firewall says no. */
    @Test
    void a_message_for_which_there_is_no_way_has_not_been_sent() {
        assertThat(wire.post(URI.create("http://224.0.0.1:80/"), Map.of(), new byte[1], AMPLE))
                .isIn(notReached("network is unreachable"), notReached("no route to host"));
    }

    @Test
    void a_message_to_a_port_where_nobody_listens_has_not_been_sent() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(wire.post(URI.create("http://localhost:" + free + "/"), Map.of(), new byte[1], AMPLE))
                .isEqualTo(notReached("connection refused"));
    }

    @Test
    void a_message_to_one_who_does_not_speak_tls_has_not_been_sent() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> refuse(plain));
            URI address = URI.create("https://localhost:" + plain.getLocalPort() + "/");
            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                    .isEqualTo(notReached("no TLS connection came about"));
        }
    }

    private static void refuse(ServerSocket plain) {
        try (Socket caller = plain.accept()) {
            caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Test
    void a_message_to_one_who_is_silent_during_the_handshake_has_not_been_sent() throws Exception {
        Policy.Timeout soon = new Policy.Timeout(Duration.ofMillis(200), Duration.ofMillis(100));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("https://localhost:" + silent.getLocalPort() + "/");
            assertThat(wire.post(address, Map.of(), new byte[1], soon)).isInstanceOf(Heard.NotReached.class);
        }
    }

    /** The first on a new connection is answered; the second goes out on the same one, and is taken without a word. */
    @Test
    void a_message_that_went_out_on_a_kept_connection_is_lost_if_that_ends() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> answerOnce(server));
            URI address = URI.create("http://localhost:" + server.getLocalPort() + "/");

            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE)).isInstanceOf(Heard.Answered.class);
            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE)).isInstanceOf(Heard.Lost.class);
        }
    }

    private static void answerOnce(ServerSocket server) {
        try (Socket caller = server.accept()) {
            readMessage(caller.getInputStream());
            caller.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readMessage(caller.getInputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** It took the message, sent on to a page that says so, and was gone. */
    @Test
    void a_message_whose_redirect_leads_nowhere_may_have_been_seen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> sendOnAndGo(server));
            URI address = URI.create("http://localhost:" + server.getLocalPort() + "/");

            assertThat(wire.post(address, Map.of(), new byte[1], AMPLE))
                    .isEqualTo(new Heard.Lost(Problem.of("test.no-answer").with("why", "connection refused")));
        }
    }

    private static void sendOnAndGo(ServerSocket server) {
        try (server;
                Socket caller = server.accept()) {
            readMessage(caller.getInputStream());
            server.close();
            caller.getOutputStream()
                    .write("HTTP/1.1 302 Found\r\nLocation: /taken\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            awaitEnd(caller);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Behind each answer stands another one: the rest of a longer body, an adapter's slip. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_stands_behind_an_answer_is_not_the_answer_to_the_next_message(boolean later) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setSoTimeout((int) AMPLE.read().toMillis() / 4);
            CountDownLatch read = new CountDownLatch(later ? 1 : 0);
            CountDownLatch behind = new CountDownLatch(1);
            threads.execute(() -> answerTwice(server, later, read, behind));
            URI address = URI.create("http://localhost:" + server.getLocalPort() + "/");

            assertThat(answer(wire.post(address, Map.of(), new byte[1], AMPLE))).isEqualTo("1");
            read.countDown();
            behind.await();
            Heard second = wire.post(address, Map.of(), new byte[1], AMPLE);
            if (second.equals(
                    notReached("unasked answer"))) { // unless the connection was idle for so long that it was looked at
                second = wire.post(address, Map.of(), new byte[1], AMPLE);
            }
            assertThat(answer(second)).isEqualTo("1");
        }
    }

    private static String answer(Heard heard) {
        return heard instanceof Heard.Answered answered
                ? new String(answered.body(), StandardCharsets.US_ASCII)
                : heard.toString();
    }

    /** On each of two connections. */
    private static void answerTwice(ServerSocket server, boolean later, CountDownLatch read, CountDownLatch behind) {
        String one = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1";
        String other = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2";
        for (int connection = 0; connection < 2; connection++) {
            try (Socket caller = server.accept()) {
                readMessage(caller.getInputStream());
                caller.getOutputStream().write((later ? one : one + other).getBytes(StandardCharsets.US_ASCII));
                read.await();
                if (later) {
                    caller.getOutputStream().write(other.getBytes(StandardCharsets.US_ASCII));
                }
                behind.countDown();
                awaitEnd(caller);
            } catch (IOException | InterruptedException gone) {
                throw new IllegalStateException(gone);
            }
        }
    }

    private static void awaitEnd(Socket caller) throws IOException {
        caller.setSoTimeout(5_000);
        try {
            caller.getInputStream().read();
        } catch (SocketException reset) {
            // what was sent and never read ends a connection so
        }
    }

    /** A head, and the one byte of a body. */
    private static void readMessage(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no further message on this connection");
            }
            head.append((char) next);
        }
        in.readNBytes(1);
    }

    private static Heard.NotReached notReached(String why) {
        return new Heard.NotReached(Problem.of("test.not-reached").with("why", why));
    }

    private void answering(String coding, byte[] answer, Consumer<URI> test) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestHeaders();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Encoding", coding);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            test.accept(URI.create("http://localhost:" + server.getAddress().getPort() + "/"));
        } finally {
            server.stop(0);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** Whatever the client is doing when its time is over: it once threw what nobody expected. */
    @Test
    void a_message_whose_time_is_over_at_any_moment_is_lost_or_answered() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
