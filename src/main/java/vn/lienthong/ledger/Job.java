package vn.lienthong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verb for all deliveries a filter finds, as one durable piece of work.
 *
 * @param found how many deliveries there were when it was started
 * @param done with how many of them the verb was done so far; those that moved on meanwhile are passed over
 */
public record Job(
        long id,
        Verb verb,
        DeliveryFilter filter,
        String by,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        State state,
        long found,
        long done) {

    /** Where a job stands. */
    public enum State {
        /** It takes its turn, step by step. */
        RUNNING,
        /** A person stopped it; it goes on where it stopped when resumed. Others run meanwhile. */
        PAUSED,
        /** It has looked at everything there was when it was started. */
        FINISHED,
        /** A person ended it early; what it had done stays done. */
        CANCELLED;

        public boolean hasEnded() {
            return this == FINISHED || this == CANCELLED;
        }
    }
}
