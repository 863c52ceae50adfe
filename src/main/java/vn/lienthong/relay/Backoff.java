package vn.lienthong.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Waits longer after each failed attempt, and never two deliveries equally long. */
record Backoff(Duration first, double factor, Duration longest, double jitter) {

    static Backoff of(Policy.Retry retry) {
        return new Backoff(retry.first(), retry.factor(), retry.longest(), retry.jitter());
    }

    /** The wait after failed attempt {@code number}, from one. What the counterpart asked for wins if it is longer. */
    Duration after(int number, Outcome.Deferred outcome, RandomGenerator random) {
        return longer(after(number, random), outcome.askedToWait());
    }

    /** The wait after failed attempt {@code number}, counted from one. */
    Duration after(int number, RandomGenerator random) {
        return spread(plain(number), random);
    }

    /**
     * The wait after an attempt that does not count, by how long the delivery has been owed: the same curve as counted
     * attempts follow, without a count.
     */
    Duration afterWaiting(Duration owedFor, Outcome.Deferred outcome, RandomGenerator random) {
        double millis = first.toMillis() + (factor - 1) * Math.max(0, owedFor.toMillis());
        return longer(spread(Math.min(millis, longest.toMillis()), random), outcome.askedToWait());
    }

    /** How long that many failed attempts take, waits and all: what has been used up of {@code giveUpAfter}. */
    Duration total(int attempts) {
        double millis = 0;
        for (int number = 1; number <= attempts; number++) {
            millis += plain(number);
        }
        return Duration.ofMillis((long) millis);
    }

    private static Duration longer(Duration own, @Nullable Duration asked) {
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    private double plain(int number) {
        return Math.min(first.toMillis() * Math.pow(factor, Math.max(0, number - 1)), longest.toMillis());
    }

    private Duration spread(double millis, RandomGenerator random) {
        return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * random.nextDouble() - 1))));
    }
}
