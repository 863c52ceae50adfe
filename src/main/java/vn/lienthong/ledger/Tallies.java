package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.ledger.LedgerView.Tally;

/** Reads what {@link Books} counts. */
final class Tallies {

    /** Of what was never tried, so many of the oldest are looked at for one that nothing holds up. */
    private static final int MOST_PARKED = 1_000;

    private final Sql sql;

    Tallies(Sql sql) {
        this.sql = sql;
    }

    /** The combinations that have deliveries and fit the filter. */
    List<Selection.Cell> cells(DeliveryFilter filter) {
        List<Selection.Cell> cells = new ArrayList<>();
        sql.list(
                """
                SELECT counterpart, flow, what, SUM(amount) AS amount FROM tally WHERE day = 0 AND what IN (:states)
                GROUP BY counterpart, flow, what HAVING SUM(amount) <> 0
                """,
                values(
                        "states",
                        Arrays.stream(DeliveryState.values()).map(Enum::name).toList()),
                (row, number) -> cells.add(new Selection.Cell(
                        row.getString("counterpart"),
                        row.getString("flow"),
                        DeliveryState.valueOf(row.getString("what")),
                        row.getLong("amount"))));
        return cells.stream().filter(cell -> cell.fits(filter)).toList();
    }

    List<Tally> all(Instant now) {
        return sql.list(
                """
                SELECT counterpart, flow,
                """ + sums() + """
                    (SELECT COALESCE(SUM(today.amount), 0) FROM tally today WHERE today.day = :today
                        AND today.counterpart = t.counterpart AND today.flow = t.flow) AS delivered_today,
                """ + oldest() + ", " + waiting() + ", " + newest() + """
                FROM tally t WHERE day = 0 GROUP BY counterpart, flow ORDER BY counterpart, flow
                """,
                values("today", Books.day(now)),
                (row, number) -> tally(row));
    }

    private static String sums() {
        StringBuilder sums = new StringBuilder();
        List<String> names = new ArrayList<>(
                Arrays.stream(DeliveryState.values()).map(Enum::name).toList());
        names.add(Books.PARKED);
        names.add(DeliveryState.DELIVERED + Books.FORGOTTEN);
        names.add(DeliveryState.CANCELLED + Books.FORGOTTEN);
        names.forEach(name -> sums.append("COALESCE(SUM(CASE WHEN what = '")
                .append(name)
                .append("' THEN amount END), 0) AS n_")
                .append(name)
                .append(",\n"));
        return sums.toString();
    }

    private static String oldest() {
        String firsts = firstOfEach(Arrays.stream(DeliveryState.values()).filter(DeliveryState::isOwed), "");
        return "(SELECT MIN(entered_at) FROM (" + firsts + ") AS owed) AS oldest_owed";
    }

    /**
     * What is tried stands first in its lane, and so behind nothing. What was not tried yet stands, with nothing in its way, near
     * the beginning of its range, for which no sort is asked: it would look at all of them.
     */
    private static String waiting() {
        String tried = firstOfEach(Stream.of(DeliveryState.SENDING, DeliveryState.RETRYING), "");
        return "(SELECT MIN(entered_at) FROM (" + tried + " UNION ALL SELECT * FROM (SELECT p.entered_at FROM ("
                + range(DeliveryState.PENDING, "d.lane, d.entered_at", "", MOST_PARKED) + ") AS p"
                + " WHERE (SELECT l.parked FROM lane l WHERE l.id = p.lane) IS NULL LIMIT 1) AS untried) AS waiting)"
                + " AS oldest_waiting";
    }

    private static String newest() {
        String lasts = firstOfEach(Arrays.stream(DeliveryState.values()), " DESC");
        return "(SELECT MAX(entered_at) FROM (" + lasts + ") AS entered) AS last_entered\n";
    }

    /** Numbers rise with time, so the lowest number of each state is its oldest; BETWEEN for the reason {@link Selection} gives. */
    private static String firstOfEach(Stream<DeliveryState> states, String direction) {
        return states.map(state ->
                        "SELECT * FROM (" + range(state, "d.entered_at", direction, 1) + ") AS " + state.name())
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String range(DeliveryState state, String columns, String direction, int most) {
        return "SELECT " + columns + " FROM delivery d WHERE d.counterpart = t.counterpart AND d.flow = t.flow"
                + " AND d.state BETWEEN '" + state.name() + "' AND '" + state.name() + "' ORDER BY d.state" + direction
                + ", d.id" + direction + " LIMIT " + most;
    }

    private static long ever(ResultSet row, DeliveryState state) throws SQLException {
        return row.getLong("n_" + state) + row.getLong("n_" + state + Books.FORGOTTEN);
    }

    private static Tally tally(ResultSet row) throws SQLException {
        Long oldest = longOrNull(row, "oldest_owed");
        Long waiting = longOrNull(row, "oldest_waiting");
        Long last = longOrNull(row, "last_entered");
        long owed = 0;
        for (DeliveryState state : DeliveryState.values()) {
            owed += state.isOwed() ? row.getLong("n_" + state.name()) : 0;
        }
        return new Tally(
                row.getString("counterpart"),
                row.getString("flow"),
                owed,
                row.getLong("n_RETRYING"),
                row.getLong("n_HELD"),
                row.getLong("n_DEAD"),
                ever(row, DeliveryState.DELIVERED),
                row.getLong("delivered_today"),
                ever(row, DeliveryState.CANCELLED),
                row.getLong("n_PARKED"),
                oldest == null ? null : Instant.ofEpochMilli(oldest),
                waiting == null ? null : Instant.ofEpochMilli(waiting),
                last == null ? null : Instant.ofEpochMilli(last));
    }
}
