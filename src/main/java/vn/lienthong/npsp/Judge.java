package vn.lienthong.npsp;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;

/**
 * Tells what an answer means: npsp 3.5, with the order of the policy's lines. An HTTP status speaks for the adapter, an
 * envelope for the portal; where both do, 401, 403, 404 and the gateway's statuses count, otherwise the envelope.
 */
final class Judge {

    /** The adapter has no way to the portal now. 408: it did not get the whole request; 429: it wants us slower. */
    private static final Set<Integer> NOT_PASSED_ON = Set.of(404, 408, 429, 502, 503);

    /** About this very message (RFC 9110, 15.5), so repeating it is no use. */
    private static final Set<Integer> ABOUT_THE_MESSAGE = Set.of(400, 409, 413, 414, 415, 422, 431);

    private static final int CONTENT_TOO_LARGE = 413;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Pattern expired;
    private final List<String> failurePhrases;
    private final List<String> missingPhrases;

    Judge(NpspSettings settings) {
        expired = Pattern.compile(
                Words.composed(settings.session().expiredPattern()),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
        failurePhrases = settings.success().failurePhrases();
        missingPhrases = settings.update().missingPhrases();
    }

    Meaning judge(Heard heard, Policy policy) {
        return switch (heard) {
            case Heard.NotReached none -> Meaning.deferred(none.cause(), null);
            case Heard.Lost lost -> Meaning.unanswered(lost.cause());
            case Heard.Answered answered -> answered(answered, policy);
        };
    }

    private Meaning answered(Heard.Answered heard, Policy policy) {
        Meaning byStatus = byStatus(heard);
        if (byStatus != null) {
            return byStatus;
        }
        Answer answer = Answer.read(heard.body());
        return switch (answer.form()) {
            case NOT_JSON -> notJson(heard);
            case UNCLEAR -> unclear(heard);
            case ENVELOPE -> envelope(answer, heard, policy);
        };
    }

    private static @Nullable Meaning byStatus(Heard.Answered heard) {
        int status = heard.status();
        if (status == 401 || status == 403) {
            return new Meaning.SessionRefused(withStatus(NpspProblem.FORBIDDEN, heard), true);
        }
        if (NOT_PASSED_ON.contains(status)) {
            return Meaning.deferred(withStatus(NpspProblem.UNAVAILABLE, heard), heard.retryAfter());
        }
        if (status == GATEWAY_TIMEOUT) {
            return Meaning.unanswered(withStatus(NpspProblem.NO_ANSWER, heard).with("why", "HTTP 504"));
        }
        if (status == CONTENT_TOO_LARGE) {
            return Meaning.refused(withStatus(NpspProblem.REFUSED_BY_ADAPTER, heard));
        }
        if (status == 303) { // "done, see there": done or not, we were not told
            return Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return status / 100 == 3 ? Meaning.deferred(redirectedAway(heard), null) : null;
    }

    private static Problem redirectedAway(Heard.Answered heard) {
        String to = heard.elsewhere();
        return withStatus(NpspProblem.REDIRECTED_AWAY, heard).with("to", to == null ? "?" : to);
    }

    /** A page is of something in between. A yes of HTTP with other words may be the portal's, and then it has the message. */
    private static Meaning notJson(Heard.Answered heard) {
        return heard.status() / 100 == 2 && !Answer.isPage(heard.body())
                ? Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard))
                : Meaning.deferred(withStatus(NpspProblem.NOT_AN_ANSWER, heard), heard.retryAfter());
    }

    /** JSON, but no code. The adapter's own word on a 4xx is clear enough: the portal has not seen it. */
    private static Meaning unclear(Heard.Answered heard) {
        if (heard.status() / 100 != 4) {
            return Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return ABOUT_THE_MESSAGE.contains(heard.status()) && heard.body().length > 0
                ? Meaning.refused(withStatus(NpspProblem.REFUSED_BY_ADAPTER, heard))
                : Meaning.deferred(withStatus(NpspProblem.UNAVAILABLE, heard), heard.retryAfter());
    }

    private Meaning envelope(Answer answer, Heard.Answered heard, Policy policy) {
        String said = Words.folded(answer.message());
        boolean failed = answer.isZero() && heard.status() < 500 && Words.says(said, failurePhrases);
        if (failed) {
            return unlessItNames(answer, said, Meaning.refused(refused(answer)));
        }
        if (answer.isZero() && heard.status() / 100 != 2) { // a yes in a failure is no clear yes
            return Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        Policy.AnswerRule rule = policy.answer(heard.status(), answer.code(), answer.message());
        if (rule == null) {
            return Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return switch (rule.then()) {
            case "delivered" -> new Meaning.Accepted(answer, doubt(answer, said));
            case "resend" -> new Meaning.Resend(rule.changes(), refused(answer));
            case "login" -> new Meaning.SessionRefused(refused(answer), false);
            case "refused" -> unlessItNames(answer, said, Meaning.refused(refused(answer)));
            case "deferred" -> toldToWait(rule, answer, said, heard);
            default -> Meaning.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        };
    }

    /** A line that has not looked at the text, but at a 5xx say, knows no better than the settings what the text is about. */
    private Meaning toldToWait(Policy.AnswerRule rule, Answer answer, String said, Heard.Answered heard) {
        Problem cause = heard.status() / 100 == 5
                ? quoting(NpspProblem.FAILED, answer).with("status", String.valueOf(heard.status()))
                : quoting(NpspProblem.TOLD_TO_WAIT, answer);
        Meaning waits = Meaning.deferred(cause, heard.retryAfter());
        return rule.text().isEmpty() ? unlessItNames(answer, said, waits) : waits;
    }

    /** What is no yes may still be about the session or say that the dossier is not there. */
    private Meaning unlessItNames(Answer answer, String said, Meaning otherwise) {
        if (expired.matcher(said).find()) {
            return new Meaning.SessionRefused(refused(answer), false);
        }
        return Words.says(said, missingPhrases) ? new Meaning.Missing(refused(answer)) : otherwise;
    }

    private static @Nullable Problem doubt(Answer answer, String said) {
        boolean saysSo = said.isBlank() || said.contains("thành công");
        return saysSo ? null : quoting(NpspProblem.ACCEPTED_WITH_DOUBT, answer);
    }

    private static Problem refused(Answer answer) {
        return quoting(NpspProblem.REFUSED, answer);
    }

    static Problem quoting(NpspProblem problem, Answer answer) {
        return problem.problem()
                .with("code", String.valueOf(answer.code()))
                .with("answer", Words.quote(answer.message()));
    }

    private static Problem withStatus(NpspProblem problem, Heard.Answered heard) {
        return problem.problem().with("status", String.valueOf(heard.status()));
    }
}
