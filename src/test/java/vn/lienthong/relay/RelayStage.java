package vn.lienthong.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.InMemoryLedger;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.InMemoryProcesses;
import vn.lienthong.ledger.Ledger;

/** A relay over a ledger in memory, and a counterpart {@code portal} that a test tells what to answer. */
final class RelayStage implements AutoCloseable {

    static final Problem DOWN = Problem.of("portal.down");
    private static final String POLICY = """
            policy: portal
            retry: { first: 10s, factor: 2, longest: 30m, jitter: 0%, giveUpAfter: 7d }
            breaker: { window: 4 calls, failureRate: 50%, slowCall: 20s, openFor: 30s, probes: 1 }
            pace: { perSecond: 0, parallel: 4, rampAfterOutage: 2m }
            batch: { deliveries: 0 }
            unanswered: ask
            """;

    final TestClock clock = new TestClock();
    final InMemoryLedger ledger;
    final OpenFlows flows = new OpenFlows();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    final Path policies;
    volatile Function<Batch, @Nullable Reply> portal = batch -> delivered();
    volatile Predicate<String> unmappable = record -> record.contains("unmappable");
    private final RelaySettings settings;
    private final PolicyFiles files;
    final InMemoryMemos memos = new InMemoryMemos();
    final InMemoryProcesses processes;
    final LeaseKeeper leases;
    DispatchingRelay relay;
    private final InstantSource time;

    RelayStage(Path policies, String... changes) throws IOException {
        this(policies, null, changes);
    }

    RelayStage(Path policies, @Nullable Clock real, String... changes) throws IOException {
        this.policies = policies;
        Clock used = real == null ? clock : real;
        ledger = new InMemoryLedger(used);
        String policy = POLICY;
        for (int each = 0; each < changes.length; each += 2) {
            policy = policy.replace(changes[each], changes[each + 1]);
        }
        Files.writeString(policies.resolve("portal.yaml"), policy);
        settings = new RelaySettings(policies, Duration.ofMinutes(1), Duration.ofMillis(5), Duration.ofMillis(300));
        files = new PolicyFiles(policies, List.of());
        time = used;
        processes = new InMemoryProcesses(time);
        leases = leases();
        relay = relay("one", leases);
    }

    private LeaseKeeper leases() {
        return new LeaseKeeper(ledger, settings.lease(), () -> TimeUnit.MILLISECONDS.toNanos(time.millis()));
    }

    private DispatchingRelay relay(String process, LeaseKeeper keeper) {
        return new DispatchingRelay(around(process, keeper, flows));
    }

    /** A claim in a worker's hands. */
    Work work(Ledger.Claim claim, boolean behind) {
        return new Work(
                claim,
                new Work.Place(behind, Set.of()),
                leases.keep(claim, leases.tick()),
                files.inForce("portal"),
                around("one", leases, flows));
    }

    private Dispatcher.Surroundings around(String process, LeaseKeeper keeper, OpenFlows running) {
        return new Dispatcher.Surroundings(
                files,
                running,
                new StoppedFlows(),
                ledger,
                keeper,
                Dispatcher.Together.of(process, processes, memos, time, System::nanoTime),
                settings,
                List.of((counterpart, flow, outcome, took) -> events.add(outcome)),
                time,
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** A second process on the same ledger. */
    DispatchingRelay another() {
        return relay("another", leases());
    }

    /** A second process, of whose flows none is running. */
    DispatchingRelay anotherWithoutFlows() {
        return new DispatchingRelay(around("another", leases(), new OpenFlows()));
    }

    RelayStage open(String flow, int batch) {
        flows.open(new Flow(flow, "portal", "portal/" + flow, batch, true, true), this::carry);
        return this;
    }

    RelayStage openShadow(String flow) {
        flows.open(new Flow(flow, "portal", "portal/" + flow, 10, true, true, Flow.Mode.SHADOW), this::carry);
        return this;
    }

    RelayStage start() {
        relay.start();
        return this;
    }

    /** The route: maps (a record that says {@code unmappable} cannot be), then asks the portal. */
    private @Nullable Reply carry(Batch batch) {
        for (Batch.Item item : batch.items()) {
            String text = text(item);
            if (unmappable.test(text)) {
                item.fails(List.of(Problem.of("mapping.no-crosswalk-pair")));
                break;
            }
            item.becomes(new MappedRecord(item.record().body(), "portal/dossier", "v1", List.of()));
        }
        if (batch.mapped().isEmpty()) {
            return null;
        }
        calls.incrementAndGet();
        batch.ready().forEach(item -> seen.add(text(item)));
        return portal.apply(batch);
    }

    static String text(Batch.Item item) {
        return new String(item.record().body(), StandardCharsets.UTF_8);
    }

    List<Long> owe(String flow, String dossier, String... records) {
        return oweOf("application/json", flow, dossier, records);
    }

    List<Long> oweOf(String mediaType, String flow, String dossier, String... records) {
        return Arrays.stream(records)
                .map(record -> new Ledger.Entry(
                        "push/test",
                        record,
                        record,
                        null,
                        new SourceRecord(record.getBytes(StandardCharsets.UTF_8), mediaType),
                        List.of(new Ledger.Owed(flow, "portal", new DossierNo(dossier), true, true, null, List.of()))))
                .flatMap(entry -> ledger.enter(List.of(entry)).getFirst().deliveries().stream())
                .toList();
    }

    /** Time passes, and the relay looks again at once. */
    void pass(Duration time) {
        clock.pass(time);
        relay.wake();
    }

    void refreshPolicies() {
        files.refresh();
    }

    /** Waits until the relay has looked for work a few times more, for what is not to happen then. */
    void lookAgain() {
        long before = clock.reads();
        await(() -> clock.reads() > before + 10);
    }

    DeliveryState state(long delivery) {
        return ledger.row(delivery).state;
    }

    List<DeliveryState> states(List<Long> deliveries) {
        return deliveries.stream().map(this::state).toList();
    }

    boolean allIn(DeliveryState state) {
        return ledger.rows().stream().allMatch(row -> row.state == state);
    }

    /** The counterpart takes as long as the test wants. */
    static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Reply delivered() {
        return new Reply(new Outcome.Delivered("ok"), List.of());
    }

    static Reply down() {
        return new Reply(new Outcome.Deferred(DOWN, null, true), List.of());
    }

    static Reply cutOff() {
        return new Reply(new Outcome.Unanswered(DOWN), List.of());
    }

    static Reply refused() {
        return new Reply(new Outcome.Refused(Problem.of("portal.refused")), List.of());
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come about within 10 s");
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(1_000_000);
        }
    }

    Relay.Counterpart portalStatus() {
        return relay.counterparts().getFirst();
    }

    @Override
    public void close() {
        relay.stop();
    }
}
