package vn.lienthong.intake.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.dossier.Problem;

/**
 * The columns by which a query's rows are ordered, as its result has them, and the statements that read in their order.
 *
 * @param mayBeMissing whether one of them may be NULL
 */
record Columns(String query, Syntax syntax, String quote, String key, String time, boolean mayBeMissing) {

    /** @throws SourceFault if the query has no such column */
    static Columns of(Polling polling, Connection connection) throws SQLException, SourceFault {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        Syntax syntax = Syntax.of(connection.getMetaData());
        try (PreparedStatement none = connection.prepareStatement(select(polling.query()) + "WHERE 1 = 0")) {
            ResultSetMetaData found = none.executeQuery().getMetaData();
            int key = find(polling.key(), found);
            int time = polling.isTimed() ? find(polling.time(), found) : key;
            boolean mayBeMissing = found.isNullable(key) != ResultSetMetaData.columnNoNulls
                    || found.isNullable(time) != ResultSetMetaData.columnNoNulls;
            return new Columns(
                    polling.query(),
                    syntax,
                    quote,
                    found.getColumnLabel(key),
                    found.getColumnLabel(time),
                    mayBeMissing);
        }
    }

    private static int find(String name, ResultSetMetaData found) throws SQLException, SourceFault {
        List<String> labels = labels(found);
        for (int column = 1; column <= labels.size(); column++) {
            if (labels.get(column - 1).equalsIgnoreCase(name)) {
                return column;
            }
        }
        throw new SourceFault(Problem.of("intake.source-no-column").in(name).with("known", String.join(", ", labels)));
    }

    static List<String> labels(ResultSetMetaData found) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int column = 1; column <= found.getColumnCount(); column++) {
            labels.add(found.getColumnLabel(column));
        }
        return labels;
    }

    /** The query stands on lines of its own: its last one may be a comment. */
    private static String select(String query) {
        return "SELECT * FROM (\n" + query + "\n) r ";
    }

    String all(int rows) {
        return ordered("WHERE %s IS NOT NULL", quoted(time), rows);
    }

    String fromTime(int rows) {
        return ordered("WHERE %s >= ?", quoted(time), rows);
    }

    String afterTime(int rows) {
        return ordered("WHERE %s > ?", quoted(time), rows);
    }

    /** Asked apart from {@link #afterTime}: so both find their rows by an index, also where a million have one time. */
    String ofTimeAfterKey(int rows) {
        return select(query)
                + "WHERE %s = ? AND %s > ? ORDER BY %s ".formatted(quoted(time), quoted(key), quoted(key))
                + syntax.limit(rows);
    }

    /** The rows the database itself takes for that one: a collation may compare without case, accents or blanks at the end. */
    String ofTimeAndKey(int rows) {
        return select(query)
                + "WHERE %s = ? AND %s = ? ORDER BY %s ".formatted(quoted(time), quoted(key), quoted(key))
                + syntax.limit(rows);
    }

    String missing() {
        return select(query)
                + "WHERE %s IS NULL OR %s IS NULL ORDER BY %s ".formatted(quoted(time), quoted(key), quoted(key))
                + syntax.limit(1);
    }

    private String ordered(String where, String column, int rows) {
        String order = time.equals(key) ? quoted(key) : quoted(time) + ", " + quoted(key);
        return select(query) + where.formatted(column) + " ORDER BY " + order + " " + syntax.limit(rows);
    }

    private String quoted(String column) {
        return quote + column.replace(quote, quote + quote) + quote;
    }
}
