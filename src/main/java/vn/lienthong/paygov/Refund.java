package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment's money on its way back to the payer: the whole sum, by two people (P-10).
 *
 * @param reason why, in the words of who asks
 * @param decided who approved, declined or withdrew it; null: nobody yet
 * @param ended who recorded what became of it; null: nobody yet
 * @param document what proves the outcome: the number of the transfer, or the line of a settlement file; null: not said
 */
public record Refund(
        long id,
        long payment,
        State state,
        String reason,
        String askedBy,
        Instant askedAt,
        @Nullable Decision decided,
        @Nullable Decision ended,
        @Nullable String document) {

    /** Who decided, when, and in which words. */
    public record Decision(String by, Instant at, String reason) {}

    /** Where a refund stands. What ended stays as it is; another one may be asked for then, unless the money went back. */
    public enum State {
        /** One person wants it; a second one has to approve. The payment has not moved. */
        ASKED,
        /** Whoever asked has thought better of it; the payment has not moved. */
        WITHDRAWN,
        /** A second person said no; the payment has not moved. */
        DECLINED,
        /** Two people want it: somebody has to send the money back. The payment is REFUND_REQUESTED from here on. */
        APPROVED,
        /** The money went back, and the payment is REFUNDED. */
        REFUNDED,
        /** The money could not go back. The payment stays REFUND_REQUESTED, with a task. */
        FAILED;

        public boolean isOpen() {
            return this == ASKED || this == APPROVED;
        }
    }

    /** What a person does about a refund. */
    public enum Step {
        /** Asks for one. */
        ASK(State.ASKED),
        /** Takes back what the same person asked for. */
        WITHDRAW(State.WITHDRAWN),
        /** Says yes, as a second person. */
        APPROVE(State.APPROVED),
        /** Says no, as a second person. */
        DECLINE(State.DECLINED),
        /** Records that the money went back. */
        REFUNDED(State.REFUNDED),
        /** Records that it could not. */
        FAILED(State.FAILED);

        private final State to;

        Step(State to) {
            this.to = to;
        }

        public State to() {
            return to;
        }

        /** Whether it is a decision on what another one asked for, and not a record of what became of it. */
        public boolean isDecision() {
            return this == WITHDRAW || this == APPROVE || this == DECLINE;
        }

        /** Whether it may be taken from where a refund stands; null: there is none. */
        public boolean isOpenTo(@Nullable State from) {
            return switch (this) {
                case ASK -> from == null || !from.isOpen() && from != State.REFUNDED;
                case WITHDRAW, APPROVE, DECLINE -> from == State.ASKED;
                case REFUNDED, FAILED -> from == State.APPROVED;
            };
        }
    }
}
