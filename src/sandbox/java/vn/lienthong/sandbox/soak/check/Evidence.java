package vn.lienthong.sandbox.soak.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.History;

/**
 * All a promise may be judged by.
 *
 * @param told every answer with which a record was acknowledged
 * @param calls the portal's record: every message about a dossier, in the order of arrival
 * @param changes what the portal took, in the order in which it took it
 * @param deliveries the ledger's rows
 * @param tries the ledger's attempts
 * @param said the ledger's account of messages, by attempt, in the order in which they were written
 * @param gaps when a process could not write down what it had just done
 * @param workers how many attempts a process has under way at most
 * @param tallies how many deliveries there are by flow and state, by whom they were counted; the rows are one of them
 * @param logs what was found in the connectors' logs
 */
public record Evidence(
        History history,
        List<Told> told,
        List<Call> calls,
        List<Change> changes,
        List<Owed> deliveries,
        List<Try> tries,
        List<Said> said,
        List<Gap> gaps,
        int workers,
        Map<String, Map<String, Long>> tallies,
        Logs logs) {

    /** The rows, among the {@link #tallies}. */
    public static final String ROWS = "rows";

    public Evidence {
        told = List.copyOf(told);
        calls = List.copyOf(calls);
        changes = List.copyOf(changes);
        deliveries = List.copyOf(deliveries);
        tries = List.copyOf(tries);
        said = List.copyOf(said);
        gaps = List.copyOf(gaps);
        tallies = Map.copyOf(tallies);
    }

    /** @param status 202 taken, 200 taken before, 422 kept as a dead letter */
    public record Told(EventId event, int status, long record, List<Long> deliveries) {

        public Told {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * One message at the portal.
     *
     * @param life the process that sent it, and which of its lives: {@code 2.3}
     * @param message stands for the body without its session; the same for the same message
     * @param events what it carries; empty for a question
     * @param fault what struck it; {@code none} if nothing did
     * @param taken the portal took it, whether or not its answer went out
     * @param status what went out; null if the connection was broken instead
     * @param answer stands for the answer that went out; null if none did
     */
    public record Call(
            long number,
            Instant at,
            String life,
            String message,
            List<EventId> events,
            String fault,
            boolean taken,
            @Nullable Integer status,
            @Nullable String answer) {

        public Call {
            events = List.copyOf(events);
        }
    }

    /** @param kind {@code created}, {@code updated} or {@code progress} */
    public record Change(long sequence, String dossier, String kind, EventId event) {}

    /**
     * A delivery's row.
     *
     * @param event which record it carries
     * @param version which version of its key that is
     * @param position its place in the lane
     * @param problem the code of its first problem
     */
    public record Owed(
            long id,
            long lane,
            int version,
            EventId event,
            String state,
            long position,
            @Nullable String problem) {

        boolean isDone() {
            return state.equals("DELIVERED") || state.equals("CANCELLED");
        }
    }

    /**
     * An attempt.
     *
     * @param outcome {@code delivered}, {@code deferred}, {@code unanswered} or {@code refused}
     * @param calls where its messages are; attempts of one batch share them; null if it made none
     */
    public record Try(
            long delivery,
            int number,
            String outcome,
            @Nullable Long calls) {}

    /**
     * A message as the ledger has it.
     *
     * @param message as in {@link Call}; null for a login, whose body is not kept
     * @param status null if no answer came
     */
    public record Said(
            long calls,
            int number,
            @Nullable String message,
            @Nullable Integer status,
            @Nullable String answer) {}

    /**
     * A time in which a process may have sent what it could not write down any more.
     *
     * @param why the fault's word
     * @param life which process; empty: any
     */
    public record Gap(String why, String life, Instant from, Instant until) {

        boolean explains(Call call) {
            return (life.isEmpty() || life.equals(call.life()))
                    && !call.at().isBefore(from)
                    && !call.at().isAfter(until);
        }
    }

    /** The faults that end a process's life, or its hold on its lanes, at one moment. */
    static final Set<String> AT_ONCE = Set.of("kill", "stop", "pause");

    /** @param breaches file, line and what kind of secret stands there */
    public record Logs(long lines, List<String> breaches) {

        public Logs {
            breaches = List.copyOf(breaches);
        }
    }
}
