package vn.lienthong.relay;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;

/**
 * What is asked before anything is claimed for a counterpart: is a worker free, is the breaker closed, does the pace allow
 * it. One thread admits; any number of threads report how their attempt ended.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final String counterpart;
    private final Clock clock;
    private final Pace pace = new Pace();
    private final Ramp ramp = new Ramp();
    private final Bulkhead workers = Bulkhead.of("workers", workers(1));
    private volatile Policy policy;
    private volatile CircuitBreaker breaker;
    private volatile @Nullable Instant openUntil;
    private volatile @Nullable Failure lastFailure;
    private volatile @Nullable Instant lastDeliveredAt;

    Gate(Policy policy, Clock clock) {
        this.counterpart = policy.name();
        this.clock = clock;
        this.policy = policy;
        this.breaker = breaker(policy.breaker());
        keepPace();
    }

    /** Takes a changed policy over. A breaker that is open stays so. */
    void follow(Policy changed) {
        if (!changed.breaker().equals(policy.breaker())) {
            CircuitBreaker before = breaker;
            breaker = breaker(changed.breaker());
            if (before.getState() != State.CLOSED) {
                breaker.transitionToOpenState();
            }
        }
        policy = changed;
        keepPace();
    }

    /** A paceless counterpart is ramped by its workers, any other by its calls a second. */
    private void keepPace() {
        double share = ramp.share(clock.instant(), policy.pace().rampAfterOutage());
        double perSecond = policy.pace().perSecond();
        int parallel = policy.pace().parallel();
        pace.change(perSecond * share);
        int lanes = perSecond > 0 ? parallel : (int) Math.ceil(parallel * share);
        if (workers.getBulkheadConfig().getMaxConcurrentCalls() != lanes) {
            workers.changeConfig(workers(lanes));
        }
    }

    /** How many lanes may be claimed now. Each is given back by {@link #unused} or {@link #ended}. */
    Admission admit() {
        int free = take(workers::tryAcquirePermission, Integer.MAX_VALUE);
        CircuitBreaker asked = breaker;
        int let = take(asked::tryAcquirePermission, free);
        int paced = pace.take(let);
        give(workers::releasePermission, free - paced);
        give(asked::releasePermission, let - paced);
        return new Admission(paced, asked, asked.getState() == State.HALF_OPEN);
    }

    /** @param probe the breaker tries whether the counterpart is back: a failure says nothing about the delivery */
    record Admission(int lanes, CircuitBreaker breaker, boolean probe) {}

    /** Gives back what a claim found no lanes for. */
    void unused(Admission admission, int lanes) {
        pace.putBack(lanes);
        give(workers::releasePermission, lanes);
        give(admission.breaker()::releasePermission, lanes);
    }

    /** An attempt has ended; {@code calls} is how many messages it really sent. */
    void ended(Admission admission, Verdict verdict, int calls, Duration took) {
        pace.putBack(1 - calls);
        workers.releasePermission();
        switch (verdict) {
            case Verdict.Answered(boolean delivered) -> {
                admission.breaker().onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
                lastDeliveredAt = delivered ? clock.instant() : lastDeliveredAt;
            }
            case Verdict.Failed(Problem cause) -> {
                lastFailure = new Failure(cause, clock.instant());
                admission.breaker().onError(took.toNanos(), TimeUnit.NANOSECONDS, new CounterpartFailed(cause.code()));
            }
            case Verdict.SaysNothing() -> admission.breaker().releasePermission();
        }
    }

    /** How long it makes sense to wait before {@link #admit} is asked again, if nothing happens meanwhile. */
    Duration untilNext(Duration atMost) {
        Duration wait = breaker.getState() == State.OPEN && openUntil instanceof Instant until
                ? Duration.between(clock.instant(), until)
                : pace.untilNext();
        return wait.isPositive() && wait.compareTo(atMost) < 0 ? wait : atMost;
    }

    Relay.Counterpart status() {
        Failure failure = lastFailure;
        boolean closed = breaker.getState() == State.CLOSED;
        return new Relay.Counterpart(
                counterpart,
                word(breaker.getState()),
                closed ? null : openUntil,
                policy.pace().perSecond()
                        * ramp.share(clock.instant(), policy.pace().rampAfterOutage()),
                workers.getBulkheadConfig().getMaxConcurrentCalls(),
                inFlight(),
                failure == null ? null : failure.cause(),
                failure == null ? null : failure.at(),
                lastDeliveredAt);
    }

    int inFlight() {
        Bulkhead.Metrics now = workers.getMetrics();
        return Math.max(0, now.getMaxAllowedConcurrentCalls() - now.getAvailableConcurrentCalls());
    }

    private static int take(java.util.function.BooleanSupplier permission, int most) {
        int taken = 0;
        while (taken < most && permission.getAsBoolean()) {
            taken++;
        }
        return taken;
    }

    private static void give(Runnable permission, int times) {
        for (int given = 0; given < times; given++) {
            permission.run();
        }
    }

    private static BulkheadConfig workers(int lanes) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(lanes)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }

    private CircuitBreaker breaker(Policy.Breaker wanted) {
        CircuitBreaker made = CircuitBreaker.of(
                counterpart,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(wanted.window())
                        .minimumNumberOfCalls(wanted.window())
                        .failureRateThreshold((float) (wanted.failureRate() * 100))
                        .slowCallDurationThreshold(wanted.slowCall())
                        .slowCallRateThreshold((float) (wanted.failureRate() * 100))
                        .waitDurationInOpenState(wanted.openFor())
                        .permittedNumberOfCallsInHalfOpenState(wanted.probes())
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
        made.getEventPublisher().onStateTransition(this::turned);
        return made;
    }

    private void turned(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN -> {
                Instant until = clock.instant().plus(policy.breaker().openFor());
                openUntil = until;
                LOG.atWarn()
                        .addKeyValue("counterpart", counterpart)
                        .log(
                                "Breaker of {} is open. Its deliveries are held; next probe at {}.",
                                counterpart,
                                AttemptLog.time(until));
            }
            case HALF_OPEN ->
                LOG.atInfo()
                        .addKeyValue("counterpart", counterpart)
                        .log("Breaker of {} is half-open. One delivery goes out as a probe.", counterpart);
            default -> {
                ramp.begin(clock.instant());
                LOG.atInfo()
                        .addKeyValue("counterpart", counterpart)
                        .log(
                                "Breaker of {} is closed. Its deliveries go on, at full pace in {}.",
                                counterpart,
                                policy.pace().rampAfterOutage());
            }
        }
    }

    static String word(State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
            default -> "closed";
        };
    }

    private record Failure(Problem cause, Instant at) {}

    /** For the breaker's count only; carries a code and no trace. */
    private static final class CounterpartFailed extends Exception {

        CounterpartFailed(String code) {
            super(code, null, false, false);
        }
    }
}
