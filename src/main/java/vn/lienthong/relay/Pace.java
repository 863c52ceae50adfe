package vn.lienthong.relay;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a counterpart gets a second. A lane costs one call in advance; what its attempt really made is settled
 * afterwards, so look-ups and logins are within the pace too. Permits that found nothing due are kept for the next time.
 * Safe for any number of threads.
 */
final class Pace {

    /** Permits come in parts of a second this long, so that a second's worth never goes out at once. */
    private static final double BEAT_SECONDS = 0.1;

    /** Longer than the slowest pace of a policy waits for a permit; what is to come later would not be reserved at all. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private @Nullable RateLimiter limiter;
    private double perSecond = 0;
    private int inHand;
    private boolean promised;
    /** The next permit is promised by the pace before; from its arrival on the limiter of the present one counts. */
    private boolean changed;

    private long promisedAt;

    /**
     * A pace that changes gives nothing in advance, or one that rises step by step would exceed what it rises to: the wait for
     * the next permit goes on, as much shorter or longer as the pace is faster or slower.
     *
     * @param wanted calls a second; 0: as many as there are workers
     */
    synchronized void change(double wanted) {
        if (wanted == perSecond) {
            return;
        }
        RateLimiter before = limiter;
        if (before == null || wanted == 0) {
            limiter = wanted == 0 ? null : limiter(wanted);
            promised = false;
            changed = false;
        } else {
            long wait = permitArrived(before) ? 0 : promisedAt - System.nanoTime();
            promisedAt = System.nanoTime() + Math.round(wait * perSecond / wanted);
            promised = true;
            changed = true;
        }
        perSecond = wanted;
        inHand = Math.min(inHand, 0);
    }

    private static RateLimiter limiter(double perSecond) {
        int permits = Math.max(1, (int) Math.round(perSecond * BEAT_SECONDS));
        return RateLimiter.of(
                "pace",
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(Duration.ofNanos(Math.round(permits / perSecond * 1e9)))
                        .timeoutDuration(LONGEST)
                        .build());
    }

    synchronized int take(int most) {
        if (limiter == null) {
            return most;
        }
        while (inHand < most && permitArrived(limiter)) {
            inHand++;
        }
        int taken = Math.clamp(inHand, 0, most);
        inHand -= taken;
        return taken;
    }

    /** A permit that is due later is reserved once, and waited for by whoever asks next. */
    private boolean permitArrived(RateLimiter from) {
        if (!promised) {
            promisedAt = System.nanoTime() + from.reservePermission();
            promised = true;
        }
        promised = System.nanoTime() < promisedAt;
        if (!promised && changed) {
            RateLimiter next = limiter(perSecond);
            next.drainPermissions();
            limiter = next;
            changed = false;
        }
        return !promised;
    }

    synchronized void putBack(int unused) {
        if (limiter != null) {
            inHand += unused;
        }
    }

    /**
     * Takes one for somebody who waits, before any lane gets one: from what is in hand, or else from what comes next.
     *
     * @return false if a second's worth is owed already
     */
    synchronized boolean borrow() {
        if (limiter == null) {
            return true;
        }
        while (inHand < 1 && permitArrived(limiter)) {
            inHand++;
        }
        if (inHand <= -Math.max(1, perSecond)) {
            return false;
        }
        inHand--;
        return true;
    }

    /** How long until the next call may go out; zero if one may now. */
    synchronized Duration untilNext() {
        return promised ? Duration.ofNanos(Math.max(0, promisedAt - System.nanoTime())) : Duration.ZERO;
    }
}
