package vn.lienthong.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** What became of an attempt, told by what the counterpart may have seen. */
public sealed interface Outcome {

    /**
     * It took it and said so.
     *
     * @param receipt its proof, short, without personal data
     */
    record Delivered(String receipt) implements Outcome {}

    /**
     * Not taken, and safe to try again: refused connection, 503, no login.
     *
     * @param askedToWait what the counterpart asked for (Retry-After); null if nothing
     * @param counts whether it counts as an attempt of the delivery
     * @param says what it says of the counterpart
     */
    record Deferred(Problem cause, @Nullable Duration askedToWait, boolean counts, Says says) implements Outcome {

        /** A call that failed counts as an attempt; a delivery that waits for something of its own does not. */
        public Deferred(Problem cause, @Nullable Duration askedToWait, boolean counts) {
            this(cause, askedToWait, counts, counts ? Says.FAILED : Says.NOTHING);
        }

        /** Nothing would be taken from us, whatever it is, until something changes there. No attempt of this delivery. */
        public static Deferred shut(Problem cause) {
            return new Deferred(cause, null, false, Says.SHUT);
        }

        /** The worker's lease ran out before the message went out. The attempt ends; nothing of it is written. */
        public static Deferred tooLate() {
            return new Deferred(Problem.of("relay.lease-lost"), null, false);
        }
    }

    /** What a message that was not taken says of the counterpart. */
    enum Says {
        /** The delivery waits for something of its own. */
        NOTHING,
        /** It did not do its part: one more failed call for the breaker to count. */
        FAILED,
        /** It takes nothing from us at all, as with a refused account: the breaker opens at once. */
        SHUT
    }

    /** It may have arrived: time-out, connection cut, an answer nobody can read. Ask before sending again. */
    record Unanswered(Problem cause) implements Outcome {}

    /**
     * The flow is in shadow mode: nothing was sent, and this is what would have been.
     *
     * @param report what the counterpart would have got, and what it has
     */
    record Withheld(Problem report) implements Outcome {}

    /** It said no; a person must look. */
    record Refused(Problem cause) implements Outcome {}
}
