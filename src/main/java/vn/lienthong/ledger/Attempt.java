package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * One try at a delivery, as it was.
 *
 * @param outcome {@code delivered}, {@code deferred}, {@code unanswered} or {@code refused}
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
     * One message on the wire.
     *
     * @param sent the body without session and secrets; null if it was empty
     * @param status the HTTP status; null if no answer came
     * @param answered at most the first 64 KiB of the answer; null if none came
     */
    @SuppressWarnings("ArrayRecordComponent") // evidence, never compared
    public record Call(
            String service,
            byte @Nullable [] sent,
            @Nullable Integer status,
            byte @Nullable [] answered,
            Instant at,
            Duration took) {}
}
