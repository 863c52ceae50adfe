package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger;

/** Lets a counterpart that comes back take breath: from a tenth of the pace to all of it, in steps of a twentieth. */
final class Ramp {

    private static final double LEAST = 0.1;
    private static final double STEPS = 20;

    private Ramp() {}

    /** @param from when it came back; null if it never was away. If that is still to come, the clock was ahead: it is past */
    static double share(@Nullable Instant from, Instant now, Duration length) {
        if (from == null || now.plus(Ledger.TIME_UNSURE).isBefore(from)) {
            return 1;
        }
        double passed = Duration.between(from, now).toMillis() / (double) Math.max(1, length.toMillis());
        if (passed >= 1) {
            return 1;
        }
        double share = LEAST + (1 - LEAST) * Math.max(0, passed);
        return Math.max(LEAST, Math.floor(share * STEPS) / STEPS);
    }
}
