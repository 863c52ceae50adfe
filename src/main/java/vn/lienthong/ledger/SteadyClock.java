package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of a ledger that one process has to itself. It goes by the machine's monotonic clock and follows the wall clock
 * without jumping with it: a difference is made up for by going a tenth faster or slower, so a step of six minutes has
 * gone after an hour, no lease looks run out because somebody set the clock, and time never runs backwards. A difference
 * of more than an hour is a wrong clock set right, and is followed at once.
 */
final class SteadyClock implements InstantSource {

    private static final int SLOWEST_SHARE = 10;
    private static final Duration SET_RIGHT = Duration.ofHours(1);

    private final InstantSource wall;
    private final LongSupplier ticks;
    private Instant last;
    private long lastTick;

    /** @param ticks nanoseconds that nobody sets, {@link System#nanoTime} */
    SteadyClock(InstantSource wall, LongSupplier ticks) {
        this.wall = wall;
        this.ticks = ticks;
        this.last = wall.instant();
        this.lastTick = ticks.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long tick = ticks.getAsLong();
        Duration passed = Duration.ofNanos(tick - lastTick);
        Instant undisturbed = last.plus(passed);
        last = undisturbed.plus(correction(Duration.between(undisturbed, wall.instant()), passed));
        lastTick = tick;
        return last;
    }

    private static Duration correction(Duration off, Duration passed) {
        Duration most = passed.dividedBy(SLOWEST_SHARE);
        if (off.abs().compareTo(SET_RIGHT) > 0 || off.abs().compareTo(most) <= 0) {
            return off;
        }
        return off.isNegative() ? most.negated() : most;
    }
}
