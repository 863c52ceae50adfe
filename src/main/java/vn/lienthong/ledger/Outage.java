package vn.lienthong.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database keeps what it is given. One write that succeeds does not end an outage: a full disk lets small ones
 * through, between others that it refuses. Safe for any number of threads.
 */
final class Outage {

    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final LongSupplier ticks;
    private final AtomicReference<@Nullable Long> failedLast = new AtomicReference<>();

    /** @param ticks nanoseconds, as of {@link System#nanoTime} */
    Outage(LongSupplier ticks) {
        this.ticks = ticks;
    }

    /** Something was refused, or nobody answered. True if that begins an outage. */
    boolean failed() {
        return failedLast.getAndSet(ticks.getAsLong()) == null;
    }

    /** Something was kept. True if that ends an outage: nothing has failed for ten seconds. */
    boolean kept() {
        Long last = failedLast.get();
        return last != null && ticks.getAsLong() - last >= QUIET && failedLast.compareAndSet(last, null);
    }

    boolean lasts() {
        return failedLast.get() != null;
    }
}
