package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.LedgerView.Deadlines;

/**
 * The lanes whose deadline is nearest or has passed. Of so many that nobody would read them all, it looks at the earliest.
 *
 * @param without flows: lanes whose head is of one are left out
 */
record NearestDeadlines(Instant until, Collection<String> without) {

    /** Through the index of lanes that have one. */
    static final String LANES =
            " FROM lane WHERE deadline IS NOT NULL AND deadline <= :until ORDER BY deadline LIMIT :most";

    private static final int MOST = 10_000;

    /** Gives the heads of the first ones, in no order; with {@link #first}. */
    String heads() {
        return "SELECT head" + from() + " ORDER BY deadline LIMIT :shown";
    }

    MapSqlParameterSource first(int shown) {
        return bounds().addValue("shown", shown);
    }

    /** How many there are at each counterpart. */
    List<Deadlines> counted(Sql sql, Instant now) {
        return sql.list(
                "SELECT counterpart, COUNT(*) AS dossiers, SUM(CASE WHEN deadline <= :now THEN 1 ELSE 0 END) AS passed"
                        + from() + " GROUP BY counterpart ORDER BY counterpart",
                bounds().addValue("now", now.toEpochMilli()),
                (row, index) -> new Deadlines(
                        row.getString("counterpart"),
                        row.getLong("passed"),
                        row.getLong("dossiers") - row.getLong("passed")));
    }

    private String from() {
        String all = " FROM (SELECT head, counterpart, deadline" + LANES + ") AS earliest";
        return without.isEmpty()
                ? all
                : all
                        + " WHERE NOT EXISTS (SELECT 1 FROM delivery h WHERE h.id = earliest.head AND h.flow IN (:without))";
    }

    private MapSqlParameterSource bounds() {
        return values("until", until.toEpochMilli()).addValue("most", MOST).addValue("without", Sql.padded(without));
    }
}
