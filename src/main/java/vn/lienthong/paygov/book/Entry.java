package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentState;

/** One transaction's pen: writes payments, and an event for each change. */
final class Entry {

    /** In whose name the product does what it does by itself. */
    static final String PRODUCT = "lienthong";

    /** A task: no receipt came. */
    static final String RECEIPT_MISSING = "paygov.receipt-missing";

    private final Statements sql;
    private final Instant now;
    private final Evidence evidence;

    Entry(Statements sql, Instant now) {
        this.sql = sql;
        this.now = now;
        this.evidence = new Evidence(sql, now);
    }

    Evidence evidence() {
        return evidence;
    }

    /**
     * An order for these fees that stands in the way of another one: where several do, one that was paid before one that needs a
     * person, and that before one that can be paid, which nobody shall be sent to then.
     */
    Optional<Payment> standsInTheWay(NewOrder order) {
        lock("fee IN (:fees)", values("dossier", order.dossier().value()).addValue("fees", order.fees()));
        return Rows.list(sql, """
                        WHERE dossier = :dossier AND id IN
                            (SELECT payment FROM payment_fee WHERE dossier = :dossier AND fee IN (:fees))
                            AND (task IS NOT NULL OR state NOT IN ('FAILED', 'EXPIRED', 'REFUNDED'))
                        ORDER BY CASE WHEN state IN ('PAID', 'REFUND_REQUESTED') THEN 0 WHEN task IS NOT NULL THEN 1 ELSE 2 END,
                            id DESC
                        LIMIT 1
                        """, values("dossier", order.dossier().value()).addValue("fees", order.fees())).stream()
                .findFirst();
    }

    Payment insert(NewOrder order, Instant askAt) {
        int attempt = attempts(order) + 1;
        NewOrder.Names names = order.names().apply(attempt);
        long id = sql.number();
        sql.update(
                """
                INSERT INTO payment (id, gateway, reference, request_code, dossier, attempt, amount, request, state,
                    since, created_at, ask_at)
                VALUES (:id, :gateway, :reference, :requestCode, :dossier, :attempt, :amount, :request, 'CREATED', :now,
                    :now, :askAt)
                """,
                values("id", id)
                        .addValue("gateway", order.gateway().code())
                        .addValue("reference", names.reference())
                        .addValue("requestCode", names.requestCode())
                        .addValue("dossier", order.dossier().value())
                        .addValue("attempt", attempt)
                        .addValue("amount", order.amount())
                        .addValue("request", sql.closed(order.request()))
                        .addValue("askAt", askAt.toEpochMilli())
                        .addValue("now", now.toEpochMilli()));
        order.fees().forEach(fee -> insertFee(id, order, fee));
        event(id, null, PaymentState.CREATED, PRODUCT, "paygov.created", null);
        return Rows.find(sql, id).orElseThrow();
    }

    private int attempts(NewOrder order) {
        return sql.one(
                        "SELECT COALESCE(MAX(attempt), 0) FROM payment WHERE dossier = :dossier AND gateway = :gateway",
                        values("dossier", order.dossier().value())
                                .addValue("gateway", order.gateway().code()),
                        (row, number) -> row.getInt(1))
                .orElse(0);
    }

    private void insertFee(long payment, NewOrder order, String fee) {
        sql.update(
                "INSERT INTO payment_fee (payment, dossier, fee, payable) VALUES (:payment, :dossier, :fee, 1)",
                values("payment", payment)
                        .addValue("dossier", order.dossier().value())
                        .addValue("fee", fee));
    }

    /**
     * Does what was ruled.
     *
     * @param planned when the payment system is asked next if the ruling does not say
     * @throws IllegalStateException if a ruling would move a payment backwards: that is a bug, and nothing is written
     */
    Payment apply(Payment before, Ruling ruling, String by, @Nullable Long proof, @Nullable Instant planned) {
        PaymentState to = ruling.to() == null ? before.state() : ruling.to();
        if (to != before.state() && !before.state().mayBecome(to)) {
            throw new IllegalStateException(before.state() + " never becomes " + to);
        }
        String task = task(before, ruling, to, by);
        MapSqlParameterSource values = values("id", before.id())
                .addValue("state", to.name())
                .addValue("since", (to == before.state() ? before.since() : now).toEpochMilli())
                .addValue("url", ruling.url() == null ? before.url() : ruling.url())
                .addValue(
                        "transactionNo",
                        ruling.transactionNo() == null ? before.transactionNo() : ruling.transactionNo())
                .addValue("askAt", Rows.millis(askAt(ruling, planned)))
                .addValue("task", task)
                .addValue("taskSince", taskSince(before, task));
        sql.update("""
                UPDATE payment SET state = :state, since = :since, url = :url, transaction_no = :transactionNo,
                    ask_at = :askAt, task = :task, task_since = :taskSince
                WHERE id = :id
                """, values);
        if (before.state().isPayable() && !to.isPayable()) {
            sql.update("UPDATE payment_fee SET payable = 0 WHERE payment = :id", values);
        }
        if (to != before.state() || !Objects.equals(task, before.task()) || !by.equals(PRODUCT)) {
            event(before.id(), before.state(), to, by, ruling.reason(), proof);
        }
        if (to == PaymentState.PAID && before.state() != PaymentState.PAID) {
            ReceiptBook.owe(sql, before, now);
            FeeStateBook.owe(sql, before, now);
        }
        if (to != before.state() && !to.isPayable()) {
            sql.update("UPDATE payment SET tell = 1 WHERE id = :id", values);
        }
        return Rows.find(sql, before.id()).orElseThrow();
    }

    /** Money that came twice for the same fees is a task, whatever each payment by itself says. */
    private @Nullable String task(Payment before, Ruling ruling, PaymentState to, String by) {
        if (to == PaymentState.PAID && before.state() != PaymentState.PAID) {
            if (isBesideAnother(before)) {
                return "paygov.paid-beside-another";
            }
            if (by.equals(PRODUCT) && isToldUnderSeveralNumbers(before, ruling)) {
                return Rules.PAID_TWICE;
            }
        }
        return switch (ruling.task()) {
            case KEEP -> before.task();
            case SET -> givesWay(before.task(), ruling.reason()) ? ruling.reason() : before.task();
            case DONE -> null;
        };
    }

    /** Notices that came before it was paid, and could not move it then, may tell of other money than the one that did. */
    private boolean isToldUnderSeveralNumbers(Payment payment, Ruling ruling) {
        Stream<String> told = Evidence.of(sql, payment.id()).stream()
                .map(PaidNotice::transactionNo)
                .flatMap(Optional::stream);
        return Stream.concat(told, Stream.ofNullable(ruling.transactionNo()))
                        .filter(number -> !number.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** A missing receipt stands beside its payment also without the task, and must not hide that money came twice. */
    static boolean givesWay(@Nullable String task, String reason) {
        return task == null || isAboutRefund(task) || (task.equals(RECEIPT_MISSING) && !isAboutRefund(reason));
    }

    /** A step of a refund; the next step's task takes its place. */
    static boolean isAboutRefund(@Nullable String task) {
        return task != null && task.startsWith("paygov.refund-");
    }

    /** Of those who order and those who are paid for a fee at the same time each sees what the other did, or is seen by it. */
    private void lock(String fees, MapSqlParameterSource values) {
        sql.list(
                "SELECT payment FROM payment_fee WHERE dossier = :dossier AND " + fees + " ORDER BY payment, fee "
                        + sql.lock("payment_fee"),
                values,
                (row, number) -> row.getLong("payment"));
    }

    private boolean isBesideAnother(Payment payment) {
        lock(
                "fee IN (SELECT mine.fee FROM payment_fee mine WHERE mine.payment = :id)",
                values("dossier", payment.dossier().value()).addValue("id", payment.id()));
        return !Rows.list(sql, """
                        WHERE id <> :id AND state NOT IN ('FAILED', 'EXPIRED', 'REFUNDED') AND id IN
                            (SELECT other.payment FROM payment_fee mine
                                JOIN payment_fee other ON other.dossier = mine.dossier AND other.fee = mine.fee
                                WHERE mine.payment = :id)
                        """, values("id", payment.id())).isEmpty();
    }

    private @Nullable Long taskSince(Payment before, @Nullable String task) {
        if (task == null) {
            return null;
        }
        return before.taskSince() == null || !task.equals(before.task())
                ? Long.valueOf(now.toEpochMilli())
                : Rows.millis(before.taskSince());
    }

    private @Nullable Instant askAt(Ruling ruling, @Nullable Instant planned) {
        return switch (ruling.ask()) {
            case NOW -> now;
            case NEVER -> null;
            case AS_PLANNED -> planned;
        };
    }

    void event(
            long payment,
            @Nullable PaymentState from,
            PaymentState to,
            String by,
            String reason,
            @Nullable Long proof) {
        sql.update(
                """
                INSERT INTO payment_event (id, payment, happened_at, decided_by, from_state, to_state, reason, proof)
                VALUES (:id, :payment, :now, :by, :from, :to, :reason, :proof)
                """,
                values("id", sql.number())
                        .addValue("payment", payment)
                        .addValue("now", now.toEpochMilli())
                        .addValue("by", by)
                        .addValue("from", from == null ? null : from.name())
                        .addValue("to", to.name())
                        .addValue("reason", reason)
                        .addValue("proof", proof));
    }

    /** Oldest first. */
    static List<PaymentEvent> events(Statements sql, long payment) {
        return sql.list(
                "SELECT * FROM payment_event WHERE payment = :payment ORDER BY id",
                values("payment", payment),
                (row, number) -> {
                    String from = row.getString("from_state");
                    long message = row.getLong("proof");
                    Long proof = row.wasNull() ? null : message;
                    return new PaymentEvent(
                            Instant.ofEpochMilli(row.getLong("happened_at")),
                            row.getString("decided_by"),
                            from == null ? null : PaymentState.valueOf(from),
                            PaymentState.valueOf(row.getString("to_state")),
                            row.getString("reason"),
                            proof);
                });
    }
}
