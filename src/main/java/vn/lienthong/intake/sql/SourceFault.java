package vn.lienthong.intake.sql;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import vn.lienthong.dossier.Problem;

/** A source's rows cannot be taken until somebody corrects the query or the rows; {@link #problem()} says what and where. */
final class SourceFault extends Exception {

    /** PostgreSQL: cancelled, by its time-out or an operator. */
    private static final String CANCELLED = "57014";

    private static final int LONGEST_REASON = 200;

    private final transient Problem problem;

    SourceFault(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static SourceFault refused(SQLException failure) {
        if (failure instanceof SQLTimeoutException || CANCELLED.equals(failure.getSQLState())) {
            return new SourceFault(Problem.of("intake.source-slow"));
        }
        return new SourceFault(Problem.of("intake.source-query-refused").with("reason", reason(failure)));
    }

    /** Of a mistake in the query (class 42) the database's words, which name tables and columns; else its code: no values. */
    private static String reason(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || !state.startsWith("42")) {
            return "SQLSTATE " + (state == null ? "?" : state);
        }
        String words = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        return words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) + "…" : words;
    }
}
