package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Total;
import vn.lienthong.paygov.Reconciliation.Verdict;

/** The sums of reports as rows. They are written once, when a report ends, so that nobody adds up its lines again. */
final class ReconciliationTotals {

    private ReconciliationTotals() {}

    /** Adds up a report that has all its lines. */
    static void write(Statements sql, long id) {
        sql.update("""
                INSERT INTO payment_reconciliation_total (reconciliation, verdict, lines, unreadable, amount, net, booked)
                SELECT reconciliation, verdict, COUNT(*),
                    SUM(CASE WHEN amount IS NULL AND place <> '' THEN 1 ELSE 0 END), SUM(COALESCE(amount, 0)),
                    SUM(CASE WHEN verdict = 'DUPLICATE' THEN 0 WHEN status = 'PAID' THEN amount
                        WHEN status = 'REFUNDED' THEN -amount ELSE 0 END),
                    SUM(COALESCE(booked, 0))
                FROM payment_reconciliation_line WHERE reconciliation = :id GROUP BY reconciliation, verdict
                """, values("id", id));
    }

    /** The reports with their sums; one that is being made has none yet. */
    static List<Reconciliation> with(Statements sql, List<Reconciliation> reports) {
        if (reports.isEmpty()) {
            return reports;
        }
        Map<Long, Map<Verdict, Total>> totals = new HashMap<>();
        sql.list(
                "SELECT * FROM payment_reconciliation_total WHERE reconciliation IN (:ids)",
                values("ids", reports.stream().map(Reconciliation::id).toList()),
                (row, number) -> totals.computeIfAbsent(
                                row.getLong("reconciliation"), first -> new EnumMap<>(Verdict.class))
                        .put(
                                Verdict.valueOf(row.getString("verdict")),
                                new Total(
                                        row.getLong("lines"),
                                        row.getLong("unreadable"),
                                        row.getLong("amount"),
                                        row.getLong("net"),
                                        row.getLong("booked"))));
        return reports.stream()
                .map(report -> report.with(totals.getOrDefault(report.id(), Map.of())))
                .toList();
    }
}
