package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.Receipt;
import vn.lienthong.paygov.Receipts;

/**
 * Receipts in the books. Each is owed in the transaction in which its payment is paid, so none is forgotten; who asks takes
 * it with a lease, and the number of tries is that of the schedule. Safe for any number of threads and processes.
 */
public final class ReceiptBook implements Receipts {

    private final Store store;
    private final InstantSource time;
    private final Map<Gateway, Due> due = Due.ofEach();

    public ReceiptBook(Store store, InstantSource time) {
        this.store = store;
        this.time = time;
    }

    /** The payment was paid just now. */
    static void owe(Statements sql, Payment payment, Instant now) {
        sql.update(
                """
                INSERT INTO payment_receipt (payment, gateway, since, ask_at, tries)
                VALUES (:payment, :gateway, :now, :now, 0)
                """,
                values("payment", payment.id())
                        .addValue("gateway", payment.gateway().code())
                        .addValue("now", now.toEpochMilli()));
    }

    /** What tells of people is deleted, and nothing is asked for any more. */
    static void forget(Statements sql, List<Long> payments) {
        sql.update(
                "UPDATE payment_receipt SET pdf = NULL, address = NULL, ask_at = NULL WHERE payment IN (:payments)",
                values("payments", payments));
    }

    /**
     * Takes payments of which this payment system is to be asked for the receipt now, the longest due first. Nobody else gets
     * them until the lease is over.
     */
    public List<Payment> takeDue(Gateway gateway, int most, Duration lease) {
        return store.write(sql -> taken(sql, gateway, most, lease));
    }

    private List<Payment> taken(Statements sql, Gateway gateway, int most, Duration lease) {
        List<Long> taken = sql.list(
                "SELECT payment FROM payment_receipt WHERE gateway = :gateway AND ask_at IS NOT NULL AND "
                        + Due.of(gateway, due).condition("ask_at", "since", now()) + " ORDER BY ask_at LIMIT :most "
                        + sql.lockFree(),
                values("gateway", gateway.code())
                        .addValue("now", now().toEpochMilli())
                        .addValue("to_come", Schedule.toCome(now()))
                        .addValue("most", most),
                (row, number) -> row.getLong("payment"));
        if (taken.isEmpty()) {
            return List.of();
        }
        sql.update(
                "UPDATE payment_receipt SET ask_at = :until, tries = tries + 1 WHERE payment IN (:due)",
                values("due", taken).addValue("until", now().plus(lease).toEpochMilli()));
        return Rows.list(sql, "WHERE id IN (:due) ORDER BY id", values("due", taken));
    }

    /**
     * It is here. The first one stays.
     *
     * @param pdf null: only its address is known
     */
    public void got(Payment payment, byte @Nullable [] pdf, @Nullable String address, Draft message) {
        String hash = pdf == null ? Sha256.hex(String.valueOf(address)) : Sha256.hex(pdf);
        store.write(sql -> {
            Rows.lock(sql, payment.id());
            new Evidence(sql, now()).keep(payment.gateway(), payment.id(), message, Ruling.TAKEN, null);
            return sql.update(
                    """
                    UPDATE payment_receipt
                    SET ask_at = NULL, problem = NULL, address = :address, pdf = :pdf, hash = :hash, received_at = :now
                    WHERE payment = :payment AND received_at IS NULL
                    """,
                    values("payment", payment.id())
                            .addValue("address", address)
                            .addValue("pdf", sql.closed(pdf))
                            .addValue("hash", hash)
                            .addValue("now", now().toEpochMilli()));
        });
    }

    /**
     * There is none yet. After the last time on the schedule a person is asked, unless one is asked for another reason and
     * sees this one beside it.
     *
     * @param address where it is said to be, though it could not be fetched there; null: not said
     * @param message null: the payment system was not asked
     */
    public void missed(
            Payment payment, String problem, @Nullable String address, @Nullable Draft message, Schedule schedule) {
        store.write(sql -> {
            Payment before = Rows.lock(sql, payment.id()).orElseThrow();
            Entry entry = new Entry(sql, now());
            Long proof = message == null
                    ? null
                    : Long.valueOf(
                            entry.evidence().keep(payment.gateway(), payment.id(), message, Ruling.TAKEN, problem));
            Instant next = next(sql, payment, schedule);
            sql.update(
                    """
                    UPDATE payment_receipt SET ask_at = :next, problem = :problem, address = COALESCE(:address, address)
                    WHERE payment = :payment AND received_at IS NULL
                    """,
                    values("payment", payment.id())
                            .addValue("next", Rows.millis(next))
                            .addValue("problem", problem)
                            .addValue("address", address));
            return next == null && before.task() == null
                    ? entry.apply(
                            before,
                            Ruling.stays(Entry.RECEIPT_MISSING).withTask(),
                            Entry.PRODUCT,
                            proof,
                            before.askAt())
                    : before;
        });
    }

    private @Nullable Instant next(Statements sql, Payment payment, Schedule schedule) {
        return sql.one(
                        "SELECT since FROM payment_receipt WHERE payment = :payment",
                        values("payment", payment.id()),
                        (row, number) -> Instant.ofEpochMilli(row.getLong("since")))
                .flatMap(since -> schedule.next(since, now()))
                .orElse(null);
    }

    @Override
    public Optional<Receipt> of(long payment) {
        return store.read(sql -> sql.one("""
                SELECT payment, tries, ask_at, problem, address, pdf IS NOT NULL AS is_pdf, hash, received_at
                FROM payment_receipt WHERE payment = :payment
                """, values("payment", payment), (row, number) -> read(row)));
    }

    private static Receipt read(ResultSet row) throws SQLException {
        return new Receipt(
                row.getLong("payment"),
                row.getInt("tries"),
                Rows.time(row, "ask_at"),
                row.getString("problem"),
                row.getString("address"),
                row.getBoolean("is_pdf"),
                row.getString("hash"),
                Rows.time(row, "received_at"));
    }

    @Override
    public Optional<byte[]> pdf(long payment) {
        return store.read(sql -> sql.one(
                        "SELECT pdf FROM payment_receipt WHERE payment = :payment AND pdf IS NOT NULL",
                        values("payment", payment),
                        (row, number) -> Optional.ofNullable(sql.opened(row, "pdf")))
                .flatMap(pdf -> pdf));
    }

    private Instant now() {
        return time.instant();
    }
}
