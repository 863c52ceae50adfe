package vn.lienthong.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Claim;

/**
 * Carries what is due to one counterpart: one thread claims, as many lanes as the gate lets through, and each claim goes
 * to a virtual thread of its own. Woken when something becomes due, when a worker is free again, and by the clock.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** After a fault of ours the loop waits, ever longer, and goes on. */
    private static final Backoff AFTER_TROUBLE = new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30), 0.2);

    private final String counterpart;
    private final Surroundings around;
    private final Gate gate;
    private final Wake wake = new Wake();
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
    private final Thread loop;
    private volatile boolean stopping;
    private volatile boolean outOfTime;
    private volatile int troubles;

    Dispatcher(String counterpart, Surroundings around) {
        this.counterpart = counterpart;
        this.around = around;
        this.gate = new Gate(around.policies().inForce(counterpart), around.clock());
        this.loop = Thread.ofVirtual().name("relay-" + counterpart).unstarted(this::loop);
    }

    /** What all dispatchers share. */
    record Surroundings(
            PolicyFiles policies,
            OpenFlows flows,
            StoppedFlows stopped,
            Ledger ledger,
            LeaseKeeper leases,
            RelaySettings settings,
            List<RelayEvents> events,
            Clock clock,
            RandomGenerator random) {}

    void start() {
        loop.start();
    }

    void wake() {
        wake.up();
    }

    Relay.Counterpart status() {
        return gate.status();
    }

    boolean isInTrouble() {
        return troubles > 0;
    }

    /** Claims nothing more. */
    void beginStop() {
        stopping = true;
        wake.up();
    }

    /** Waits for what is under way; what takes longer is left to be asked about by the next attempt. */
    void finishStop(Instant deadline) throws InterruptedException {
        loop.join(Duration.ofSeconds(5));
        while (!underWay.isEmpty() && around.clock().instant().isBefore(deadline)) {
            wake.await(Duration.ofMillis(50));
        }
        outOfTime = true;
        underWay.forEach(this::abandon);
    }

    private void abandon(Work work) {
        LOG.warn("Attempt on lane {} was still under way at the stop. The next attempt asks first.", work.lane());
        try {
            work.abandon();
        } catch (RuntimeException failed) {
            LOG.warn("Lane {} could not be given back ({}). Its lease runs out by itself.", work.lane(), kind(failed));
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
        troubles++;
        Duration pause = AFTER_TROUBLE.after(troubles, around.random());
        if (trouble instanceof Ledger.LedgerUnavailable) {
            LOG.warn("Ledger out of reach. Deliveries to {} are claimed again in {}.", counterpart, pause);
        } else {
            LOG.error("Dispatcher of {} met a fault of its own. It goes on in {}.", counterpart, pause, trouble);
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }

    /** Claims what the gate lets through. @return how long to wait if nothing happens */
    private Duration round() {
        Policy policy = around.policies().inForce(counterpart);
        gate.follow(policy);
        Gate.Admission admission = gate.admit();
        if (admission.lanes() == 0) {
            return gate.untilNext(around.settings().poll());
        }
        int started = 0;
        try {
            List<Claim> claims = around.ledger()
                    .claim(
                            counterpart,
                            admission.lanes(),
                            around.flows().batches(policy),
                            around.settings().lease());
            for (Claim claim : claims) {
                start(claim, policy, admission);
                started++;
            }
        } finally {
            gate.unused(admission, admission.lanes() - started);
        }
        return started == admission.lanes()
                ? gate.untilNext(around.settings().poll())
                : around.settings().poll();
    }

    private void start(Claim claim, Policy policy, Gate.Admission admission) {
        Work work = new Work(claim, policy, around);
        underWay.add(work);
        Thread.ofVirtual().name("relay-lane-", claim.lane()).start(() -> work(work, admission));
    }

    private void work(Work work, Gate.Admission admission) {
        Work.Ended ended = Work.Ended.NOTHING;
        try {
            ended = work.run(admission.probe(), () -> !outOfTime);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Throwable trouble) {
            LOG.error(
                    "Lane {} could not be settled ({}). It is due again when its lease ends, and asked about first.",
                    work.lane(),
                    kind(trouble));
        } finally {
            underWay.remove(work);
            gate.ended(admission, ended.verdict(), ended.calls(), ended.took());
            wake.up();
        }
    }

    private static String kind(Throwable trouble) {
        return trouble.getClass().getSimpleName();
    }
}
