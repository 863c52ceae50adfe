package vn.lienthong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Statements with named values, on the connection of the transaction that runs. */
final class Sql {

    private final NamedParameterJdbcTemplate jdbc;

    Sql(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static MapSqlParameterSource values() {
        return new MapSqlParameterSource();
    }

    static MapSqlParameterSource values(String name, @Nullable Object value) {
        return new MapSqlParameterSource(name, value);
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
