package vn.lienthong.relay;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.BreakerState.Failure;
import vn.lienthong.relay.BreakerState.Phase;
import vn.lienthong.relay.SharedBreakers.Seen;

/**
 * A counterpart's breaker in one process. It counts this process's own calls; when they say that the counterpart is down,
 * it opens the breaker that all processes share, and whatever that one says is done here. While it is open one process
 * probes, by whose write came first. One thread asks and writes; any number of threads report.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final String counterpart;
    private final String self;
    private final SharedBreakers shared;
    private final InstantSource time;
    private volatile Policy.Breaker policy;
    private volatile CircuitBreaker calls;
    private volatile @Nullable Failure shut;
    private volatile @Nullable Failure lastFailure;
    private volatile Probing probing;
    private BreakerState noticed = BreakerState.NEW;
    private final AtomicReference<@Nullable Call> decisive = new AtomicReference<>();

    Breaker(String counterpart, Policy.Breaker policy, String self, SharedBreakers shared, InstantSource time) {
        this.counterpart = counterpart;
        this.policy = policy;
        this.self = self;
        this.shared = shared;
        this.time = time;
        this.calls = counting(policy);
        this.probing = new Probing(policy.probes());
    }

    BreakerState state() {
        return shared.seen(counterpart).state();
    }

    /** The newest failure known here: this process's own, or that which last opened the breaker. */
    @Nullable
    Failure lastFailure() {
        Failure own = lastFailure;
        Failure all = state().failure();
        return own == null
                        || (all != null
                                && (state().phase() != Phase.CLOSED || all.at().isAfter(own.at())))
                ? all
                : own;
    }

    /**
     * Tells the other processes what was learnt here since the last time, and hears what they say. Takes a changed policy
     * over; what is open stays open.
     */
    void agree(Policy.Breaker changed) {
        if (!changed.equals(policy)) {
            policy = changed;
            calls = counting(changed);
        }
        shared.look();
        notice();
        Seen seen = shared.seen(counterpart);
        BreakerState now = seen.state();
        Call call = decisive.get();
        if (now.phase() == Phase.CLOSED && isTripped()) {
            change(seen, now.opened(time.instant(), policy.openFor(), shut == null ? lastFailure : shut));
        } else if (now.phase() != Phase.CLOSED && call != null) {
            conclude(seen, call);
        } else if (now.isProbedBy(self)) {
            conclude(seen, probing);
        }
        decisive.compareAndSet(call, null);
    }

    /**
     * A call that is no delivery and came to something while it was out as a probe.
     *
     * @param failure null: it came off well
     */
    private record Call(@Nullable Failure failure) {}

    /** Another process that only took its turn to probe does not undo what the call has shown; one that has decided does. */
    private void conclude(Seen seen, Call call) {
        Seen before = seen;
        boolean said = false;
        while (!said && isTried(before.state())) {
            Failure failure = call.failure();
            BreakerState after = failure == null
                    ? before.state().closed(time.instant())
                    : before.state().opened(time.instant(), policy.openFor(), failure);
            said = change(before, after);
            before = shared.seen(counterpart);
        }
    }

    /** Whether what comes of a call now decides. */
    private boolean isTried(BreakerState now) {
        return now.phase() == Phase.HALF_OPEN || now.mayBeProbed(time.instant());
    }

    /** Whether a call that is no delivery may go out. Such calls need no turn to probe: they go out when anybody may. */
    boolean letsCalls() {
        BreakerState now = state();
        return now.phase() == Phase.CLOSED ? !isTripped() : isTried(now);
    }

    /** A call that is no delivery has ended; the first decides. While the breaker is to stay open none is asked for. */
    void calls(Signal signal, Duration took) {
        BreakerState now = state();
        if (now.phase() == Phase.CLOSED) {
            heard(null, signal, took);
        } else if (isTried(now)) {
            decisive.compareAndSet(
                    null, new Call(signal instanceof Signal.Failed(Problem cause) ? failure(cause) : null));
        }
    }

    private boolean isTripped() {
        return shut != null || calls.getState() == CircuitBreaker.State.OPEN;
    }

    /** From the call that trips the count on, even while its state is still turning. */
    private boolean lets() {
        return !isTripped() && calls.tryAcquirePermission();
    }

    private void conclude(Seen seen, Probing mine) {
        BreakerState now = seen.state();
        Failure failure = mine.failure();
        if (failure != null) {
            change(seen, now.opened(time.instant(), policy.openFor(), failure));
        } else if (mine.isWell()) {
            change(seen, now.closed(time.instant()));
        } else if (mine.isUnderWay() && now.mayBeProbed(time.instant())) {
            change(seen, now.probedBy(self, time.instant(), policy.openFor()));
        }
    }

    /** How many of the wanted lanes may be claimed now; takes the turn to probe if it is free. */
    Permit ask(int wanted) {
        Seen seen = shared.seen(counterpart);
        BreakerState now = seen.state();
        if (wanted == 0 || now.phase() == Phase.CLOSED) {
            return new Permit(now.phase() == Phase.CLOSED && lets() ? wanted : 0, null);
        }
        if (!now.isProbedBy(self) || (now.mayBeProbed(time.instant()) && !probing.isUnderWay())) {
            if (!now.mayBeProbed(time.instant())
                    || !change(seen, now.probedBy(self, time.instant(), policy.openFor()))) {
                return new Permit(0, null);
            }
            // Probes far apart count together, however often the turn was taken anew meanwhile.
            boolean goesOn = now.isProbedBy(self) && probing.wants(policy.probes());
            probing = goesOn ? probing : new Probing(policy.probes());
        }
        return new Permit(Math.min(wanted, probing.left()), probing);
    }

    /** @param probing what its results are to be told to; null while the breaker is closed */
    record Permit(int lanes, @Nullable Probing probing) {}

    /** An attempt told something of the counterpart, or nothing. */
    void heard(@Nullable Probing probe, Signal signal, Duration took) {
        switch (signal) {
            case Signal.Answered _ when probe != null -> probe.cameOffWell();
            case Signal.SaysNothing _ when probe != null -> probe.cameToNothing();
            case Signal.Answered _ -> answered(took);
            case Signal.SaysNothing _ -> {}
            case Signal.Failed(Problem cause) -> failed(probe, failure(cause), took);
            case Signal.Shut(Problem cause) -> {
                Failure failure = failure(cause);
                shut = probe == null ? failure : shut;
                failed(probe, failure, took);
            }
        }
    }

    /** What it takes longer for than the policy allows counts as failed, and may be all there is to say when it opens. */
    private void answered(Duration took) {
        Duration longest = policy.slowCall();
        if (took.compareTo(longest) > 0) {
            lastFailure = failure(Problem.of("relay.slow-call")
                    .with("took", Judge.words(took.truncatedTo(ChronoUnit.MILLIS)))
                    .with("longest", Judge.words(longest)));
        }
        calls.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void failed(@Nullable Probing probe, Failure failure, Duration took) {
        lastFailure = failure;
        if (probe != null) {
            probe.failed(failure);
        } else {
            String code = failure.cause().code();
            calls.onError(took.toNanos(), TimeUnit.NANOSECONDS, new CounterpartFailed(code));
        }
    }

    private Failure failure(Problem cause) {
        return new Failure(cause, time.instant());
    }

    /** @param before what led to the change; if another process has written since, nothing changes */
    private boolean change(Seen before, BreakerState after) {
        boolean changed = shared.change(before, after);
        notice();
        return changed;
    }

    /** Once for each change, whoever made it. What was counted before the breaker closed counts no more. */
    private void notice() {
        BreakerState now = state();
        if (now.phase() == noticed.phase() && now.since().equals(noticed.since())) {
            return;
        }
        if (now.phase() == Phase.CLOSED) {
            calls.reset();
            shut = null;
        }
        boolean news = now.phase() != Phase.HALF_OPEN || noticed.phase() != Phase.HALF_OPEN;
        noticed = now;
        if (news) {
            tell(now);
        }
    }

    private void tell(BreakerState now) {
        Instant until = now.until();
        String said = switch (now.phase()) {
            case OPEN ->
                "Breaker of " + counterpart + " is open. Its deliveries are held; next probe at "
                        + AttemptLog.time(until == null ? now.since() : until) + ".";
            case HALF_OPEN -> "Breaker of " + counterpart + " is half-open. One delivery goes out as a probe.";
            case CLOSED -> "Breaker of " + counterpart + " is closed. Its deliveries go on, at a pace that rises.";
        };
        (now.phase() == Phase.OPEN ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("counterpart", counterpart)
                .log(said);
    }

    /** Only counts: what follows from the count is decided here. */
    private CircuitBreaker counting(Policy.Breaker wanted) {
        return CircuitBreaker.of(
                counterpart,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(wanted.window())
                        .minimumNumberOfCalls(wanted.window())
                        .failureRateThreshold((float) (wanted.failureRate() * 100))
                        .slowCallDurationThreshold(wanted.slowCall())
                        .slowCallRateThreshold((float) (wanted.failureRate() * 100))
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** For the count only; carries a code and no trace. */
    private static final class CounterpartFailed extends Exception {

        CounterpartFailed(String code) {
            super(code, null, false, false);
        }
    }
}
