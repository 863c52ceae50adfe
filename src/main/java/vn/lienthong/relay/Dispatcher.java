package vn.lienthong.relay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Processes;

/**
 * Carries what is due to one counterpart: one thread claims, as many lanes as the gate lets through, and each claim goes
 * to a virtual thread of its own. Woken when something becomes due, when a worker is free again, and by the clock.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** After a fault of ours the loop waits, ever longer, and goes on. */
    private static final Backoff AFTER_TROUBLE = new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30), 0.2);

    /** How long the lane of a worker that has lost its lease, and still is at it, is left alone. */
    private static final Duration AFTER_LOST_LEASE = Duration.ofSeconds(1);

    private final String counterpart;
    private final Surroundings around;
    private final Gate gate;
    private final Wake wake = new Wake();
    private final ConcurrentMap<Long, Work> underWay = new ConcurrentHashMap<>();
    private final Thread loop;
    private volatile boolean stopping;
    private volatile boolean outOfTime;
    private volatile int troubles;
    private volatile String trouble = "";

    Dispatcher(String counterpart, Surroundings around) {
        this.counterpart = counterpart;
        this.around = around;
        this.gate = around.gate(counterpart);
        this.loop = Thread.ofVirtual().name("relay-" + counterpart).unstarted(this::loop);
    }

    /** What all dispatchers share. */
    record Surroundings(
            PolicyFiles policies,
            OpenFlows flows,
            StoppedFlows stopped,
            Ledger ledger,
            LeaseKeeper leases,
            Together together,
            RelaySettings settings,
            List<RelayEvents> events,
            InstantSource clock,
            RandomGenerator random) {

        boolean othersAreAtWork() {
            return together.peers().share().of() > 1;
        }

        /** Flows to a counterpart that do not run here and may run elsewhere. */
        Set<String> leftToOthers(String counterpart) {
            return othersAreAtWork() ? stopped.to(counterpart) : Set.of();
        }

        /** A gate before a counterpart, with the breaker and the pace all processes share. */
        Gate gate(String counterpart) {
            Policy policy = policies.inForce(counterpart);
            Breaker breaker = new Breaker(counterpart, policy.breaker(), together.self(), together.breakers(), clock);
            return new Gate(policy, breaker, together.peers(), clock);
        }
    }

    /**
     * What this process has in common with the others.
     *
     * @param self its name among them
     */
    record Together(String self, Peers peers, SharedBreakers breakers) {

        static Together of(String self, Processes processes, Memos memos, InstantSource time, LongSupplier ticks) {
            return new Together(self, new Peers(processes, self, ticks), new SharedBreakers(memos, time));
        }
    }

    void start() {
        loop.start();
    }

    void wake() {
        wake.up();
    }

    Relay.Counterpart status() {
        return gate.status();
    }

    Gate gate() {
        return gate;
    }

    /** The code of what keeps it from claiming; null if nothing does. */
    @Nullable
    String trouble() {
        return troubles > 0 ? trouble : null;
    }

    /** Claims nothing more. */
    void beginStop() {
        stopping = true;
        wake.up();
    }

    /**
     * Waits for what is under way; what takes longer is left to be asked about by the next attempt.
     *
     * @param deadline by {@link System#nanoTime}
     */
    void finishStop(long deadline) throws InterruptedException {
        loop.join(Duration.ofSeconds(5));
        while (!underWay.isEmpty() && System.nanoTime() < deadline) {
            wake.await(Duration.ofMillis(50));
        }
        outOfTime = true;
        underWay.values().forEach(this::abandon);
    }

    private void abandon(Work work) {
        LOG.warn("Attempt on lane {} was still under way at the stop. The next attempt asks first.", work.lane());
        try {
            work.abandon();
        } catch (RuntimeException failed) {
            LOG.warn("Lane {} could not be given back. Its lease runs out by itself.", work.lane(), Thrown.of(failed));
        }
    }

    /** The loop that must survive. */
    private void loop() {
        while (!stopping) {
            try {
                Duration pause = round();
                troubles = 0;
                wake.await(pause);
            } catch (InterruptedException interrupted) {
                LOG.warn("Dispatcher of {} was interrupted and ends. Nothing more is claimed.", counterpart);
                return;
            } catch (Throwable trouble) {
                waitAfter(trouble);
            }
        }
    }

    private void waitAfter(Throwable trouble) {
        this.trouble = trouble instanceof Ledger.LedgerUnavailable away ? away.code() : "console.unforeseen";
        troubles++;
        Duration pause = AFTER_TROUBLE.after(troubles, around.random());
        if (trouble instanceof Ledger.LedgerUnavailable unavailable) {
            LOG.warn(
                    "Ledger out of reach ({}). Deliveries to {} are claimed again in {} ms.",
                    unavailable.code(),
                    counterpart,
                    pause.toMillis());
        } else {
            LOG.error(
                    "Dispatcher of {} met a fault of its own. It goes on in {} ms.",
                    counterpart,
                    pause.toMillis(),
                    Thrown.of(trouble));
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }

    /**
     * Claims what the gate lets through.
     *
     * @return how long to wait if nothing happens
     */
    private Duration round() {
        Policy policy = around.policies().inForce(counterpart);
        gate.follow(policy);
        Gate.Admission admission = gate.admit();
        if (admission.lanes() == 0) {
            return gate.untilNext(around.settings().poll());
        }
        int started = 0;
        long askedAt = around.leases().tick();
        Set<String> left = around.leftToOthers(counterpart);
        try {
            List<Claim> claims = around.ledger()
                    .claim(
                            counterpart,
                            admission.lanes(),
                            around.flows().batches(policy),
                            policy.deadline().urgentWithin(),
                            around.settings().lease(),
                            left);
            for (Claim claim : claims) {
                started += start(claim, new Work.Place(false, left), askedAt, policy, admission) ? 1 : 0;
            }
            for (Claim claim : behind(admission.lanes() - claims.size())) {
                started += start(claim, new Work.Place(true, left), askedAt, policy, admission) ? 1 : 0;
            }
        } finally {
            gate.unused(admission, admission.lanes() - started);
        }
        return started == admission.lanes()
                ? gate.untilNext(around.settings().poll())
                : around.settings().poll();
    }

    /** What waits behind parked heads and is in shadow mode: it is looked at all the same, once nothing else is due. */
    private List<Claim> behind(int lanes) {
        Set<String> shadows = lanes > 0 ? around.flows().shadows(counterpart) : Set.of();
        return shadows.isEmpty()
                ? List.of()
                : around.ledger()
                        .claimBehind(
                                counterpart, shadows, lanes, around.settings().lease());
    }

    /** @return false if this very process is still at work on the lane: two may not be, so the claim is given back */
    private boolean start(Claim claim, Work.Place place, long askedAt, Policy policy, Gate.Admission admission) {
        Work before = underWay.get(claim.lane());
        if (before != null && before.isSending()) {
            LOG.warn("Lane {} was claimed while this process is still at work on it. It waits for that.", claim.lane());
            before.lose();
            giveBack(claim);
            return false;
        }
        Work work = new Work(claim, place, around.leases().keep(claim, askedAt), policy, around);
        underWay.put(claim.lane(), work);
        Thread.ofVirtual().name("relay-lane-", claim.lane()).start(() -> work(work, admission));
        return true;
    }

    /** What stands in its way must not keep the claims behind it from being started: they would count as cut off. */
    private void giveBack(Claim claim) {
        try {
            around.ledger().giveBack(claim, around.clock().instant().plus(AFTER_LOST_LEASE));
        } catch (RuntimeException trouble) {
            LOG.warn(
                    "Lane {} could not be given back. Its lease runs out by itself.", claim.lane(), Thrown.of(trouble));
        }
    }

    private void work(Work work, Gate.Admission admission) {
        Work.Ended ended = Work.Ended.NOTHING;
        try {
            ended = work.run(admission.probe(), () -> !outOfTime);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Throwable trouble) {
            LOG.error(
                    "Lane {} could not be settled. It is due again when its lease ends, and asked about first.",
                    work.lane(),
                    Thrown.of(trouble));
        } finally {
            underWay.remove(work.lane(), work);
            gate.ended(admission, ended.signal(), ended.calls(), ended.took());
            wake.up();
        }
    }
}
