package vn.lienthong.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * What became of what a flow owed, in the order in which it became known, for programs that follow it. Who goes on from the
 * mark of each page sees every result once, and none is missed: what another transaction may still write before a result is
 * waited for. Reads only; a page's cost depends on neither the history nor the backlog.
 */
public interface Results {

    /**
     * @param after the mark of the page before; null: from the oldest result that is kept
     * @param most at most 500
     * @throws MarkLost if results behind the mark may be missing: retention has deleted some, or the ledger never gave the mark
     */
    Page after(String flow, @Nullable Mark after, int most);

    /** A place in the order of all results, whatever their flow; it stays good as long as what follows it is kept. */
    record Mark(long number, long millis) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

        /** Empty if it cannot be one. */
        public static Optional<Mark> read(String text) {
            return Optional.of(FORM.matcher(text))
                    .filter(Matcher::matches)
                    .map(form -> new Mark(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))));
        }

        @Override
        public String toString() {
            return number + "-" + millis;
        }
    }

    /**
     * @param mark where to go on; null if nothing was ever known
     * @param more there may be more by now, so that it is worth asking at once
     */
    record Page(List<Result> results, @Nullable Mark mark, boolean more) {

        public Page {
            results = List.copyOf(results);
        }
    }

    /**
     * @param state what the delivery became then; by now it may have become something else
     * @param verb what was done with it: one of people's verbs, or {@code supersede}; null: the relay or the mapping says so
     * @param reason of the verb
     * @param receipt of what was delivered
     * @param problems why it was refused or waits for a person
     */
    record Result(
            long delivery,
            long record,
            int version,
            String flow,
            String counterpart,
            @Nullable String dossier,
            String source,
            @Nullable String position,
            DeliveryState state,
            Instant at,
            @Nullable String verb,
            @Nullable String reason,
            @Nullable String receipt,
            List<Problem> problems) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** Nobody can go on from this mark without missing something. */
    final class MarkLost extends RuntimeException {

        private final transient Problem problem;

        MarkLost(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
