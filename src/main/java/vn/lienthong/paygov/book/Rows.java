package vn.lienthong.paygov.book;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentState;

/** Payments as rows. */
final class Rows {

    static final String PAYMENTS = """
            SELECT id, gateway, reference, request_code, dossier, attempt, amount, state, since, created_at, url,
                transaction_no, ask_at, task, task_since
            FROM payment
            """;

    private Rows() {}

    static MapSqlParameterSource values() {
        return new MapSqlParameterSource();
    }

    static MapSqlParameterSource values(String name, @Nullable Object value) {
        return new MapSqlParameterSource(name, value);
    }

    static Optional<Payment> find(Statements sql, long id) {
        return sql.one(PAYMENTS + "WHERE id = :id", values("id", id), (row, number) -> read(row));
    }

    /** Nobody else changes it until the transaction is over. */
    static Optional<Payment> lock(Statements sql, long id) {
        return sql.one(
                PAYMENTS + "WHERE id = :id " + sql.lock("payment"), values("id", id), (row, number) -> read(row));
    }

    static List<Payment> list(Statements sql, String rest, MapSqlParameterSource values) {
        return sql.list(PAYMENTS + rest, values, (row, number) -> read(row));
    }

    static Payment read(ResultSet row) throws SQLException {
        return new Payment(
                row.getLong("id"),
                Gateway.named(row.getString("gateway")).orElseThrow(),
                row.getString("reference"),
                row.getString("request_code"),
                new DossierNo(row.getString("dossier")),
                row.getInt("attempt"),
                row.getLong("amount"),
                PaymentState.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("url"),
                row.getString("transaction_no"),
                time(row, "ask_at"),
                row.getString("task"),
                time(row, "task_since"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
