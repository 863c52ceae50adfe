package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a claim goes to lanes near their deadline: three lanes of four, counted over all claims for a counterpart, so
 * that single lanes are shared out as well as many and nothing starves. Safe for any number of threads.
 */
final class Urgency {

    private static final int TURNS = 4;
    /** A lane whose time has come counts as urgent at the latest so much later. */
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final Map<String, Turn> turns = new HashMap<>();

    /**
     * @param claimed lanes asked for so far
     * @param lookedAt when lanes were last made ready
     */
    private record Turn(long claimed, long lookedAt) {}

    /**
     * What a claim may do.
     *
     * @param lanes at most so many go by their deadline
     * @param before urgent is what has a deadline up to then
     * @param looksForReady whether lanes whose time has come are looked for first
     */
    record Share(int lanes, long before, boolean looksForReady) {

        static final Share NONE = new Share(0, 0, false);
    }

    synchronized Share of(String counterpart, int lanes, @Nullable Duration urgentWithin, Instant now) {
        if (urgentWithin == null || urgentWithin.isZero()) {
            return Share.NONE;
        }
        long millis = now.toEpochMilli();
        Turn before = turns.getOrDefault(counterpart, new Turn(0, Long.MIN_VALUE / 2));
        boolean looks = Math.abs(millis - before.lookedAt) >= LOOK_EVERY_MILLIS;
        turns.put(counterpart, new Turn(before.claimed + lanes, looks ? millis : before.lookedAt));
        int ordinary = (int) ((before.claimed + lanes) / TURNS - before.claimed / TURNS);
        return new Share(lanes - ordinary, now.plus(urgentWithin).toEpochMilli(), looks);
    }
}
