package vn.lienthong.procedures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A procedure as the portal last told of it.
 *
 * @param code national, {@code 1.011451}
 * @param listed whether the portal's list had it when it was read last
 * @param goneAt when the portal said that it has none of that code; null: it has
 * @param version the newest; 0 if the portal was not asked for it yet
 * @param lastSeenAt when the portal told of it last
 */
public record Procedure(
        String code,
        String name,
        boolean listed,
        @Nullable Instant goneAt,
        int version,
        Instant firstSeenAt,
        Instant lastSeenAt) {

    /** {@code listed}, {@code not-listed} (the portal still tells of it when asked) or {@code gone}. */
    public String state() {
        return goneAt != null ? "gone" : listed ? "listed" : "not-listed";
    }
}
