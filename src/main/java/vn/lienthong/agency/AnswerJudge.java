package vn.lienthong.agency;

import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/**
 * Tells what a system's answer means, by the policy's lines alone. The code they compare is the answer's own, or the HTTP
 * status where it has none. A yes in an answer that is itself a failure is unclear, and so is a yes or a no that is not the
 * system's own.
 */
final class AnswerJudge {

    private final String system;

    AnswerJudge(String system) {
        this.system = system;
    }

    Outcome judge(Heard heard, Said said, Policy policy) {
        return switch (heard) {
            case Heard.NotReached none -> new Outcome.Deferred(named(none.cause()), null, true);
            case Heard.Lost lost -> new Outcome.Unanswered(named(lost.cause()));
            case Heard.Answered answered -> judge(answered, said, policy);
        };
    }

    private Outcome judge(Heard.Answered heard, Said said, Policy policy) {
        String status = String.valueOf(heard.status());
        String code = said.code() == null ? status : said.code();
        boolean agrees = heard.status() / 100 == 2 || said.code() == null;
        Policy.AnswerRule rule = policy.answer(code, said.message());
        return switch (rule == null ? "" : rule.then()) {
            case "delivered" -> said.itsOwn() && agrees ? delivered(code) : unclear(status);
            case "refused" -> said.itsOwn() ? new Outcome.Refused(about(AgencyProblem.REFUSED, code)) : unclear(status);
            case "deferred" -> new Outcome.Deferred(about(AgencyProblem.TOLD_TO_WAIT, code), heard.retryAfter(), true);
            case "login" -> Outcome.Deferred.shut(about(AgencyProblem.LOGIN_REFUSED, code));
            default -> unclear(code);
        };
    }

    /**
     * What a code means by which a system has said that it did not take the message.
     *
     * @param otherwise what it means where no line of the policy knows it
     */
    Outcome notTaken(String code, Policy policy, Outcome otherwise) {
        Policy.AnswerRule rule = policy.answer(code, null);
        return switch (rule == null ? "" : rule.then()) {
            case "refused" -> new Outcome.Refused(about(AgencyProblem.REFUSED, code));
            case "deferred" -> new Outcome.Deferred(about(AgencyProblem.TOLD_TO_WAIT, code), null, true);
            case "login" -> Outcome.Deferred.shut(about(AgencyProblem.LOGIN_REFUSED, code));
            default -> otherwise;
        };
    }

    private static Outcome delivered(String code) {
        return new Outcome.Delivered("taken, code " + code);
    }

    private Outcome unclear(String status) {
        return new Outcome.Unanswered(about(AgencyProblem.ANSWER_UNCLEAR, status));
    }

    Problem about(AgencyProblem problem, String code) {
        return named(problem.problem()).with("code", code);
    }

    Problem named(Problem problem) {
        return problem.with("system", system);
    }
}
