package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Refund;

/** One transaction's refunds as rows. */
record RefundRows(Statements sql, Instant now) {

    /** Newest first. */
    static List<Refund> of(Statements sql, long payment) {
        return sql.list(
                "SELECT * FROM payment_refund WHERE payment = :payment ORDER BY id DESC",
                values("payment", payment),
                (row, number) -> read(row));
    }

    void insert(long payment, String by, String reason) {
        sql.update("""
                INSERT INTO payment_refund (id, payment, state, reason, asked_by, asked_at)
                VALUES (:id, :payment, 'ASKED', :reason, :by, :now)
                """, said(by, reason).addValue("id", sql.number()).addValue("payment", payment));
    }

    void decide(Refund refund, Refund.State to, String by, String reason) {
        sql.update("""
                UPDATE payment_refund SET state = :to, decided_by = :by, decided_at = :now, decision = :reason
                WHERE id = :id
                """, said(by, reason).addValue("id", refund.id()).addValue("to", to.name()));
    }

    void end(Refund refund, Refund.State to, String by, String reason, @Nullable String document) {
        sql.update(
                """
                UPDATE payment_refund SET state = :to, ended_by = :by, ended_at = :now, outcome = :reason,
                    document = :document
                WHERE id = :id
                """,
                said(by, reason)
                        .addValue("id", refund.id())
                        .addValue("to", to.name())
                        .addValue("document", document));
    }

    private MapSqlParameterSource said(String by, String reason) {
        return values("by", by).addValue("reason", reason).addValue("now", now.toEpochMilli());
    }

    private static Refund read(ResultSet row) throws SQLException {
        return new Refund(
                row.getLong("id"),
                row.getLong("payment"),
                Refund.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("asked_by"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                decision(row, "decided_by", "decided_at", "decision"),
                decision(row, "ended_by", "ended_at", "outcome"),
                row.getString("document"));
    }

    private static Refund.@Nullable Decision decision(ResultSet row, String by, String at, String words)
            throws SQLException {
        String person = row.getString(by);
        return person == null
                ? null
                : new Refund.Decision(
                        person,
                        Objects.requireNonNull(Rows.time(row, at)),
                        Objects.requireNonNull(row.getString(words)));
    }
}
