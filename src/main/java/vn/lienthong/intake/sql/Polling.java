package vn.lienthong.intake.sql;

import java.time.Duration;
import java.util.regex.Pattern;
import vn.lienthong.intake.Overlap;

/**
 * What a route says of the rows it takes. Names of columns are those of the query's result, in whatever case.
 *
 * @param source a database of the settings, {@code sources.<name>}
 * @param query a SELECT in the database's own words; it is read as a table: {@code SELECT * FROM (query) …}
 * @param key the column, one, that tells each row from all others and never changes
 * @param time the column that moves forward whenever the row changes; empty: every round reads all rows
 * @param overlap how far behind the newest row taken a row may still appear
 * @param every how long to wait when there was nothing more
 * @param page the most rows in one transaction
 */
public record Polling(
        String flow, String source, String query, String key, String time, Overlap overlap, Duration every, int page) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int LARGEST_PAGE = 10_000;

    public Polling {
        require(NAME.matcher(flow).matches(), "flow: expected a name of small letters, digits and hyphens");
        require(!source.isBlank(), "source: expected a name under sources, as in motcua");
        query = query.strip().replaceAll(";$", "");
        require(!query.isEmpty(), "query: expected a SELECT, as in SELECT * FROM HoSo");
        require(!key.isBlank(), "key: expected the column that tells each row from all others");
        require(every.isPositive(), "every: expected a duration above zero such as 5s");
        require(page >= 1 && page <= LARGEST_PAGE, "page: expected 1 to " + LARGEST_PAGE + " rows");
    }

    /** Whether the rows have a time by which only what is new need be read. */
    boolean isTimed() {
        return !time.isBlank();
    }

    /** Who gives the records, as the ledger knows it. */
    String ledgerSource() {
        return "sql/" + flow;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
