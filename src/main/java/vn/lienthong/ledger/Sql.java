package vn.lienthong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import vn.lienthong.dossier.SourceRecord;

/** Statements with named values, on the connection of the transaction that runs. */
final class Sql {

    private static final int LONGEST_PADDED = 1024;

    private final NamedParameterJdbcTemplate jdbc;
    private final Bodies bodies;

    Sql(NamedParameterJdbcTemplate jdbc, Bodies bodies) {
        this.jdbc = jdbc;
        this.bodies = bodies;
    }

    /** A body as it is to be written. */
    byte @Nullable [] closed(byte @Nullable [] body) {
        return body == null ? null : bodies.closed(body);
    }

    /** A body as it was given, by a column of the row; null if there is none, or it does not open. */
    byte @Nullable [] opened(ResultSet row, String column) throws SQLException {
        byte[] stored = row.getBytes(column);
        return stored == null ? null : bodies.opened(stored);
    }

    /** The same for people to read: in place of what does not open, that it does not. */
    byte @Nullable [] shown(ResultSet row, String column) throws SQLException {
        byte[] stored = row.getBytes(column);
        byte[] body = stored == null ? null : bodies.opened(stored);
        return stored != null && body == null ? Bodies.damaged() : body;
    }

    /** A text of JSON as it is to be written. */
    @Nullable
    String closedText(@Nullable String json) {
        return json == null ? null : bodies.closedText(json);
    }

    /** A text of JSON as it was given, by a column of the row; null if there is none, or it does not open. */
    @Nullable
    String openedText(ResultSet row, String column) throws SQLException {
        String stored = row.getString(column);
        return stored == null ? null : bodies.openedText(stored);
    }

    /** The record whose {@code body} and {@code media_type} the row has. */
    SourceRecord record(ResultSet row) throws SQLException {
        return bodies.record(row.getBytes("body"), row.getString("media_type"));
    }

    static MapSqlParameterSource values() {
        return new MapSqlParameterSource();
    }

    static MapSqlParameterSource values(String name, @Nullable Object value) {
        return new MapSqlParameterSource(name, value);
    }

    /**
     * As many items as the next power of two, the last one repeated, so that lists of all lengths make few statements and
     * each is prepared once. For lists in which a repetition changes nothing.
     */
    static <T> List<T> padded(Collection<T> items) {
        if (items.isEmpty() || items.size() > LONGEST_PADDED) {
            return List.copyOf(items);
        }
        List<T> padded = new ArrayList<>(items);
        int length = Integer.highestOneBit(2 * items.size() - 1);
        padded.addAll(Collections.nCopies(length - items.size(), padded.getLast()));
        return padded;
    }

    <T> List<T> list(String sql, MapSqlParameterSource values, RowMapper<T> row) {
        return jdbc.query(sql, values, row);
    }

    <T> Optional<T> one(String sql, MapSqlParameterSource values, RowMapper<T> row) {
        return list(sql, values, row).stream().findFirst();
    }

    int update(String sql, MapSqlParameterSource values) {
        return jdbc.update(sql, values);
    }

    /** One round trip for all rows; none for no rows. */
    void batch(String sql, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
        }
    }

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
