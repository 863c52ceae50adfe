package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.relay.RelayStage.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.RealLedger;

/** The counterpart is away for days, by a clock that a test sets; the ledger is the real one. */
class LongOutageTest {

    private static final int DOSSIERS = 100;
    private static final List<String> LIFE = List.of("opened", "step 1", "step 2", "changed", "step 3");

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private final OpenFlows flows = new OpenFlows();
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, List<String>> arrived = new ConcurrentHashMap<>();

    @ParameterizedTest
    @CsvSource({"PT72H, 30m", "P10D, 2h"})
    void ends_with_everything_delivered_in_order_and_nothing_for_a_person(Duration outage, String openFor)
            throws Exception {
        try (RealLedger real = RealLedger.onSqlite(Files.createDirectory(dir.resolve("data")), clock)) {
            DispatchingRelay relay = relay(real, openFor);
            oweHalf(real.ledger, 0);
            relay.start();
            await(() -> isOpen(relay));
            int opening = calls.get();
            oweHalf(real.ledger, 1);
            int probes = probeFor(outage, relay);

            assertThat(calls.get()).isEqualTo(opening + probes);
            assertThat(attempts(real.view)).as("used up by the outage").isEqualTo(opening);

            away.set(false);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        clock.pass(Duration.ofSeconds(10));
                        relay.wake();
                        return real.view.tallies().stream().allMatch(tally -> tally.owed() == 0);
                    });
            relay.stop();
            assertThat(real.view.tallies()).allMatch(tally -> tally.dead() == 0 && tally.held() == 0);
            assertThat(arrived)
                    .hasSize(DOSSIERS)
                    .allSatisfy((dossier, life) -> assertThat(life).isEqualTo(LIFE));
        }
    }

    /** One probe each time the breaker has been open for long enough. */
    private int probeFor(Duration outage, DispatchingRelay relay) {
        int probes = 0;
        for (Instant end = clock.instant().plus(outage); clock.instant().isBefore(end); probes++) {
            Instant until =
                    Objects.requireNonNull(relay.counterparts().getFirst().openUntil());
            int before = calls.get();
            clock.pass(Duration.between(clock.instant(), until));
            relay.wake();
            await(() -> calls.get() == before + 1);
            await(() -> isOpen(relay)
                    && !until.equals(relay.counterparts().getFirst().openUntil()));
        }
        return probes;
    }

    private static boolean isOpen(Relay relay) {
        Relay.Counterpart portal = relay.counterparts().getFirst();
        return portal.breaker().equals("open") && portal.inFlight() == 0;
    }

    private static int attempts(LedgerView view) {
        return view.deliveries(DeliveryFilter.any(), 1, 1000).items().stream()
                .mapToInt(Delivery::attempts)
                .sum();
    }

    private DispatchingRelay relay(RealLedger real, String openFor) throws Exception {
        Path policies = Files.createDirectory(dir.resolve("policies"));
        Files.writeString(policies.resolve("portal.yaml"), """
                policy: portal
                retry: { first: 10s, factor: 2, longest: 30m, jitter: 20%%, giveUpAfter: 7d }
                breaker: { window: 10 calls, failureRate: 50%%, slowCall: 20s, openFor: %s, probes: 1 }
                pace: { perSecond: 0, parallel: 4, rampAfterOutage: 2m }
                batch: { deliveries: 0 }
                """.formatted(openFor));
        flows.open(new Flow("dossiers", "portal", null, 1, true, true), this::carry);
        flows.open(new Flow("progress", "portal", null, 10, false, false), this::carry);
        RelaySettings settings =
                new RelaySettings(policies, Duration.ofDays(1), Duration.ofMillis(5), Duration.ofSeconds(5));
        return new DispatchingRelay(new Dispatcher.Surroundings(
                new PolicyFiles(policies, List.of()),
                flows,
                new StoppedFlows(),
                real.ledger,
                new LeaseKeeper(real.ledger, settings.lease(), System::nanoTime),
                Dispatcher.Together.of("one", real.processes, real.memos, clock, System::nanoTime),
                settings,
                List.of(),
                clock,
                new SplittableRandom(7)));
    }

    private Reply carry(Batch batch) {
        calls.incrementAndGet();
        if (away.get()) {
            return RelayStage.down();
        }
        List<String> life = arrived.computeIfAbsent(String.valueOf(batch.dossier()), none -> new ArrayList<>());
        batch.items().forEach(item -> {
            item.becomes(new MappedRecord(item.record().body(), "m", "1", List.of()));
            life.add(RelayStage.text(item).replaceAll(".*: ", ""));
        });
        return RelayStage.delivered();
    }

    private static void oweHalf(Ledger ledger, int half) {
        IntStream.range(0, DOSSIERS)
                .filter(dossier -> dossier % 2 == half)
                .forEach(dossier -> LIFE.forEach(event -> {
                    String flow = event.startsWith("step") ? "progress" : "dossiers";
                    String content = dossier + ": " + event;
                    ledger.enter(List.of(new Ledger.Entry(
                            "push/test",
                            content,
                            content,
                            null,
                            new SourceRecord(content.getBytes(StandardCharsets.UTF_8), "application/json"),
                            List.of(new Ledger.Owed(
                                    flow,
                                    "portal",
                                    new DossierNo("G16-" + dossier),
                                    flow.equals("dossiers"),
                                    flow.equals("dossiers"),
                                    null,
                                    List.of())))));
                }));
    }
}
