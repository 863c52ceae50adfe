package vn.lienthong.npsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import vn.lienthong.relay.SingleFlight;

/**
 * Keeps what was asked for a while: fresh values serve at once, older ones serve while they are asked for again in the
 * background, and nothing is asked twice at the same time. Bounded; the longest unused goes first.
 */
final class Memory<T> {

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Kept<T>> kept;
    private final SingleFlight<T> flight = new SingleFlight<>();
    private final InstantSource clock;
    private final Executor background;

    Memory(int most, InstantSource clock, Executor background) {
        this.kept = Collections.synchronizedMap(new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
                return size() > most;
            }
        });
        this.clock = clock;
        this.background = background;
    }

    private record Kept<T>(T value, Instant freshUntil, Instant until) {}

    /**
     * @param fresh how long it serves unasked
     * @param keep how long it may serve; zero: not kept
     */
    record Loaded<T>(T value, Duration fresh, Duration keep) {}

    /** @param again loads it in the background, where {@code now} must not be used */
    T get(String key, Supplier<Loaded<T>> now, Supplier<Loaded<T>> again) {
        Instant time = clock.instant();
        Kept<T> there = kept.get(key);
        if (there == null || !time.isBefore(there.until())) {
            return flight.get(key, () -> load(key, now));
        }
        if (!time.isBefore(there.freshUntil())) {
            kept.put(key, new Kept<>(there.value(), time.plus(AFTER_FAILURE), there.until()));
            background.execute(() -> flight.get(key, () -> load(key, again)));
        }
        return there.value();
    }

    private T load(String key, Supplier<Loaded<T>> source) {
        Loaded<T> loaded = source.get();
        if (loaded.keep().isPositive()) {
            Instant time = clock.instant();
            kept.put(key, new Kept<>(loaded.value(), time.plus(loaded.fresh()), time.plus(loaded.keep())));
        }
        return loaded.value();
    }
}
