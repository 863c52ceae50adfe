package vn.lienthong.scenario;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.sandbox.payment.Ordered;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.SimulatedPayments;
import vn.lienthong.sandbox.payment.SimulatedPayments.Fault;

/**
 * Two connectors on one ledger: both are asked for the same fees and told the same notices, and one or the other is killed
 * again and again. Whoever is given an address pays there, so an order too many would be money too much.
 */
@Tag("long")
class PaymentRaceIT {

    private static final int DOSSIERS = Integer.getInteger("payment.dossiers", 40);
    private static final int KILLS = Integer.getInteger("payment.kills", 5);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private HttpServer ministry;
    private final Random random = new Random(Long.getLong("payment.seed", 1));
    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<String, Set<String>> given = new ConcurrentHashMap<>();

    /** What the ministry's system was told of each payment, in order. */
    private final Map<Long, List<String>> heard = new ConcurrentHashMap<>();

    @BeforeEach
    void listen() throws IOException {
        ministry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ministry.createContext("/", exchange -> {
            try (exchange) {
                JsonNode told = JSON.readTree(exchange.getRequestBody().readAllBytes());
                heard.computeIfAbsent(told.path("payment").asLong(), payment -> new CopyOnWriteArrayList<>())
                        .add(told.path("state").stringValue());
                byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        ministry.start();
    }

    @AfterEach
    void stop() {
        ministry.stop(0);
    }

    @Test
    void two_processes_make_one_order_book_it_once_and_tell_what_it_became_last_however_one_of_them_dies()
            throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start();
                SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                Connector one = connector("one", database, outside);
                Connector other = connector("other", database, outside);
                ExecutorService payers = Executors.newFixedThreadPool(6);
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Connector> both = List.of(one, other);
            List<Future<?>> paid = IntStream.range(0, DOSSIERS)
                    .<Future<?>>mapToObj(number -> payers.submit(() -> payUntilProven(both, calls, outside, number)))
                    .toList();
            for (int kill = 0; kill < KILLS; kill++) {
                await().pollDelay(Duration.ofMillis(1_000 + random.nextInt(4_000)))
                        .until(() -> true);
                outside.goWrong(Fault.values()[random.nextInt(4)]);
                Connector dies = both.get(random.nextInt(2));
                dies.process().kill();
                outside.goWrong(Fault.NONE);
                dies.startAgain();
            }
            for (Future<?> each : paid) {
                each.get(400, SECONDS);
            }
            assertEachIsPaidOnce(one, outside);
            awaitLastWordsAndReceipts(other);
        } finally {
            over.set(true);
        }
    }

    private Connector connector(String name, EmbeddedPostgres database, SimulatedPayments outside) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ledger.url", database.getJdbcUrl("postgres", "postgres"),
                "ledger.username", "postgres",
                "ledger.password", "postgres",
                "relay.lease", "3s",
                "payment-platform.sweep", "5s,10s,20s,40s,80s,…,1h",
                "payment-platform.url.bill", outside.address("/pp/bill"),
                "payments.adapter", outside.address("/VXPAdapter/RestService/forward"),
                "payments.receipts.schedule", "5s,10s,20s,40s,80s,…,1h"));
        settings.put("payments.tell", "payment-result");
        settings.put(
                "agency.systems.agency.url",
                "http://127.0.0.1:" + ministry.getAddress().getPort() + "/results");
        return PaymentConnector.start(folder.resolve(name), outside, settings);
    }

    /** Asks both at once, pays whatever address it is given, and has both told of it. */
    private void payUntilProven(List<Connector> both, ExecutorService calls, SimulatedPayments outside, int number) {
        await().atMost(390, SECONDS).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (over.get()) {
                return true;
            }
            List<JsonNode> answers = askBoth(both, calls, number);
            boolean proven = false;
            for (JsonNode answer : answers) {
                proven |= answer.path("code").asString("").equals("paygov.paid-before");
                if (answer.path("url").isString()) {
                    String reference = answer.path("reference").asString("");
                    boolean first = given.computeIfAbsent(
                                    PaymentConnector.dossier(number), dossier -> ConcurrentHashMap.newKeySet())
                            .add(reference);
                    pay(both, calls, outside, reference, first && number % 2 == 0);
                }
            }
            return proven;
        });
    }

    /** Nobody pays before both have answered: a payer who fails and pays later may ask for another order in between. */
    private static List<JsonNode> askBoth(List<Connector> both, ExecutorService calls, int number) throws Exception {
        List<Future<JsonNode>> asked = both.stream()
                .map(connector -> calls.submit(() -> ask(connector, number)))
                .toList();
        List<JsonNode> answers = new ArrayList<>();
        for (Future<JsonNode> each : asked) {
            answers.add(each.get());
        }
        return answers;
    }

    private static void pay(
            List<Connector> both,
            ExecutorService calls,
            SimulatedPayments outside,
            String reference,
            boolean failsFirst)
            throws Exception {
        if (failsFirst) {
            outside.ends(reference, Standing.FAILED);
            tellBoth(both, calls, outside, reference);
        }
        if (outside.order(reference).orElseThrow().standing() != Standing.PAID) {
            outside.ends(reference, Standing.PAID);
        }
        tellBoth(both, calls, outside, reference);
    }

    private static void tellBoth(
            List<Connector> both, ExecutorService calls, SimulatedPayments outside, String reference) throws Exception {
        byte[] notice = JSON.writeValueAsBytes(outside.notice(reference));
        for (Future<?> each : both.stream()
                .map(connector -> calls.submit(() -> tell(connector, outside, notice)))
                .toList()) {
            each.get();
        }
    }

    private static JsonNode ask(Connector connector, int number) throws InterruptedException {
        try {
            return JSON.readTree(connector
                    .post("/api/payments", PaymentConnector.request(number))
                    .body());
        } catch (IOException gone) {
            return JSON.createObjectNode();
        }
    }

    private static void tell(Connector connector, SimulatedPayments outside, byte[] notice) {
        try {
            outside.send("http://127.0.0.1:" + connector.port() + "/dpnhankqthanhtoanhs", "application/json", notice);
        } catch (UncheckedIOException gone) {
            // told by the other, again, or found by asking
        }
    }

    private void assertEachIsPaidOnce(Connector connector, SimulatedPayments outside) {
        Map<String, List<String>> paidOutside = new HashMap<>();
        for (Ordered order : outside.orders()) {
            if (order.standing() == Standing.PAID) {
                paidOutside
                        .computeIfAbsent(order.dossier(), dossier -> new ArrayList<>())
                        .add(order.reference());
            }
        }
        List<JsonNode> ours = payments(connector);
        for (int number = 0; number < DOSSIERS; number++) {
            String dossier = PaymentConnector.dossier(number);
            assertThat(given.get(dossier)).as("addresses given: %s", dossier).hasSize(1);
            List<String> booked = ours.stream()
                    .filter(payment -> payment.path("dossier").stringValue().equals(dossier))
                    .filter(payment -> payment.path("state").stringValue().equals("PAID"))
                    .map(payment -> payment.path("reference").stringValue())
                    .toList();
            assertThat(booked)
                    .as(dossier)
                    .hasSize(1)
                    .isEqualTo(paidOutside.get(dossier))
                    .containsExactlyElementsOf(given.get(dossier));
        }
        assertThat(ours)
                .extracting(payment -> payment.path("state").stringValue())
                .isSubsetOf("PAID", "FAILED", "EXPIRED");
        assertThat(ours)
                .allMatch(payment ->
                        payment.path("task").isNull() || payment.path("task").isMissingNode());
        List<String> references = ours.stream()
                .map(payment -> payment.path("reference").stringValue())
                .toList();
        assertThat(outside.orders()).extracting(Ordered::reference).isSubsetOf(references);
    }

    private void awaitLastWordsAndReceipts(Connector connector) {
        await().atMost(120, SECONDS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            for (JsonNode payment : payments(connector)) {
                long id = payment.path("payment").asLong();
                String state = payment.path("state").stringValue();
                assertThat(heard.get(id)).as("told of payment %d", id).last().isEqualTo(state);
                if (state.equals("PAID")) {
                    assertThat(connector.status("/api/payments/" + id + "/receipt"))
                            .isEqualTo(200);
                }
            }
        });
    }

    private static List<JsonNode> payments(Connector connector) {
        List<JsonNode> payments = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode items =
                    connector.get("/api/payments?size=100&page=" + page).path("items");
            items.forEach(payments::add);
            if (items.isEmpty()) {
                return payments;
            }
        }
    }
}
