package vn.lienthong.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the ledger's time was set back: a clock that was ahead has been set right. What was put off while it was ahead
 * would wait until that time comes, in a day or in ten years. Nobody tells a process that starts whether this happened before,
 * so each looks once. Safe for any number of threads.
 */
final class TimeSetBack {

    private static final Logger LOG = LoggerFactory.getLogger(TimeSetBack.class);

    /** By counterpart: the latest time at which it was known that nothing was put off. */
    private final Map<String, Instant> latest = new HashMap<>();

    /** Whether a time that was written down can only be of a clock that has been set back since. */
    static boolean isToCome(long written, long now) {
        return written > toCome(now);
    }

    /** Later times than this are to come. */
    static long toCome(long now) {
        return now + Ledger.TIME_UNSURE.toMillis();
    }

    synchronized boolean isToBeLookedFor(String counterpart, Instant now) {
        Instant before = latest.get(counterpart);
        if (before == null || now.isBefore(before.minus(Ledger.TIME_UNSURE))) {
            return true;
        }
        latest.put(counterpart, now.isAfter(before) ? now : before);
        return false;
    }

    /**
     * @param all no others are left
     * @param found how many dossiers had been put off
     */
    synchronized void looked(String counterpart, Instant now, boolean all, int found) {
        if (found > 0) {
            LOG.warn(
                    "The clock was ahead and has been set back. {} dossiers owed to {} waited for a time that is still to come;"
                            + " they are due now.",
                    found,
                    counterpart);
        }
        if (all) {
            latest.put(counterpart, now);
        }
    }
}
