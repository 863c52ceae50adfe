package vn.lienthong.agency;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/**
 * Tells what a system's answer means, by the policy's lines alone. The code they compare is the HTTP status, or a field of
 * the answer where the settings name one and the answer has it; a yes in an answer that is itself a failure is unclear.
 */
final class AnswerJudge {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String system;
    private final AgencySettings.Answer where;

    AnswerJudge(String system, AgencySettings.Answer where) {
        this.system = system;
        this.where = where;
    }

    Outcome judge(Heard heard, Policy policy) {
        return switch (heard) {
            case Heard.NotReached none -> new Outcome.Deferred(named(none.cause()), null, true);
            case Heard.Lost lost -> new Outcome.Unanswered(named(lost.cause()));
            case Heard.Answered answered -> judge(answered, policy);
        };
    }

    private Outcome judge(Heard.Answered heard, Policy policy) {
        JsonNode answer = read(heard.body());
        String said = text(answer, where.code());
        String status = String.valueOf(heard.status());
        String code = said == null ? status : said;
        Policy.AnswerRule rule = policy.answer(code, text(answer, where.message()));
        return switch (rule == null ? "" : rule.then()) {
            case "delivered" -> heard.status() / 100 == 2 || said == null ? delivered(code) : unclear(status);
            case "refused" -> new Outcome.Refused(about(AgencyProblem.REFUSED, code));
            case "deferred" -> new Outcome.Deferred(about(AgencyProblem.TOLD_TO_WAIT, code), heard.retryAfter(), true);
            case "login" -> Outcome.Deferred.shut(about(AgencyProblem.LOGIN_REFUSED, code));
            default -> unclear(status);
        };
    }

    private static Outcome delivered(String code) {
        return new Outcome.Delivered("taken, code " + code);
    }

    private Outcome unclear(String status) {
        return new Outcome.Unanswered(about(AgencyProblem.ANSWER_UNCLEAR, status));
    }

    private Problem about(AgencyProblem problem, String code) {
        return named(problem.problem()).with("code", code);
    }

    private Problem named(Problem problem) {
        return problem.with("system", system);
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** A short single value at the top of an answer. */
    private static @Nullable String text(@Nullable JsonNode answer, String field) {
        JsonNode value = answer == null || field.isBlank() ? null : answer.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asString();
        return text.length() <= 1000 ? text : null;
    }
}
