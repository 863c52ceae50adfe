package vn.lienthong.scenario;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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
 * Many fees asked for, paid and told of at once, while the connector is killed again and again and the payment system cuts
 * connections: at the end every dossier is paid once, in our books and in theirs.
 */
@Tag("long")
class PaymentKillsIT {

    private static final int DOSSIERS = Integer.getInteger("payment.dossiers", 60);
    private static final int KILLS = Integer.getInteger("payment.kills", 5);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("payment.seed", 1));
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void no_payment_is_lost_or_doubled_by_kills_in_the_middle_of_orders_and_notices() throws Exception {
        try (SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                Connector connector = PaymentConnector.start(
                        folder, outside, Map.of("payment-platform.sweep", "5s,10s,20s,40s,80s,…,1h"));
                ExecutorService payers = Executors.newFixedThreadPool(6)) {
            List<Future<?>> paid = IntStream.range(0, DOSSIERS)
                    .<Future<?>>mapToObj(number -> payers.submit(() -> payUntilProven(connector, outside, number)))
                    .toList();
            for (int kill = 0; kill < KILLS; kill++) {
                await().pollDelay(Duration.ofMillis(1_000 + random.nextInt(4_000)))
                        .until(() -> true);
                outside.goWrong(Fault.values()[random.nextInt(4)]);
                connector.process().kill();
                connector.startAgain();
                outside.goWrong(Fault.NONE);
            }
            for (Future<?> one : paid) {
                one.get(600, SECONDS);
            }
            assertEachIsPaidOnce(connector, outside);
        } finally {
            over.set(true);
        }
    }

    /** What an agency's system and a payer do together, however often the connector goes away under them. */
    private void payUntilProven(Connector connector, SimulatedPayments outside, int number) {
        await().atMost(590, SECONDS).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (over.get()) {
                return true;
            }
            JsonNode answer = ask(connector, number);
            if (answer.path("code").asString("").equals("paygov.paid-before")) {
                return true;
            }
            String reference = answer.path("reference").asString("");
            if (answer.path("url").isString()) {
                if (outside.order(reference).orElseThrow().standing() != Standing.PAID) {
                    outside.ends(reference, Standing.PAID);
                }
                tell(connector, outside, reference);
            }
            return false;
        });
    }

    private static JsonNode ask(Connector connector, int number) throws InterruptedException {
        try {
            HttpResponse<String> answer = connector.post("/api/payments", PaymentConnector.request(number));
            return JSON.readTree(answer.body());
        } catch (IOException gone) {
            return JSON.createObjectNode();
        }
    }

    private static void tell(Connector connector, SimulatedPayments outside, String reference) {
        try {
            outside.send(
                    "http://127.0.0.1:" + connector.port() + "/dpnhankqthanhtoanhs",
                    "application/json",
                    JSON.writeValueAsBytes(outside.notice(reference)));
        } catch (UncheckedIOException gone) {
            // told again, or found by asking
        }
    }

    private static void assertEachIsPaidOnce(Connector connector, SimulatedPayments outside) {
        Map<String, Integer> paidOutside = new HashMap<>();
        for (Ordered order : outside.orders()) {
            if (order.standing() == Standing.PAID) {
                paidOutside.merge(order.dossier(), 1, Integer::sum);
            }
        }
        for (int number = 0; number < DOSSIERS; number++) {
            String dossier = PaymentConnector.dossier(number);
            assertThat(paidOutside.get(dossier))
                    .as("paid at the payment system: %s", dossier)
                    .isEqualTo(1);
            List<String> states = connector
                    .get("/api/payments?dossier=" + dossier)
                    .path("items")
                    .valueStream()
                    .map(payment -> payment.path("state").stringValue())
                    .toList();
            assertThat(states).as(dossier).containsOnlyOnce("PAID");
            assertThat(states).as(dossier).isSubsetOf("PAID", "FAILED", "EXPIRED");
        }
        List<String> ours = references(connector);
        assertThat(outside.orders()).extracting(Ordered::reference).isSubsetOf(ours);
        assertThat(ours).doesNotHaveDuplicates();
    }

    private static List<String> references(Connector connector) {
        List<String> references = new ArrayList<>();
        int before;
        int page = 1;
        do {
            before = references.size();
            connector
                    .get("/api/payments?size=100&page=" + page++)
                    .path("items")
                    .forEach(payment -> references.add(payment.path("reference").stringValue()));
        } while (references.size() > before);
        return references;
    }
}
