package vn.lienthong.relay;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.InMemoryProcesses;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;

/**
 * What parked lanes cost the others: the time in which the same healthy dossiers are delivered, with and without 1 %
 * poisoned ones among them. Runs with and without take turns, so that a busy machine slows both.
 */
@Tag("bench")
class ParkingBench {

    private static final int ROUNDS = 7;
    private static final int DOSSIERS = Integer.getInteger("bench.dossiers", 4_000);
    private static final int STEPS = 3;
    private static final int ONE_IN = 100;

    @TempDir
    Path dir;

    @Test
    void healthy_dossiers_beside_one_percent_poisoned_ones() throws Exception {
        measure("warm-up", false);
        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean poisonedFirst = round % 2 == 0;
            (poisonedFirst ? with : without).add(measure(round + "-first", poisonedFirst));
            (poisonedFirst ? without : with).add(measure(round + "-second", !poisonedFirst));
        }
        System.out.printf(
                "BENCH parking: healthy dossiers take %.2f s, beside 1 %% poisoned ones %.2f s, ratio %.3f; CPU %.3f%n",
                median(without, Cost::seconds),
                median(with, Cost::seconds),
                median(with, Cost::seconds) / median(without, Cost::seconds),
                median(with, Cost::cpu) / median(without, Cost::cpu));
    }

    private record Cost(double seconds, double cpu) {}

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private Cost measure(String name, boolean poisoned) throws Exception {
        try (RealLedger real = RealLedger.onSqlite(Files.createDirectory(dir.resolve(name)))) {
            owe(real.ledger, poisoned);
            CountDownLatch healthy = new CountDownLatch(DOSSIERS * STEPS);
            DispatchingRelay relay = relay(real.ledger, healthy);
            long start = System.nanoTime();
            long cpuBefore = cpu();
            relay.start();
            if (!healthy.await(5, TimeUnit.MINUTES)) {
                throw new AssertionError(healthy.getCount() + " healthy deliveries are left");
            }
            Cost cost = new Cost((System.nanoTime() - start) / 1e9, (cpu() - cpuBefore) / 1e9);
            relay.stop();
            return cost;
        }
    }

    private DispatchingRelay relay(Ledger ledger, CountDownLatch healthy) throws Exception {
        Path policies = Files.createDirectories(dir.resolve("policies"));
        Files.writeString(policies.resolve("portal.yaml"), "policy: portal\npace: { perSecond: 0, parallel: 16 }\n");
        OpenFlows flows = new OpenFlows();
        flows.open(new Flow("dossiers", "portal", "m", 1, true, true), ParkingBench::carry);
        RelaySettings settings =
                new RelaySettings(policies, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(5));
        Clock clock = Clock.systemUTC();
        return new DispatchingRelay(new Dispatcher.Surroundings(
                new PolicyFiles(policies, List.of()),
                flows,
                new StoppedFlows(),
                ledger,
                new LeaseKeeper(ledger, settings.lease(), System::nanoTime),
                Dispatcher.Together.of(
                        "bench", new InMemoryProcesses(clock), new InMemoryMemos(), clock, System::nanoTime),
                settings,
                List.of((counterpart, flow, outcome, took) -> {
                    if (outcome.equals("delivered")) {
                        healthy.countDown();
                    }
                }),
                clock,
                () -> ThreadLocalRandom.current().nextLong()));
    }

    private static Reply carry(Batch batch) {
        Batch.Item item = batch.items().getFirst();
        item.becomes(new MappedRecord(item.record().body(), "m", "v", List.of()));
        boolean poisoned = new String(item.record().body(), StandardCharsets.UTF_8).startsWith("poisoned");
        Outcome outcome = poisoned ? new Outcome.Refused(Problem.of("portal.refused")) : new Outcome.Delivered("0");
        return new Reply(outcome, List.of());
    }

    /** Several steps of each dossier, step by step over all dossiers; a poisoned one after every so many healthy ones. */
    private static void owe(Ledger ledger, boolean poisoned) {
        for (int step = 0; step < STEPS; step++) {
            List<Ledger.Entry> page = new ArrayList<>();
            for (int n = 0; n < DOSSIERS; n++) {
                page.add(entry("healthy", n, step));
                if (poisoned && n % ONE_IN == 0) {
                    page.add(entry("poisoned", n, step));
                }
            }
            ledger.enter(page);
        }
    }

    private static Ledger.Entry entry(String kind, int dossier, int step) {
        String key = kind + dossier + "/" + step;
        Ledger.Owed owed =
                new Ledger.Owed("dossiers", "portal", new DossierNo(kind + "-" + dossier), true, true, null, List.of());
        byte[] body = (key + "x".repeat(2000)).getBytes(StandardCharsets.UTF_8);
        return new Ledger.Entry("push/bench", key, key, null, new SourceRecord(body, "text/plain"), List.of(owed));
    }

    private static double median(List<Cost> all, ToDoubleFunction<Cost> what) {
        return all.stream().mapToDouble(what).sorted().toArray()[all.size() / 2];
    }
}
