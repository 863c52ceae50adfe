package vn.lienthong.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one counterpart is treated. Each part is documented in {@code routes/policies/npsp.yaml}. */
public record Policy(
        String name,
        Timeout timeout,
        Retry retry,
        Breaker breaker,
        Pace pace,
        Deadline deadline,
        Batching batch,
        WhenUnanswered unanswered,
        List<AnswerRule> answers) {

    public Policy {
        answers = List.copyOf(answers);
    }

    /**
     * @param connect until a connection stands
     * @param read from the last byte sent to the end of the answer
     */
    public record Timeout(Duration connect, Duration read) {}

    /** @param jitter 0.2 means up to 20 % more or less, so that no two deliveries wait equally long */
    public record Retry(Duration first, double factor, Duration longest, double jitter, Duration giveUpAfter) {}

    /**
     * @param failureRate 0.5 means half of the window's calls
     * @param probes calls let through when half-open
     */
    public record Breaker(int window, double failureRate, Duration slowCall, Duration openFor, int probes) {}

    public record Pace(double perSecond, int parallel, Duration rampAfterOutage) {}

    /**
     * @param urgentWithin what has so little time left goes first; zero: nothing does
     * @param within the time limit of deliveries whose records name none, from when they were entered; null: there is none
     */
    public record Deadline(Duration urgentWithin, @Nullable Duration within) {}

    /** @param deliveries the most a call may hold, whatever a flow asks for; 0: as the flow asks */
    public record Batching(int deliveries) {}

    /** What the next attempt does after an unanswered one. */
    public enum WhenUnanswered {
        /** Look the dossier up first. */
        ASK,
        /** Send again: the counterpart suppresses doubles, or a double does no harm. */
        RESEND,
        /** A person decides. */
        HOLD
    }

    /**
     * One line of the counterpart's answers, as data: the first that matches decides.
     *
     * @param statuses HTTP statuses, {@code 5*}: all that begin so; empty: any, and answers that came in another way
     * @param codes codes as text, compared as numbers where both are; {@code 23*}: all that begin so; empty: any code
     * @param text words of which one must be in the message, compared NFC and lower case; empty: any text
     * @param then {@code delivered}, {@code refused}, {@code deferred}, {@code unanswered}, {@code login} or {@code resend}
     * @param changes for {@code resend}: what to change in the envelope, {@code isUpdating: "True"}
     */
    public record AnswerRule(
            List<String> statuses, List<String> codes, List<String> text, String then, Map<String, String> changes) {

        public AnswerRule {
            statuses = List.copyOf(statuses);
            codes = List.copyOf(codes);
            text = List.copyOf(text);
            changes = Map.copyOf(changes);
        }
    }

    /** Whether any answer means delivered. */
    public boolean hasYes() {
        return answers.stream().anyMatch(rule -> rule.then().equals("delivered"));
    }

    /**
     * The first rule that matches; null if none does, and then the answer is unclear.
     *
     * @param status of HTTP; null: the answer came in another way
     */
    public @Nullable AnswerRule answer(@Nullable Integer status, @Nullable String code, @Nullable String message) {
        return answers.stream()
                .filter(rule -> AnswerMatch.matches(rule, status, code, message))
                .findFirst()
                .orElse(null);
    }
}
