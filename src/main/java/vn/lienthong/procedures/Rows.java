package vn.lienthong.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store.Statements;

/** Procedures as rows. */
final class Rows {

    private static final String PROCEDURES = """
            SELECT code, name, listed, gone_at, version, first_seen_at, last_seen_at FROM portal_procedure
            """;

    private Rows() {}

    static MapSqlParameterSource values() {
        return new MapSqlParameterSource();
    }

    static MapSqlParameterSource values(String name, @Nullable Object value) {
        return new MapSqlParameterSource(name, value);
    }

    static List<Procedure> list(Statements sql, String rest, MapSqlParameterSource values) {
        return sql.list(PROCEDURES + rest, values, (row, number) -> read(row));
    }

    static Optional<Procedure> find(Statements sql, String code) {
        return list(sql, "WHERE code = :code", values("code", code)).stream().findFirst();
    }

    /** Nobody else changes it until the transaction is over. */
    static Procedure lock(Statements sql, String code) {
        return list(sql, "WHERE code = :code " + sql.lock("portal_procedure"), values("code", code))
                .getFirst();
    }

    /** What the portal said of it last; null if it said nothing yet. */
    static @Nullable Content content(Statements sql, Procedure procedure) {
        return content(sql, procedure.code(), procedure.version()).orElse(null);
    }

    static Optional<Content> content(Statements sql, String code, int version) {
        return sql.one(
                "SELECT content FROM portal_procedure_version WHERE code = :code AND version = :version",
                values("code", code).addValue("version", version),
                (row, number) -> Content.read(row.getBytes("content")));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static Procedure read(ResultSet row) throws SQLException {
        long gone = row.getLong("gone_at");
        Instant goneAt = row.wasNull() ? null : Instant.ofEpochMilli(gone);
        return new Procedure(
                row.getString("code"),
                row.getString("name"),
                row.getInt("listed") == 1,
                goneAt,
                row.getInt("version"),
                time(row, "first_seen_at"),
                time(row, "last_seen_at"));
    }
}
