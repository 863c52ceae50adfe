package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;

/** A claim in a worker's hands, until it is settled: exactly once, by the worker, or by the stop that could not wait. */
final class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final Backoff FOR_LEDGER = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(10), 0.2);

    private final Claim claim;
    private final LeaseKeeper.Kept lease;
    private final Place place;
    private final Policy policy;
    private final Dispatcher.Surroundings around;
    private final Instant startedAt;
    private final AtomicBoolean settled = new AtomicBoolean();

    Work(Claim claim, Place place, LeaseKeeper.Kept lease, Policy policy, Dispatcher.Surroundings around) {
        this.claim = claim;
        this.place = place;
        this.lease = lease;
        this.policy = policy;
        this.around = around;
        this.startedAt = around.clock().instant();
    }

    /**
     * What the claim is among those that could be had.
     *
     * @param behind it is not its lane's head: it may be looked at in shadow mode, and never be sent
     * @param left the flows that were left to other processes; it is of one of these only if too many wait for them
     */
    record Place(boolean behind, Set<String> left) {}

    long lane() {
        return claim.lane();
    }

    /** Another worker has the lane. */
    void lose() {
        lease.lose();
    }

    /** Whether something of it may still go out: until it begins to write down what became of it. */
    boolean isSending() {
        return !settled.get();
    }

    /**
     * What the gate is told.
     *
     * @param calls how many messages were really sent
     * @param took how long the slowest of them was under way; a ledger out of reach makes no counterpart slow
     */
    record Ended(Signal signal, int calls, Duration took) {

        static final Ended NOTHING = new Ended(new Signal.SaysNothing(), 0, Duration.ZERO);
    }

    /** @param mayWait whether there still is time to wait for a ledger out of reach */
    Ended run(boolean probe, BooleanSupplier mayWait) throws InterruptedException {
        String flow = claim.deliveries().getFirst().flow();
        Optional<OpenFlows.Running> running = around.flows().running(flow, claim.counterpart());
        try (lease) {
            if (running.isEmpty()) {
                putOff(flow);
                return Ended.NOTHING;
            }
            if (place.behind() && !running.get().flow().isShadow()) {
                leaveInItsPlace();
                return Ended.NOTHING;
            }
            Judge judge = new Judge(policy, probe, around.clock(), around.random());
            Errand.Result result = errand(running.get(), judge).run();
            if (result.tried().isEmpty()) {
                letGo(result);
            } else {
                settle(flow, result.tried(), mayWait);
            }
            return new Ended(result.signal(), result.calls(), result.slowest());
        }
    }

    private Errand errand(OpenFlows.Running running, Judge judge) {
        Carrying carrying = new Carrying(running, around.clock(), around.leases()::tick);
        return new Errand(claim, carrying, running.flow().isShadow(), judge, lease);
    }

    /** The first of a flow that another process may run is given back at once; from then on they are left to that one. */
    private void putOff(String flow) {
        Instant now = around.clock().instant();
        Instant dueAt = now;
        if (around.othersAreAtWork() && !place.left().contains(flow)) {
            around.stopped().met(flow, claim.counterpart(), now);
        } else {
            dueAt = now.plus(around.stopped().putOff(flow, claim.counterpart(), now));
        }
        settled.set(true);
        around.ledger().giveBack(claim, dueAt);
        LOG.debug(
                "Flow {} to {} is not running. Lane {} is looked at again at {}.",
                flow,
                claim.counterpart(),
                claim.lane(),
                dueAt);
    }

    /** The flow has gone live since it was claimed. Its turn comes behind what is parked, and then there is nothing to wait for. */
    private void leaveInItsPlace() {
        settled.set(true);
        around.ledger().giveBack(claim, around.clock().instant());
    }

    /** The lease ran out under way. What was not sent is given back; what may have been is left to be asked about. */
    private void letGo(Errand.Result result) {
        LOG.info("Lane {} may be another worker's by now. Nothing more of it is sent or written from here.", lane());
        if (settled.compareAndSet(false, true) && result.calls() == 0) {
            around.ledger().giveBack(claim, around.clock().instant());
        }
    }

    private void settle(String flow, List<Tried> tried, BooleanSupplier mayWait) throws InterruptedException {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        if (write(new Settlement(claim, tried), mayWait)) {
            tried.forEach(each -> told(flow, each));
        } else {
            LOG.warn("Lane {} is in another worker's hands by now. What became of it here is not written.", lane());
        }
    }

    /** What the counterpart said is known nowhere else, so a ledger out of reach is waited for. */
    private boolean write(Settlement settlement, BooleanSupplier mayWait) throws InterruptedException {
        for (int number = 1; ; number++) {
            try {
                return around.ledger().settle(settlement);
            } catch (Ledger.LedgerUnavailable unavailable) {
                if (!mayWait.getAsBoolean()) {
                    throw unavailable;
                }
                Duration wait = FOR_LEDGER.after(number, around.random());
                LOG.debug("Ledger out of reach. What became of lane {} is written again in {}.", lane(), wait);
                Thread.sleep(wait);
            }
        }
    }

    private void told(String flow, Tried tried) {
        NewAttempt attempt = tried.attempt();
        around.events().forEach(listener -> listener.attempted(policy.name(), flow, attempt.outcome(), attempt.took()));
        AttemptLog.write(claim, tried);
    }

    /**
     * The process goes down and cannot wait: whatever is under way may have arrived, so the next attempt asks first. It may
     * begin in another process while this one still hears an answer; so nothing more is sent from here.
     */
    void abandon() {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        lease.lose();
        Instant now = around.clock().instant();
        NewAttempt attempt = new NewAttempt(
                startedAt,
                Duration.between(startedAt, now),
                "unanswered",
                false,
                null,
                List.of(Problem.of("relay.stopped")),
                List.of());
        List<Tried> tried = claim.deliveries().stream()
                .map(delivery -> new Tried(delivery.delivery(), attempt, new Next.Retry(now, true)))
                .toList();
        around.ledger().settle(new Settlement(claim, tried));
    }
}
