package vn.lienthong.relay;

import vn.lienthong.dossier.Problem;

/**
 * Tells what a system's answer means, by the policy's lines alone. The code they compare is the answer's own, or the HTTP
 * status where it has none. A yes in an answer that is itself a failure is unclear, and so is a yes or a no that is not the
 * system's own.
 */
public final class AnswerJudge {

    private final String system;
    private final Words words;

    /**
     * What the room that asks calls these; each is told with the details {@code system} and {@code code}.
     *
     * @param toldToWait the policy says: try later
     * @param loginRefused the policy says: it does not take our token
     * @param unclear no line of the policy fits, or the answer is not the system's own
     */
    public record Words(Problem refused, Problem toldToWait, Problem loginRefused, Problem unclear) {}

    /** @param system whose answers, as problems name it */
    public AnswerJudge(String system, Words words) {
        this.system = system;
        this.words = words;
    }

    /** What follows from one message and its answer. */
    public Outcome judge(Heard heard, Said said, Policy policy) {
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
        Policy.AnswerRule rule = policy.answer(heard.status(), code, said.message());
        return switch (rule == null ? "" : rule.then()) {
            case "delivered" -> said.itsOwn() && agrees ? delivered(code) : unclear(status);
            case "refused" -> said.itsOwn() ? new Outcome.Refused(about(words.refused(), code)) : unclear(status);
            case "deferred" -> new Outcome.Deferred(about(words.toldToWait(), code), heard.retryAfter(), true);
            case "login" -> Outcome.Deferred.shut(about(words.loginRefused(), code));
            default -> unclear(code);
        };
    }

    /**
     * What a code means by which a system has said that it did not take the message.
     *
     * @param otherwise what it means where no line of the policy knows it
     */
    public Outcome notTaken(String code, Policy policy, Outcome otherwise) {
        Policy.AnswerRule rule = policy.answer(null, code, null);
        return switch (rule == null ? "" : rule.then()) {
            case "refused" -> new Outcome.Refused(about(words.refused(), code));
            case "deferred" -> new Outcome.Deferred(about(words.toldToWait(), code), null, true);
            case "login" -> Outcome.Deferred.shut(about(words.loginRefused(), code));
            default -> otherwise;
        };
    }

    private static Outcome delivered(String code) {
        return new Outcome.Delivered("taken, code " + code);
    }

    private Outcome unclear(String status) {
        return new Outcome.Unanswered(about(words.unclear(), status));
    }

    /** The problem, told of the system and of a code of its own. */
    public Problem about(Problem problem, String code) {
        return named(problem).with("code", code);
    }

    /** The problem, told of the system. */
    public Problem named(Problem problem) {
        return problem.with("system", system);
    }
}
