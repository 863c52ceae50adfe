package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.FeeState;
import vn.lienthong.paygov.FeeStates;
import vn.lienthong.paygov.Payment;

/**
 * What the portal is to hear of paid payments. Each is owed in the transaction in which its payment is paid, so none is
 * forgotten; who looks takes it with a lease; how it ended is an event of the payment, written once. Safe for any number of
 * threads and processes.
 */
public final class FeeStateBook implements FeeStates {

    private final Store store;
    private final InstantSource time;
    private final Due due = new Due();

    public FeeStateBook(Store store, InstantSource time) {
        this.store = store;
        this.time = time;
    }

    /** The payment was paid just now. */
    static void owe(Statements sql, Payment payment, Instant now) {
        sql.update(
                "INSERT INTO payment_fee_state (payment, since, due_at, tries) VALUES (:payment, :now, :now, 0)",
                values("payment", payment.id()).addValue("now", now.toEpochMilli()));
    }

    /**
     * Takes payments whose dossiers' lanes are to be looked at now, the longest due first. Nobody else gets them until the
     * lease is over.
     */
    public List<Payment> takeDue(int most, Duration lease) {
        String condition = due.condition("due_at", "since", now());
        return store.write(sql -> {
            List<Long> taken = sql.list(
                    "SELECT payment FROM payment_fee_state WHERE due_at IS NOT NULL AND " + condition
                            + " ORDER BY due_at LIMIT :most " + sql.lockFree(),
                    values("now", now().toEpochMilli())
                            .addValue("to_come", Schedule.toCome(now()))
                            .addValue("most", most),
                    (row, number) -> row.getLong("payment"));
            if (taken.isEmpty()) {
                return List.of();
            }
            sql.update(
                    "UPDATE payment_fee_state SET due_at = :until, tries = tries + 1 WHERE payment IN (:due)",
                    values("due", taken).addValue("until", now().plus(lease).toEpochMilli()));
            return Rows.list(sql, "WHERE id IN (:due) ORDER BY id", values("due", taken));
        });
    }

    /** Whether a fee of a dossier was asked for and no payment has paid it; money that went back later was there. */
    public boolean hasUnpaid(DossierNo dossier) {
        return store.read(sql -> sql.one("""
                        SELECT 1 FROM payment_fee asked WHERE asked.dossier = :dossier AND NOT EXISTS
                            (SELECT 1 FROM payment_fee same JOIN payment ON payment.id = same.payment
                                WHERE same.dossier = asked.dossier AND same.fee = asked.fee
                                    AND payment.state IN ('PAID', 'REFUND_REQUESTED', 'REFUNDED'))
                        LIMIT 1
                        """, values("dossier", dossier.value()), (row, number) -> true)
                .isPresent());
    }

    /** It is over: said by a delivery, or left. Said again it changes nothing. */
    public void ended(Payment payment, String reason, @Nullable Long delivery) {
        store.write(sql -> {
            end(sql, payment, reason, delivery);
            return true;
        });
    }

    /** Nothing can be said yet. After the last time on the schedule it is over, with this reason. */
    public void waits(Payment payment, String reason, Schedule schedule) {
        store.write(sql -> {
            Optional<Instant> next = since(sql, payment).flatMap(since -> schedule.next(since, now()));
            if (next.isEmpty()) {
                end(sql, payment, reason, null);
                return true;
            }
            sql.update(
                    "UPDATE payment_fee_state SET due_at = :next, reason = :reason"
                            + " WHERE payment = :payment AND ended_at IS NULL",
                    values("payment", payment.id())
                            .addValue("next", next.get().toEpochMilli())
                            .addValue("reason", reason));
            return true;
        });
    }

    private void end(Statements sql, Payment payment, String reason, @Nullable Long delivery) {
        Payment now = Rows.lock(sql, payment.id()).orElseThrow();
        int ended = sql.update(
                """
                UPDATE payment_fee_state SET due_at = NULL, reason = :reason, delivery = :delivery, ended_at = :now
                WHERE payment = :payment AND ended_at IS NULL
                """,
                values("payment", payment.id())
                        .addValue("reason", reason)
                        .addValue("delivery", delivery)
                        .addValue("now", now().toEpochMilli()));
        if (ended == 1) {
            new Entry(sql, now()).event(payment.id(), now.state(), now.state(), Entry.PRODUCT, reason, null);
        }
    }

    private static Optional<Instant> since(Statements sql, Payment payment) {
        return sql.one(
                "SELECT since FROM payment_fee_state WHERE payment = :payment",
                values("payment", payment.id()),
                (row, number) -> Instant.ofEpochMilli(row.getLong("since")));
    }

    @Override
    public Optional<FeeState> of(long payment) {
        return store.read(sql -> sql.one(
                "SELECT payment, tries, due_at, reason, delivery, ended_at FROM payment_fee_state"
                        + " WHERE payment = :payment",
                values("payment", payment),
                (row, number) -> read(row)));
    }

    private static FeeState read(ResultSet row) throws SQLException {
        long delivery = row.getLong("delivery");
        Long said = row.wasNull() ? null : delivery;
        return new FeeState(
                row.getLong("payment"),
                row.getInt("tries"),
                Rows.time(row, "due_at"),
                row.getString("reason"),
                said,
                Rows.time(row, "ended_at"));
    }

    private Instant now() {
        return time.instant();
    }
}
