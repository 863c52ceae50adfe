package vn.lienthong.situation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know of, as it is now.
 *
 * @param id the same at each look, whatever else changes
 * @param count how much of it there is; told anew when it grows. 0: that is not known now, and what was told stands
 * @param after so long it has to last before it is told: what passes by itself is not
 * @param says one line for people; codes, counts and names, nothing of a record
 * @param advice what to do about it, in another line; null: the page says it
 * @param page where the console shows it
 */
record Concern(
        String id,
        long count,
        Duration after,
        String says,
        @Nullable String advice,
        String page) {

    Concern(String id, long count, Duration after, String says, String page) {
        this(id, count, after, says, null, page);
    }

    /** It is being found out. */
    static Concern notKnownNow(String id, String page) {
        return new Concern(id, 0, Duration.ZERO, "", page);
    }

    boolean isKnown() {
        return count > 0;
    }
}
