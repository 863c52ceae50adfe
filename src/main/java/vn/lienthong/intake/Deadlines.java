package vn.lienthong.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a counterpart should have what comes now and names no deadline of its own. */
@FunctionalInterface
public interface Deadlines {

    /** Null if there is no time limit. */
    @Nullable
    Instant to(String counterpart);

    /** No time limits. */
    static Deadlines none() {
        return counterpart -> null;
    }
}
