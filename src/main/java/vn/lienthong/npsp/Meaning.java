package vn.lienthong.npsp;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/** What an answer means (npsp 3.5), before the service decides what follows. */
sealed interface Meaning {

    /** @param doubt what is odd about the yes; null if nothing is */
    record Accepted(Answer answer, @Nullable Problem doubt) implements Meaning {}

    /**
     * The policy wants the same payload again with a changed envelope.
     *
     * @param refused what stands if that is no use
     */
    record Resend(Map<String, String> changes, Problem refused) implements Meaning {}

    /** A refusal whose text says the dossier is not there. */
    record Missing(Problem refused) implements Meaning {}

    /**
     * The portal does not take our session.
     *
     * @param refused what stands if it turns out to be about something else
     * @param byStatus an HTTP status says so, not the portal's words
     */
    record SessionRefused(Problem refused, boolean byStatus) implements Meaning {}

    /** Settled; nothing more to do in this attempt. */
    record Settled(Outcome outcome) implements Meaning {}

    static Settled deferred(Problem cause, @Nullable Duration askedToWait) {
        return new Settled(new Outcome.Deferred(cause, askedToWait, true));
    }

    static Settled refused(Problem cause) {
        return new Settled(new Outcome.Refused(cause));
    }

    static Settled unanswered(Problem cause) {
        return new Settled(new Outcome.Unanswered(cause));
    }
}
