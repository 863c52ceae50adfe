package vn.lienthong.paygov.gateway;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Share;
import vn.lienthong.relay.Wire;

/**
 * The line to one payment system, under its policy: time-outs, and the breaker and the pace all processes share. Who would
 * make an order asks first whether one may be made, so that none is in the books that nobody sends. Safe for any number of
 * threads.
 */
final class Line implements AutoCloseable {

    private static final long LONGEST_ANSWER = 256 * 1024;
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final Gateway gateway;
    private final Policies policies;
    private final Breakers breakers;
    private final Wire wire;
    private final Wire documents;
    private volatile @Nullable Limits limits;

    /** @param longestDocument in bytes */
    Line(Gateway gateway, Policies policies, Breakers breakers, long longestDocument, InstantSource clock) {
        this.gateway = gateway;
        this.policies = policies;
        this.breakers = breakers;
        this.wire = wire(LONGEST_ANSWER, clock);
        this.documents = wire(longestDocument, clock);
    }

    private static Wire wire(long longestAnswer, InstantSource clock) {
        return new Wire(
                new Wire.Words(
                        Problem.of("paygov.not-reached"),
                        Problem.of("paygov.no-answer"),
                        Problem.of("paygov.answer-too-long")),
                longestAnswer,
                clock);
    }

    /** @throws PaymentRefused if no file says how the payment system is treated */
    Policy policy() {
        return policies.find(gateway.code())
                .orElseThrow(() -> new PaymentRefused(
                        Kind.NOT_NOW, Problem.of("paygov.no-policy").with("gateway", gateway.code())));
    }

    /** The longest a message and its answer take, with time to wait for its turn and to note what came of it. */
    Duration longest() {
        return policies.find(gateway.code())
                .map(Policy::timeout)
                .map(timeout -> timeout.connect().plus(timeout.read()))
                .orElse(Duration.ZERO)
                .plus(SLACK);
    }

    /** @throws PaymentRefused while the breaker is open, or more is going on than the pace allows */
    void admit() {
        Limits now = limits(policy());
        if (!breakers.lets(gateway.code())) {
            throw new PaymentRefused(
                    Kind.NOT_NOW, Problem.of("paygov.breaker-open").with("gateway", gateway.code()));
        }
        if (now.share().of() == 0 || !now.pace().acquirePermission()) {
            throw new PaymentRefused(Kind.NOT_NOW, Problem.of("paygov.busy").with("gateway", gateway.code()));
        }
    }

    /**
     * Sends one message and waits for its answer. One that does not get its turn in the time a connection may take is not sent:
     * past {@link #longest} whoever waits for its answer is taken for gone.
     */
    Heard post(String address, Map<String, String> headers, byte[] body) {
        return send(wire, address, headers, body);
    }

    /** The same, where the answer may be a document. */
    Heard document(String address, Map<String, String> headers, byte[] body) {
        return send(documents, address, headers, body);
    }

    /** Fetches a document from somebody else: how that goes says nothing of the payment system, and keeps no order waiting. */
    Heard fetch(URI address, Map<String, String> headers) {
        return documents.send("GET", address, headers, new byte[0], policy().timeout());
    }

    private Heard send(Wire by, String address, Map<String, String> headers, byte[] body) {
        Policy policy = policy();
        Limits now = limits(policy);
        long began = System.nanoTime();
        if (!hasTurn(now.parallel(), policy.timeout().connect())) {
            return new Heard.NotReached(Problem.of("paygov.not-reached"));
        }
        try {
            Heard heard = by.post(URI.create(address), headers, body, policy.timeout());
            count(heard, Duration.ofNanos(System.nanoTime() - began));
            return heard;
        } finally {
            now.parallel().release();
        }
    }

    /** While the process is going down nothing has. */
    private static boolean hasTurn(Semaphore parallel, Duration within) {
        try {
            return parallel.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void count(Heard heard, Duration took) {
        switch (heard) {
            case Heard.Answered answered when answered.status() < 500 -> breakers.answered(gateway.code(), took);
            case Heard.Answered _ -> breakers.failed(gateway.code(), Problem.of("paygov.no-answer"), took);
            case Heard.NotReached(Problem cause) -> breakers.failed(gateway.code(), cause, took);
            case Heard.Lost(Problem cause) -> breakers.failed(gateway.code(), cause, took);
        }
    }

    /** What follows from one version of the policy and this process's share of it. */
    private record Limits(Policy policy, Share share, RateLimiter pace, Semaphore parallel) {}

    private synchronized Limits limits(Policy policy) {
        Share share = breakers.share();
        Limits now = limits;
        if (now == null || !now.policy().equals(policy) || !now.share().equals(share)) {
            now = new Limits(policy, share, pace(policy.pace(), share), parallel(policy.pace(), share));
            limits = now;
        }
        return now;
    }

    /**
     * One at least: a caller asks this process and no other. And what was admitted is sent, also if this process has lost its
     * share since.
     */
    private static Semaphore parallel(Policy.Pace wanted, Share share) {
        return new Semaphore(Math.max(1, share.lanes(wanted.parallel())), true);
    }

    /** No ceiling is a very high one. Divided among all: a caller asks this process and no other. */
    private RateLimiter pace(Policy.Pace wanted, Share share) {
        double all = wanted.perSecond() > 0 ? wanted.perSecond() : 1_000_000;
        double perSecond = share.calls(all, Integer.MAX_VALUE);
        int permits = Math.max(1, (int) Math.round(perSecond));
        return RateLimiter.of(
                gateway.code(),
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(Duration.ofNanos(Math.round(permits / perSecond * 1e9)))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    @Override
    public void close() {
        wire.close();
        documents.close();
    }
}
