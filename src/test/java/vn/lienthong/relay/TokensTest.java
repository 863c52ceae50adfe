package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Tokens.Given;
import vn.lienthong.relay.Tokens.NotGiven;
import vn.lienthong.relay.Tokens.Token;

/** Tokens for many workers, of a server that answers when it is told to. */
class TokensTest {

    private static final Policy.Timeout TIMEOUT = new Policy.Timeout(Duration.ofSeconds(5), Duration.ofSeconds(60));
    private static final int WORKERS = 8;
    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("test.not-reached"), Problem.of("test.no-answer"), Problem.of("test.answer-too-long"));

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile int status = 200;
    private HttpServer server;
    private Wire wire;
    private Tokens tokens;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int number = asked.incrementAndGet();
            try {
                answers.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            byte[] body = ("{\"access_token\":\"token-" + number + "\",\"expires_in\":3600}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(command -> Thread.ofPlatform().daemon().start(command));
        server.start();
        wire = new Wire(WORDS, 10_000, InstantSource.system());
        OAuth2 settings = new OAuth2(
                "http://localhost:" + server.getAddress().getPort() + "/token", "client", "secret", "", OAuth2.In.FORM);
        Tokens.Words words = new Tokens.Words(Problem.of("agency.token-not-now"), Problem.of("agency.token-refused"));
        tokens = new Tokens("case-system", settings, words, wire, InstantSource.system());
    }

    @AfterEach
    void stop() {
        wire.close();
        server.stop(0);
    }

    @Test
    void all_who_want_one_at_the_same_time_get_the_same_one() throws Exception {
        assertThat(together()).hasSize(WORKERS).containsOnly(new Given("token-1"));
        assertThat(tokens.token(TIMEOUT)).isEqualTo(new Given("token-1"));
        assertThat(asked).hasValue(1);
    }

    /** Each of them would otherwise wait for a server that is down, one after the other. */
    @Test
    void that_none_is_given_is_told_to_all_who_waited() throws Exception {
        status = 503;
        assertThat(together()).hasSize(WORKERS).allMatch(NotGiven.class::isInstance);
        assertThat(asked).hasValue(1);
        status = 200;
        assertThat(tokens.token(TIMEOUT)).isEqualTo(new Given("token-2"));
    }

    @Test
    void one_that_was_refused_is_replaced_once() {
        answers.countDown();
        Given first = (Given) tokens.token(TIMEOUT);
        assertThat(tokens.insteadOf(first, TIMEOUT)).isEqualTo(new Given("token-2"));
        assertThat(tokens.insteadOf(first, TIMEOUT)).as("it is there by now").isEqualTo(new Given("token-2"));
        assertThat(asked).hasValue(2);
    }

    private List<Token> together() throws Exception {
        List<FutureTask<Token>> all = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            FutureTask<Token> task = new FutureTask<>(() -> tokens.token(TIMEOUT));
            all.add(task);
            workers.add(Thread.ofPlatform().daemon().start(task));
        }
        Awaitility.await()
                .until(() -> asked.get() > 0
                        && workers.stream().filter(TokensTest::waits).count() >= WORKERS - 1);
        answers.countDown();
        List<Token> given = new ArrayList<>();
        for (FutureTask<Token> task : all) {
            given.add(task.get(1, TimeUnit.MINUTES));
        }
        return given;
    }

    private static boolean waits(Thread worker) {
        boolean inFlight = Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(SingleFlight.class.getName()));
        return inFlight && worker.getState() == Thread.State.WAITING;
    }
}
