package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger;

/**
 * A counterpart's breaker as all processes see it. Times are the ledger's.
 *
 * @param since when it came into its phase
 * @param until open: when a probe may go out; half-open: how long the prober may take before another may
 * @param prober the process whose probe decides, while half-open
 * @param rampFrom when it last closed after an outage; null if there was none
 * @param failure why it last opened
 */
record BreakerState(
        Phase phase,
        Instant since,
        @Nullable Instant until,
        @Nullable String prober,
        @Nullable Instant rampFrom,
        @Nullable Failure failure) {

    /** Of a counterpart that never failed. */
    static final BreakerState NEW = new BreakerState(Phase.CLOSED, Instant.EPOCH, null, null, null, null);

    enum Phase {
        /** Deliveries go out. */
        CLOSED,
        /** Deliveries are held. */
        OPEN,
        /** One process tries whether the counterpart is back. */
        HALF_OPEN;

        /** As the console, the health page and the metrics say it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record Failure(Problem cause, Instant at) {}

    BreakerState opened(Instant now, Duration openFor, @Nullable Failure why) {
        return new BreakerState(Phase.OPEN, now, now.plus(openFor), null, null, why == null ? failure : why);
    }

    BreakerState probedBy(String process, Instant now, Duration atMost) {
        return new BreakerState(Phase.HALF_OPEN, now, now.plus(atMost), process, null, failure);
    }

    BreakerState closed(Instant now) {
        return new BreakerState(Phase.CLOSED, now, null, null, now, failure);
    }

    boolean isProbedBy(String process) {
        return phase == Phase.HALF_OPEN && process.equals(prober);
    }

    /** Whether whoever comes first may probe now. If it opened at a time that is still to come, the clock was ahead then. */
    boolean mayBeProbed(Instant now) {
        return phase != Phase.CLOSED
                && (until == null
                        || !now.isBefore(until)
                        || now.plus(Ledger.TIME_UNSURE).isBefore(since));
    }
}
