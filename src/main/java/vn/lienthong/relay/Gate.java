package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.BreakerState.Failure;
import vn.lienthong.relay.BreakerState.Phase;

/**
 * What is asked before anything is claimed for a counterpart: is a worker free, is the breaker closed, does the pace allow
 * it. Workers and pace are this process's share of what the policy allows all of them. One thread admits; any number of
 * threads report how their attempt ended.
 */
final class Gate {

    private final String counterpart;
    private final InstantSource time;
    private final Peers peers;
    private final Breaker breaker;
    private final Pace pace = new Pace();
    private final AtomicInteger working = new AtomicInteger();
    private volatile Policy policy;
    private int workers;
    private volatile @Nullable Instant lastDeliveredAt;

    Gate(Policy policy, Breaker breaker, Peers peers, InstantSource time) {
        this.counterpart = policy.name();
        this.policy = policy;
        this.breaker = breaker;
        this.peers = peers;
        this.time = time;
    }

    /** Takes a changed policy over, and comes to terms with the other processes. */
    void follow(Policy changed) {
        policy = changed;
        breaker.agree(changed.breaker());
        Share share = peers.share();
        workers = share.lanes(parallel());
        pace.change(share.calls(perSecond(), parallel()));
    }

    private double ramp() {
        return Ramp.share(
                breaker.state().rampFrom(), time.instant(), policy.pace().rampAfterOutage());
    }

    /** Of all processes, now. */
    private double perSecond() {
        return policy.pace().perSecond() * ramp();
    }

    /** Of all processes, now. A paceless counterpart is ramped by its workers, any other by its calls a second. */
    private int parallel() {
        int parallel = policy.pace().parallel();
        return policy.pace().perSecond() > 0 ? parallel : (int) Math.ceil(parallel * ramp());
    }

    /** How many lanes may be claimed now. Each is given back by {@link #unused} or {@link #ended}. */
    Admission admit() {
        Breaker.Permit permit = breaker.ask(Math.max(0, workers - working.get()));
        int lanes = pace.take(permit.lanes());
        working.addAndGet(lanes);
        Probing probing = permit.probing();
        if (probing != null) {
            probing.began(lanes);
        }
        return new Admission(lanes, probing);
    }

    /** @param probing not null: these are probes, and a failure says nothing about the delivery */
    record Admission(int lanes, @Nullable Probing probing) {

        boolean probe() {
            return probing != null;
        }
    }

    /** Gives back what a claim found no lanes for. */
    void unused(Admission admission, int lanes) {
        pace.putBack(lanes);
        working.addAndGet(-lanes);
        for (int lane = 0; lane < lanes; lane++) {
            breaker.heard(admission.probing(), new Signal.SaysNothing(), Duration.ZERO);
        }
    }

    /** An attempt has ended; {@code calls} is how many messages it really sent. */
    void ended(Admission admission, Signal signal, int calls, Duration took) {
        pace.putBack(1 - calls);
        breaker.heard(admission.probing(), signal, took);
        working.decrementAndGet();
        if (signal instanceof Signal.Answered(boolean delivered) && delivered) {
            lastDeliveredAt = time.instant();
        }
    }

    boolean letsCalls() {
        return breaker.letsCalls();
    }

    /** One call that is no delivery, and that somebody waits for. */
    boolean borrow() {
        return peers.share().of() > 0 && pace.borrow();
    }

    /** A call that is no delivery has ended. */
    void called(Signal signal, Duration took) {
        breaker.calls(signal, took);
    }

    /** How long it makes sense to wait before {@link #admit} is asked again, if nothing happens meanwhile. */
    Duration untilNext(Duration atMost) {
        BreakerState now = breaker.state();
        Duration wait = now.phase() == Phase.OPEN && now.until() instanceof Instant until
                ? Duration.between(time.instant(), until)
                : pace.untilNext();
        return wait.isPositive() && wait.compareTo(atMost) < 0 ? wait : atMost;
    }

    Relay.Counterpart status() {
        BreakerState now = breaker.state();
        Failure failure = breaker.lastFailure();
        return new Relay.Counterpart(
                counterpart,
                now.phase().word(),
                now.until(),
                perSecond(),
                parallel(),
                working.get(),
                failure == null ? null : failure.cause(),
                failure == null ? null : failure.at(),
                lastDeliveredAt);
    }
}
