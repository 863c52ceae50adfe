package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.time.Instant;

/**
 * The numbers between two others, which are not among them. Numbers rise with time, as far as clocks agree and transactions are
 * short, so a stretch of time is a stretch of numbers, and some more at its ends. Where a clock was set back by more than
 * that, what was received under it may be left out.
 */
record Numbers(long after, long before) {

    static final Numbers ALL = new Numbers(0, Long.MAX_VALUE);

    /** More than the processes' clocks differ, a transaction takes, or a machine's clock is off in a house that minds its clocks. */
    private static final Duration MORE = Duration.ofMinutes(10);

    /** Whatever retention has left of a record, it stands in one of these indexes by its time; with the last its deliveries go. */
    static final String NEIGHBOUR = """
            SELECT id FROM (
                SELECT * FROM (SELECT r.id, r.received_at FROM record r
                    WHERE body_deleted_at IS NULL AND r.received_at %1$s :at
                    ORDER BY r.received_at %2$s, r.id %2$s LIMIT 1) AS whole
                UNION ALL
                SELECT * FROM (SELECT r.id, r.received_at FROM record r
                    WHERE body_deleted_at IS NOT NULL AND rows_deleted_at IS NULL AND r.received_at %1$s :at
                    ORDER BY r.received_at %2$s, r.id %2$s LIMIT 1) AS without_body) AS found
            ORDER BY received_at %2$s, id %2$s LIMIT 1
            """;

    static final String LAST_BEFORE = NEIGHBOUR.formatted("<", "DESC");
    static final String FIRST_BEHIND = NEIGHBOUR.formatted(">=", "ASC");

    Numbers below(long number) {
        return new Numbers(after, Math.min(before, number));
    }

    /** Those among which all stand that were received so. */
    static Numbers of(Sql sql, Reception reception) {
        Instant from = reception.from();
        Instant until = reception.until();
        return new Numbers(
                from == null ? ALL.after : neighbour(sql, LAST_BEFORE, from.minus(MORE), ALL.after),
                until == null ? ALL.before : neighbour(sql, FIRST_BEHIND, until.plus(MORE), ALL.before));
    }

    private static long neighbour(Sql sql, String which, Instant at, long none) {
        return sql.one(which, values("at", at.toEpochMilli()), (row, number) -> row.getLong("id"))
                .orElse(none);
    }
}
