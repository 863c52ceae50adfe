package vn.lienthong.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** What became of an attempt, told by what the counterpart may have seen. */
public sealed interface Outcome {

    /** It took it and said so. @param receipt its proof, short, without personal data */
    record Delivered(String receipt) implements Outcome {}

    /**
     * Not taken, and safe to try again: refused connection, 503, no login.
     *
     * @param askedToWait what the counterpart asked for (Retry-After); null if nothing
     * @param counts whether it counts as an attempt and against the breaker's good opinion; a dossier that waits for
     *     another step of its own does not
     */
    record Deferred(Problem cause, @Nullable Duration askedToWait, boolean counts) implements Outcome {}

    /** It may have arrived: time-out, connection cut, an answer nobody can read. Ask before sending again. */
    record Unanswered(Problem cause) implements Outcome {}

    /** It said no; a person must look. */
    record Refused(Problem cause) implements Outcome {}
}
