package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * The time of a ledger that several processes share: the database's, so that it does not matter what their own wall clocks
 * say. It is the last sample and the monotonic clock since; a new sample is taken aside when the last one is some seconds
 * old, so no transaction pays a round trip for it. While the database cannot be asked the last sample serves on.
 */
final class DatabaseClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration SERVES = Duration.ofSeconds(3);
    /** A sample that was longer under way says too little about when it was taken. */
    private static final Duration SLOWEST = Duration.ofMillis(500);

    private final Supplier<Instant> database;
    private final LongSupplier ticks;
    private final Executor aside;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Sample sample;
    private volatile long askedAt;

    /** @param aside where samples are taken, but for the first */
    DatabaseClock(Supplier<Instant> database, LongSupplier ticks, Executor aside) {
        this.database = database;
        this.ticks = ticks;
        this.aside = aside;
        this.sample = take();
        this.askedAt = sample.tick();
    }

    private record Sample(Instant time, long tick, Duration took) {}

    @Override
    public Instant instant() {
        Sample last = sample;
        long tick = ticks.getAsLong();
        if (tick - askedAt >= SERVES.toNanos() && asking.compareAndSet(false, true)) {
            askedAt = tick;
            aside.execute(this::renew);
        }
        return last.time().plusNanos(tick - last.tick());
    }

    private void renew() {
        try {
            Sample taken = take();
            if (taken.took().compareTo(SLOWEST) <= 0) {
                sample = taken;
            }
        } catch (LedgerUnavailable unavailable) {
            LOG.debug("The database's time cannot be read. The last sample serves until it can.");
        } finally {
            asking.set(false);
        }
    }

    private Sample take() {
        long before = ticks.getAsLong();
        Instant time = database.get();
        long after = ticks.getAsLong();
        return new Sample(time, before + (after - before) / 2, Duration.ofNanos(after - before));
    }
}
