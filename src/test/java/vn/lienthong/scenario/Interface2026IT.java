package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.npsp2026.SimulatedInterface;

/**
 * The interface of 2026 cannot be asked what it has. The connector is killed while creations are under way, and a person does
 * what its problems advise.
 */
class Interface2026IT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DOSSIERS = 20;
    private static final String DOSSIER_FLOW = "npsp-2026-dossier";
    private static final String PROGRESS_FLOW = "npsp-2026-progress";
    private static final String POLICY = """
        timeout: { connect: 2s, read: 10s }
        retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
        breaker: { window: 20 calls, failureRate: 50%, slowCall: 20s, openFor: 1s, probes: 1 }
        pace: { perSecond: 100, parallel: 4, rampAfterOutage: 1s }
        """;

    @Test
    void everything_arrives_once_and_in_order_over_a_kill(@TempDir Path folder) throws Exception {
        try (SimulatedInterface otherSide = new SimulatedInterface();
                Connector connector = Connector.start(
                        folder,
                        "http://127.0.0.1:9/",
                        POLICY,
                        Map.of(
                                "npsp-2026.url", otherSide.address(),
                                "npsp-2026.client-id", SimulatedInterface.CLIENT,
                                "npsp-2026.client-secret", SimulatedInterface.SECRET),
                        Connector.SHORT_LIVED)) {
            Connector.use(folder, DOSSIER_FLOW, PROGRESS_FLOW);
            awaitFlow(connector, DOSSIER_FLOW, dossier(0, "received", ""));
            awaitFlow(connector, PROGRESS_FLOW, Dossiers.progress(0, 1));

            assertThat(connector
                            .get("/api/npsp-2026/next-code?code=G16")
                            .path("dossierNo")
                            .asString())
                    .isEqualTo(otherSide.codes().getFirst());

            CountDownLatch created = new CountDownLatch(10);
            CountDownLatch killed = new CountDownLatch(1);
            otherSide.whenTaken(path -> holdAnswers(path, created, killed));
            for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
                push(connector, DOSSIER_FLOW, dossier(dossier, "received", ""));
                push(connector, PROGRESS_FLOW, Dossiers.progress(dossier, 1));
            }
            created.await();
            connector.process().kill();
            killed.countDown();
            connector.startAgain();
            for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
                push(connector, DOSSIER_FLOW, dossier(dossier, "returned", ""));
                push(connector, PROGRESS_FLOW, Dossiers.progress(dossier, 2));
            }
            assertThat(doAsAdvised(connector, otherSide))
                    .as("a creation was under way")
                    .isPositive();

            for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
                List<String> history = otherSide.history(Dossiers.number(dossier));
                assertThat(history.stream().filter(what -> !what.startsWith("status")))
                        .as("a status may be told again when nobody heard its answer")
                        .containsExactly("created", "step Bước 1", "step Bước 2");
                assertThat(history.stream()
                                .filter(what -> what.startsWith("status"))
                                .distinct())
                        .containsSubsequence("status 10");
                assertThat(history.stream()
                                .filter(what -> what.startsWith("status"))
                                .toList()
                                .getLast())
                        .isEqualTo("status 10");
            }
        }
    }

    /** From the tenth creation on nothing is answered until the connector is dead. */
    private static void holdAnswers(String path, CountDownLatch created, CountDownLatch killed) {
        if (path.endsWith("/NoiHoSo")) {
            created.countDown();
        }
        try {
            if (created.getCount() == 0) {
                killed.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Looks there for what may be there, until nothing is owed and nothing waits for a person.
     *
     * @return how often
     */
    private static int doAsAdvised(Connector connector, SimulatedInterface otherSide) {
        AtomicInteger decided = new AtomicInteger();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (JsonNode dead :
                            connector.get("/api/deliveries?state=DEAD&size=100").path("items")) {
                        decide(connector, otherSide, dead);
                        decided.incrementAndGet();
                    }
                    return List.of("PENDING", "SENDING", "RETRYING", "DEAD", "HELD").stream()
                            .allMatch(state -> connector.count(state) == 0);
                });
        return decided.get();
    }

    private static void decide(Connector connector, SimulatedInterface otherSide, JsonNode dead) throws Exception {
        assertThat(dead.path("problems").toString()).contains("npsp-2026.may-be-there");
        String number = dead.path("dossier").asString();
        boolean isDossier = dead.path("flow").asString().equals(DOSSIER_FLOW);
        String step = "step Bước 1";
        boolean there = isDossier
                ? !otherSide.id(number).isEmpty()
                : otherSide.history(number).contains(step);
        if (there && isDossier) {
            push(connector, DOSSIER_FLOW, dossier(index(number), "returned", otherSide.id(number)));
        } else {
            connector.act(dead.path("id").asLong(), there ? "cancel" : "replay", "looked there");
        }
    }

    private static int index(String number) {
        return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1)) - 10_000;
    }

    /** @param id of one that is there; empty: not known */
    private static String dossier(int dossier, String status, String id) {
        ObjectNode record = (ObjectNode) JSON.readTree(Dossiers.dossier(dossier, status));
        record.putArray("attachments")
                .addObject()
                .put("id", "1")
                .put("fileName", "Đơn.pdf")
                .put("url", "https://files.example.vn/1")
                .put("partCode", "GT-01")
                .put("content", "JVBERi0xLjQgdGVzdA==");
        if (!id.isEmpty()) {
            record.put("portalId", id);
        }
        return record.toString();
    }

    private static void awaitFlow(Connector connector, String flow, String record) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> connector.push(flow, record).statusCode() < 300);
    }

    private static void push(Connector connector, String flow, String record) throws Exception {
        assertThat(connector.push(flow, record).statusCode()).isLessThan(300);
    }
}
