package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * One try at a delivery, as it was.
 *
 * @param outcome {@code delivered}, {@code deferred}, {@code unanswered}, {@code refused}, or {@code withheld}: in shadow
 *     mode, the message was made and not sent
 * @param mapping name and version of the mapping used; null if none was
 */
public record Attempt(
        int number,
        Instant startedAt,
        Duration took,
        String outcome,
        @Nullable String mapping,
        List<Problem> problems,
        List<Call> calls) {

    public Attempt {
        problems = List.copyOf(problems);
        calls = List.copyOf(calls);
    }

    /**
     * One message on the wire, or one that was kept back.
     *
     * @param sent the body without session and secrets; of a large one with files in it, to a system of the ministry's or the
     *     interface of 2026, the first 64 KiB; null if it was empty
     * @param status the HTTP status; null if no answer came
     * @param answered at most the first 64 KiB of the answer; null if none came
     * @param keptBack what the message would have changed, and it was not sent; null: it was
     */
    @SuppressWarnings("ArrayRecordComponent") // evidence, never compared
    public record Call(
            String service,
            byte @Nullable [] sent,
            @Nullable Integer status,
            byte @Nullable [] answered,
            Instant at,
            Duration took,
            @Nullable List<Change> keptBack) {

        public Call {
            keptBack = keptBack == null ? null : List.copyOf(keptBack);
        }

        /** A message on the wire. */
        public Call(
                String service,
                byte @Nullable [] sent,
                @Nullable Integer status,
                byte @Nullable [] answered,
                Instant at,
                Duration took) {
            this(service, sent, status, answered, at, took, null);
        }

        /** @param changes what it would have changed, as far as the counterpart tells what it has */
        public static Call keptBack(String service, byte[] message, List<Change> changes, Instant at) {
            return new Call(service, message, null, null, at, Duration.ZERO, changes);
        }

        public boolean wasKeptBack() {
            return keptBack != null;
        }
    }

    /**
     * A field that a message kept back would have changed. The values are the dossier's own, personal ones too.
     *
     * @param field as the counterpart calls it
     * @param there what the counterpart has
     * @param sent what it would have got
     */
    public record Change(String field, String there, String sent) {}
}
