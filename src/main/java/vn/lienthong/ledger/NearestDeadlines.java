package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.LedgerView.Deadlines;

/**
 * The lanes whose deadline is nearest or has passed. Of so many that nobody would read them all, it looks at the earliest of
 * each counterpart: however many one has, what another one has is seen.
 *
 * @param without flows: lanes whose head is of one are left out
 */
record NearestDeadlines(Instant until, Collection<String> without) {

    /** Through the index of lanes that have one. */
    static final String LANES = " FROM lane WHERE counterpart = %s AND deadline IS NOT NULL AND head IS NOT NULL"
            + " AND deadline > %s AND deadline <= %s ORDER BY deadline LIMIT :most";

    private static final String COUNTERPARTS = "SELECT DISTINCT counterpart FROM tally WHERE day = 0";

    private static final int MOST = 100_000;

    /** A first delivery, and the earliest deadline of its lane. */
    private record Head(long delivery, long deadline) {}

    /** The heads of the earliest ones, in no order. */
    List<Long> heads(Sql sql, int shown) {
        List<String> counterparts = sql.list(COUNTERPARTS, values(), (row, index) -> row.getString("counterpart"));
        Stream<Head> earliest = counterparts.stream()
                .flatMap(counterpart -> sql
                        .list(
                                "SELECT head, deadline"
                                        + lanes(":counterpart", ":first", ":until")
                                        + " ORDER BY deadline LIMIT :shown",
                                bounds(null)
                                        .addValue("counterpart", counterpart)
                                        .addValue("shown", shown),
                                (row, index) -> new Head(row.getLong("head"), row.getLong("deadline")))
                        .stream());
        return earliest.sorted(Comparator.comparingLong(Head::deadline))
                .limit(shown)
                .map(Head::delivery)
                .toList();
    }

    /** How many there are at each counterpart that has any. */
    List<Deadlines> counted(Sql sql, Instant now) {
        return sql
                .list(
                        "SELECT counterpart, (SELECT COUNT(*)"
                                + lanes("c.counterpart", ":first", ":now")
                                + ") AS passed, (SELECT COUNT(*)"
                                + lanes("c.counterpart", ":now", ":until")
                                + ") AS near FROM (" + COUNTERPARTS + ") AS c ORDER BY counterpart",
                        bounds(now),
                        (row, index) ->
                                new Deadlines(row.getString("counterpart"), row.getLong("passed"), row.getLong("near")))
                .stream()
                .filter(one -> one.passed() + one.near() > 0)
                .toList();
    }

    /** The head of each is looked up by its number: a join would read all that these flows have. */
    private String lanes(String counterpart, String after, String upTo) {
        String all = " FROM (SELECT head, deadline" + LANES.formatted(counterpart, after, upTo) + ") AS earliest";
        return without.isEmpty()
                ? all
                : all + " WHERE (SELECT h.flow FROM delivery h WHERE h.id = earliest.head) NOT IN (:without)";
    }

    private MapSqlParameterSource bounds(@Nullable Instant now) {
        return values("until", until.toEpochMilli())
                .addValue("first", Long.MIN_VALUE)
                .addValue("now", now == null ? null : now.toEpochMilli())
                .addValue("most", MOST)
                .addValue("without", Sql.padded(without));
    }
}
