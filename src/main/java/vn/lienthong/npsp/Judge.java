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

    Verdict judge(Heard heard, Policy policy) {
        return switch (heard) {
            case Heard.NotReached none -> Verdict.deferred(none.cause(), null);
            case Heard.Lost lost -> Verdict.unanswered(lost.cause());
            case Heard.Answered answered -> answered(answered, policy);
        };
    }

    private Verdict answered(Heard.Answered heard, Policy policy) {
        Verdict byStatus = byStatus(heard);
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

    private static @Nullable Verdict byStatus(Heard.Answered heard) {
        int status = heard.status();
        if (status == 401 || status == 403) {
            return new Verdict.SessionRefused(withStatus(NpspProblem.FORBIDDEN, heard), true);
        }
        if (NOT_PASSED_ON.contains(status)) {
            return Verdict.deferred(withStatus(NpspProblem.UNAVAILABLE, heard), heard.retryAfter());
        }
        if (status == GATEWAY_TIMEOUT) {
            return Verdict.unanswered(withStatus(NpspProblem.NO_ANSWER, heard).with("why", "HTTP 504"));
        }
        if (status == CONTENT_TOO_LARGE) {
            return Verdict.refused(withStatus(NpspProblem.REFUSED_BY_ADAPTER, heard));
        }
        if (status == 303) { // "done, see there": done or not, we were not told
            return Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return status / 100 == 3 ? Verdict.deferred(redirectedAway(heard), null) : null;
    }

    private static Problem redirectedAway(Heard.Answered heard) {
        String to = heard.elsewhere();
        return withStatus(NpspProblem.REDIRECTED_AWAY, heard).with("to", to == null ? "?" : to);
    }

    /** A page is of something in between. A yes of HTTP with other words may be the portal's, and then it has the message. */
    private static Verdict notJson(Heard.Answered heard) {
        return heard.status() / 100 == 2 && !Answer.isPage(heard.body())
                ? Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard))
                : Verdict.deferred(withStatus(NpspProblem.NOT_AN_ANSWER, heard), heard.retryAfter());
    }

    /** JSON, but no code. The adapter's own word on a 4xx is clear enough: the portal has not seen it. */
    private static Verdict unclear(Heard.Answered heard) {
        if (heard.status() / 100 != 4) {
            return Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return ABOUT_THE_MESSAGE.contains(heard.status()) && heard.body().length > 0
                ? Verdict.refused(withStatus(NpspProblem.REFUSED_BY_ADAPTER, heard))
                : Verdict.deferred(withStatus(NpspProblem.UNAVAILABLE, heard), heard.retryAfter());
    }

    private Verdict envelope(Answer answer, Heard.Answered heard, Policy policy) {
        String said = Words.folded(answer.message());
        boolean failed = answer.isZero() && heard.status() < 500 && Words.says(said, failurePhrases);
        if (failed) {
            return unlessItNames(answer, said, Verdict.refused(refused(answer)));
        }
        if (answer.isZero() && heard.status() / 100 != 2) { // a yes in a failure is no clear yes
            return Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        Policy.AnswerRule rule = policy.answer(heard.status(), answer.code(), answer.message());
        if (rule == null) {
            return Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        }
        return switch (rule.then()) {
            case "delivered" -> new Verdict.Accepted(answer, doubt(answer, said));
            case "resend" -> new Verdict.Resend(rule.changes(), refused(answer));
            case "login" -> new Verdict.SessionRefused(refused(answer), false);
            case "refused" -> unlessItNames(answer, said, Verdict.refused(refused(answer)));
            case "deferred" -> toldToWait(rule, answer, said, heard);
            default -> Verdict.unanswered(withStatus(NpspProblem.ANSWER_UNCLEAR, heard));
        };
    }

    /** A line that has not looked at the text, but at a 5xx say, knows no better than the settings what the text is about. */
    private Verdict toldToWait(Policy.AnswerRule rule, Answer answer, String said, Heard.Answered heard) {
        Problem cause = heard.status() / 100 == 5
                ? quoting(NpspProblem.FAILED, answer).with("status", String.valueOf(heard.status()))
                : quoting(NpspProblem.TOLD_TO_WAIT, answer);
        Verdict waits = Verdict.deferred(cause, heard.retryAfter());
        return rule.text().isEmpty() ? unlessItNames(answer, said, waits) : waits;
    }

    /** What is no yes may still be about the session or say that the dossier is not there. */
    private Verdict unlessItNames(Answer answer, String said, Verdict otherwise) {
        if (expired.matcher(said).find()) {
            return new Verdict.SessionRefused(refused(answer), false);
        }
        return Words.says(said, missingPhrases) ? new Verdict.Missing(refused(answer)) : otherwise;
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
