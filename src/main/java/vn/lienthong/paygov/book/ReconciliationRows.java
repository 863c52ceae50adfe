package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.millis;
import static vn.lienthong.paygov.book.Rows.time;
import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Status;
import vn.lienthong.paygov.Reconciliation.Verdict;

/** Reports of reconciliation as rows. */
final class ReconciliationRows {

    private ReconciliationRows() {}

    /** From when until when the paid lines of a file are. */
    record Times(Instant first, Instant last) {}

    static Optional<Reconciliation> latest(Statements sql, ReconciliationBook.File file) {
        return list(
                        sql,
                        "WHERE hash = :hash AND layout = :layout ORDER BY run DESC LIMIT 1",
                        values("hash", file.hash()).addValue("layout", file.layout()))
                .stream()
                .findFirst();
    }

    static Reconciliation insert(Statements sql, ReconciliationBook.File file, int run, Instant now) {
        long id = sql.number();
        sql.update(
                """
                INSERT INTO payment_reconciliation (id, hash, layout, run, name, taken_by, started_at, touched_at)
                VALUES (:id, :hash, :layout, :run, :name, :by, :now, :now)
                """,
                values("id", id)
                        .addValue("hash", file.hash())
                        .addValue("layout", file.layout())
                        .addValue("run", run)
                        .addValue("name", file.name())
                        .addValue("by", file.by())
                        .addValue("now", now.toEpochMilli()));
        return find(sql, id).orElseThrow();
    }

    static Instant touchedAt(Statements sql, long id) {
        return sql.one(
                        "SELECT touched_at FROM payment_reconciliation WHERE id = :id",
                        values("id", id),
                        (row, number) -> Instant.ofEpochMilli(row.getLong("touched_at")))
                .orElseThrow();
    }

    /** @return false: the report is gone or done */
    static boolean touch(Statements sql, long id, Instant now) {
        return sql.update(
                        "UPDATE payment_reconciliation SET touched_at = :now WHERE id = :id AND ended_at IS NULL",
                        values("id", id).addValue("now", now.toEpochMilli()))
                == 1;
    }

    static void count(Statements sql, long id, long tasks) {
        sql.update(
                "UPDATE payment_reconciliation SET tasks = tasks + :tasks WHERE id = :id",
                values("id", id).addValue("tasks", tasks));
    }

    /**
     * The report that was written longest ago, if that was before a time and no payment of it has a task; or one whose deletion
     * has begun. It is this transaction's.
     */
    static Optional<Long> oldest(Statements sql, Instant before) {
        return sql.one(
                """
                SELECT id FROM payment_reconciliation
                WHERE touched_at < :before AND (ended_at IS NULL OR id NOT IN
                    (SELECT line.reconciliation FROM payment JOIN payment_reconciliation_line line ON line.payment = payment.id
                        WHERE payment.task IS NOT NULL))
                ORDER BY touched_at, id LIMIT 1
                """ + sql.lockFree(), values("before", before.toEpochMilli()), (row, number) -> row.getLong("id"));
    }

    /** Some lines of it, and with the last ones the report; it counts as not finished from now on. */
    static void forget(Statements sql, long id, int most) {
        sql.update("UPDATE payment_reconciliation SET ended_at = NULL WHERE id = :id", values("id", id));
        sql.update("DELETE FROM payment_reconciliation_total WHERE reconciliation = :id", values("id", id));
        int deleted = sql.update("""
                DELETE FROM payment_reconciliation_line WHERE reconciliation = :id AND number IN
                    (SELECT number FROM payment_reconciliation_line WHERE reconciliation = :id
                        ORDER BY number LIMIT :most)
                """, values("id", id).addValue("most", most));
        if (deleted < most) {
            delete(sql, id);
        }
    }

    /** A report that was not finished. */
    static int delete(Statements sql, long id) {
        sql.update("DELETE FROM payment_reconciliation_line WHERE reconciliation = :id", values("id", id));
        return sql.update("DELETE FROM payment_reconciliation WHERE id = :id", values("id", id));
    }

    static void insert(Statements sql, long id, List<Line> lines) {
        sql.each("""
                INSERT INTO payment_reconciliation_line (reconciliation, number, place, verdict, problem, gateway,
                    reference, transaction_no, dossier, status, amount, happened_at, payment, booked)
                VALUES (:id, :number, :place, :verdict, :problem, :gateway, :reference, :transaction, :dossier, :status,
                    :amount, :at, :payment, :booked)
                """, lines.stream().map(line -> row(id, line)).toList());
    }

    private static MapSqlParameterSource row(long id, Line line) {
        return values("id", id)
                .addValue("number", line.number())
                .addValue("place", line.place())
                .addValue("verdict", line.verdict().name())
                .addValue("problem", line.problem())
                .addValue(
                        "gateway",
                        line.gateway() == null ? null : line.gateway().code())
                .addValue("reference", line.reference())
                .addValue("transaction", line.transactionNo())
                .addValue("dossier", line.dossier())
                .addValue("status", line.status() == null ? null : line.status().name())
                .addValue("amount", line.amount())
                .addValue("at", millis(line.at()))
                .addValue("payment", line.payment())
                .addValue("booked", line.booked());
    }

    /** Empty: no paid line says when. */
    static Optional<Times> times(Statements sql, long id) {
        return sql.one(
                """
                SELECT MIN(happened_at) AS first_at, MAX(happened_at) AS last_at FROM payment_reconciliation_line
                WHERE reconciliation = :id AND status = 'PAID' HAVING COUNT(happened_at) > 0
                """,
                values("id", id),
                (row, number) -> new Times(
                        Instant.ofEpochMilli(row.getLong("first_at")), Instant.ofEpochMilli(row.getLong("last_at"))));
    }

    /** What was booked as paid in a time, at the payment systems of the file, and that no line of any file accounts for. */
    static void addOursOnly(Statements sql, long id, Instant from, Instant until) {
        sql.update(
                """
                INSERT INTO payment_reconciliation_line (reconciliation, number, place, verdict, problem, gateway,
                    reference, transaction_no, dossier, happened_at, payment, booked)
                SELECT :id, (SELECT COALESCE(MAX(number), 0) FROM payment_reconciliation_line WHERE reconciliation = :id)
                        + ROW_NUMBER() OVER (ORDER BY payment.id),
                    '', :verdict, :problem, payment.gateway, payment.reference, payment.transaction_no,
                    payment.dossier, event.happened_at, payment.id, payment.amount
                FROM payment_event event JOIN payment ON payment.id = event.payment
                WHERE event.to_state = 'PAID' AND (event.from_state IS NULL OR event.from_state <> 'PAID')
                    AND event.happened_at >= :from AND event.happened_at < :until
                    AND payment.gateway IN
                        (SELECT gateway FROM payment_reconciliation_line
                            WHERE reconciliation = :id AND gateway IS NOT NULL)
                    AND NOT EXISTS
                        (SELECT 1 FROM payment_reconciliation_line line
                            WHERE line.payment = payment.id AND line.status = 'PAID' AND line.booked IS NOT NULL)
                """,
                values("id", id)
                        .addValue("from", from.toEpochMilli())
                        .addValue("until", until.toEpochMilli())
                        .addValue("verdict", Verdict.OURS_ONLY.name())
                        .addValue("problem", "paygov.line-ours-only"));
    }

    static void end(Statements sql, long id, Instant now, @Nullable Instant from, @Nullable Instant until) {
        sql.update(
                "UPDATE payment_reconciliation SET ended_at = :now, from_at = :from, until_at = :until WHERE id = :id",
                values("id", id)
                        .addValue("now", now.toEpochMilli())
                        .addValue("from", millis(from))
                        .addValue("until", millis(until)));
    }

    static Optional<Reconciliation> find(Statements sql, long id) {
        return list(sql, "WHERE id = :id", values("id", id)).stream().findFirst();
    }

    static List<Reconciliation> list(Statements sql, String rest, MapSqlParameterSource values) {
        return ReconciliationTotals.with(
                sql, sql.list("SELECT * FROM payment_reconciliation " + rest, values, (row, number) -> read(row)));
    }

    private static Reconciliation read(ResultSet row) throws SQLException {
        return new Reconciliation(
                row.getLong("id"),
                row.getString("hash"),
                row.getString("layout"),
                row.getInt("run"),
                row.getString("name"),
                row.getString("taken_by"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                time(row, "ended_at"),
                time(row, "from_at"),
                time(row, "until_at"),
                row.getInt("tasks"),
                Map.of());
    }

    static List<Line> lines(Statements sql, long id, @Nullable Verdict verdict, long after, int most) {
        return sql.list(
                "SELECT * FROM payment_reconciliation_line WHERE reconciliation = :id AND number > :after"
                        + (verdict == null ? "" : " AND verdict = :verdict")
                        + " ORDER BY number LIMIT :most",
                values("id", id)
                        .addValue("after", after)
                        .addValue("verdict", verdict == null ? null : verdict.name())
                        .addValue("most", most),
                (row, number) -> line(row));
    }

    private static Line line(ResultSet row) throws SQLException {
        String gateway = row.getString("gateway");
        String status = row.getString("status");
        return new Line(
                row.getLong("number"),
                row.getString("place"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("problem"),
                gateway == null ? null : Gateway.named(gateway).orElseThrow(),
                row.getString("reference"),
                row.getString("transaction_no"),
                row.getString("dossier"),
                status == null ? null : Status.valueOf(status),
                longOrNull(row, "amount"),
                time(row, "happened_at"),
                longOrNull(row, "payment"),
                longOrNull(row, "booked"));
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }
}
