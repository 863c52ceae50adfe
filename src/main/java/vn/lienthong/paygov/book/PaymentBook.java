package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Told.Way;

/**
 * The books of payments. Each change is one transaction, durable when the call returns: the payment's row is locked, the
 * rules decide on it as it is then, and the message that proves the change is written beside it. Safe for any number of
 * threads and processes. Throws {@link LedgerUnavailable} if the database cannot be reached, and has done nothing then.
 */
public final class PaymentBook {

    private final Store store;
    private final InstantSource time;
    private final Map<Gateway, Due> due = Due.ofEach();

    public PaymentBook(Store store, InstantSource time) {
        this.store = store;
        this.time = time;
    }

    /**
     * Enters an order, unless one for any of its fees stands in its way: of callers at the same time one enters it.
     *
     * @param mayTake so long its maker may take to tell the payment system; then it is asked what it knows
     */
    public Opened open(NewOrder order, Duration mayTake) {
        return store.write(sql -> {
            Entry entry = new Entry(sql, now());
            Optional<Payment> known = entry.standsInTheWay(order);
            return known.isPresent()
                    ? new Opened.Known(known.get())
                    : new Opened.New(entry.insert(order, now().plus(mayTake)));
        });
    }

    /** What came of a payment by a message, and what its verdict was. */
    public record Heard(Payment payment, Ruling ruling) {}

    /** The payment system has answered our order, or has not. */
    public Heard answered(long payment, Told told, Draft message, Schedule schedule) {
        return hear(
                payment,
                (before, now) -> Rules.on(before, told, Way.ANSWER),
                message,
                before -> schedule.next(before.createdAt(), now()).orElse(now()));
    }

    /** The payment system has told of its own accord; the message's seal was right. */
    public Heard noticed(long payment, Told told, Draft message) {
        return hear(payment, (before, now) -> Rules.on(before, told, Way.NOTICE), message, Payment::askAt);
    }

    /** A message says something that may not move this payment; this is what follows nevertheless. */
    public Heard noticed(long payment, Ruling ruling, Draft message) {
        return noticed(payment, before -> ruling, message);
    }

    /**
     * The same, where what follows rests on how the payment stands.
     *
     * @param rule told the payment as it is while nobody else can change it; may not wait for anything
     */
    public Heard noticed(long payment, Function<Payment, Ruling> rule, Draft message) {
        return hear(payment, (before, now) -> unmoved(rule.apply(before)), message, Payment::askAt);
    }

    private static Ruling unmoved(Ruling ruling) {
        if (ruling.to() != null) {
            throw new IllegalArgumentException("only the rules move a payment");
        }
        return ruling;
    }

    /** The payment system was asked. After the last time on the schedule what is open ends in a task, or has expired. */
    public Heard asked(long payment, Told told, @Nullable Draft message, Schedule schedule) {
        return hear(
                payment,
                (before, now) -> {
                    Ruling ruling = Rules.on(before, told, Way.QUERY);
                    PaymentState after = ruling.to() == null ? before.state() : ruling.to();
                    boolean over = schedule.next(before.createdAt(), now).isEmpty();
                    return over && after == before.state() && ruling.verdict().equals(Ruling.TAKEN)
                            ? Rules.unresolved(before, told)
                            : ruling;
                },
                message,
                before -> schedule.next(before.createdAt(), now()).orElse(null));
    }

    /** The payment system was asked because another order is wanted for the same fees. */
    public Heard askedAnew(long payment, Told told, @Nullable Draft message, Schedule schedule) {
        return hear(
                payment,
                (before, now) -> Rules.wantedAnew(before, told),
                message,
                before -> schedule.next(before.createdAt(), now()).orElse(null));
    }

    /** An order whose maker noted no answer in time. */
    public Payment abandoned(long payment) {
        return store.write(sql -> {
            Payment before = Rows.lock(sql, payment).orElseThrow();
            return before.state() == PaymentState.CREATED
                    ? new Entry(sql, now()).apply(before, Rules.abandoned(), Entry.PRODUCT, null, before.askAt())
                    : before;
        });
    }

    private Heard hear(
            long payment,
            BiFunction<Payment, Instant, Ruling> rule,
            @Nullable Draft message,
            Function<Payment, @Nullable Instant> planned) {
        return store.write(sql -> {
            Payment before = Rows.lock(sql, payment).orElseThrow();
            Entry entry = new Entry(sql, now());
            Ruling ruling = rule.apply(before, now());
            Long proof = message == null
                    ? null
                    : Long.valueOf(entry.evidence()
                            .keep(
                                    before.gateway(),
                                    payment,
                                    message,
                                    ruling.verdict(),
                                    ruling.to() == null ? ruling.reason() : null));
            return new Heard(entry.apply(before, ruling, Entry.PRODUCT, proof, planned.apply(before)), ruling);
        });
    }

    /** A message that concerns no payment, or must not be believed. */
    public void keep(Gateway gateway, @Nullable Long payment, Draft message, String verdict, String problem) {
        store.write(sql -> new Evidence(sql, now()).keep(gateway, payment, message, verdict, problem));
    }

    /**
     * A person has looked: the task is done.
     *
     * @param to what it becomes; null: it stays as it is
     * @return empty if a payment that stands as this one does may not become that; nothing was done then
     * @throws PaymentRefused if that is the matter of a refund, and so of two people
     */
    public Optional<Payment> settle(
            long payment, @Nullable PaymentState to, @Nullable String transactionNo, String by, String reason) {
        return store.write(sql -> {
            Payment before = Rows.lock(sql, payment).orElseThrow();
            if (to != null && !before.state().mayBecome(to)) {
                return Optional.<Payment>empty();
            }
            RefundBook.refuseToPassBy(sql, before, to);
            Ruling ruling =
                    new Ruling(Ruling.TAKEN, to, reason, null, transactionNo, Ruling.Ask.AS_PLANNED, Ruling.Task.DONE);
            Instant ask = to == null || to.isPayable() ? before.askAt() : null;
            return Optional.of(new Entry(sql, now()).apply(before, ruling, by, null, ask));
        });
    }

    /**
     * Takes payments about which this payment system is to be asked now, the longest due first. Nobody else gets them until
     * the lease is over; who dies with one leaves it to the next.
     */
    public List<Payment> takeDue(Gateway gateway, int most, Duration lease) {
        String condition = Due.of(gateway, due).condition("ask_at", "created_at", now());
        return store.write(sql -> {
            List<Payment> taken = Rows.list(
                    sql,
                    "WHERE gateway = :gateway AND ask_at IS NOT NULL AND " + condition + " ORDER BY ask_at LIMIT :most "
                            + sql.lockFree(),
                    values("gateway", gateway.code())
                            .addValue("now", now().toEpochMilli())
                            .addValue("to_come", Schedule.toCome(now()))
                            .addValue("most", most));
            taken.forEach(payment -> lease(sql, payment.id(), lease));
            return taken;
        });
    }

    /** Takes one payment to ask about it out of turn; empty if somebody is at it, or nothing is to be asked of it. */
    public Optional<Payment> take(long payment, Duration lease) {
        return store.write(sql -> {
            Optional<Payment> found = Rows.lock(sql, payment)
                    .filter(open -> open.state() == PaymentState.UNKNOWN || open.state() == PaymentState.CREATED)
                    .filter(open -> open.state() == PaymentState.UNKNOWN || isOver(open.askAt()));
            found.ifPresent(open -> lease(sql, open.id(), lease));
            return found;
        });
    }

    private boolean isOver(@Nullable Instant at) {
        return at == null || !at.isAfter(now());
    }

    private void lease(Statements sql, long payment, Duration lease) {
        sql.update(
                "UPDATE payment SET ask_at = :until WHERE id = :id",
                values("id", payment).addValue("until", now().plus(lease).toEpochMilli()));
    }

    public Optional<Payment> find(long id) {
        return store.read(sql -> Rows.find(sql, id));
    }

    public Optional<Payment> find(Gateway gateway, String reference) {
        return store.read(sql -> Rows.list(
                        sql,
                        "WHERE gateway = :gateway AND reference = :reference",
                        values("gateway", gateway.code()).addValue("reference", reference))
                .stream()
                .findFirst());
    }

    /** Newest first. */
    public List<Payment> of(DossierNo dossier) {
        return store.read(
                sql -> Rows.list(sql, "WHERE dossier = :dossier ORDER BY id DESC", values("dossier", dossier.value())));
    }

    /**
     * Newest first.
     *
     * @param state null: any
     * @param task only those that need a person
     */
    public List<Payment> list(@Nullable PaymentState state, boolean task, int page, int size) {
        String where = (state == null ? "WHERE 1 = 1" : "WHERE state = :state") + (task ? " AND task IS NOT NULL" : "");
        return store.read(sql -> Rows.list(
                sql,
                where + " ORDER BY id DESC LIMIT :size OFFSET :from",
                values("state", state == null ? null : state.name())
                        .addValue("size", size)
                        .addValue("from", (page - 1) * (long) size)));
    }

    /** How many need a person; costs what they are, not what there is. */
    public long tasks() {
        return store.read(sql -> sql.one(
                        "SELECT COUNT(*) FROM payment WHERE task IS NOT NULL",
                        values(),
                        (row, number) -> row.getLong(1))
                .orElse(0L));
    }

    /**
     * Deletes what tells of people in payments that came to their end before a time: what was asked for, the messages word for
     * word, and the receipt. What needs a person, or is still asked about, is left alone; states, events and hashes stay. Also
     * deletes the text of messages that concern no payment. Takes five statements, however many there are.
     *
     * @param most of each
     * @return how many, of whichever there were more; fewer than {@code most}: there are no more
     */
    public int forgetBodies(Instant before, int most) {
        MapSqlParameterSource values = values("before", before.toEpochMilli()).addValue("most", most);
        return store.write(sql -> {
            List<Long> over = sql.list("""
                    SELECT id FROM payment
                    WHERE request IS NOT NULL AND since < :before AND ask_at IS NULL AND task IS NULL
                        AND state NOT IN ('CREATED', 'WAITING', 'UNKNOWN', 'QUARANTINED', 'REFUND_REQUESTED')
                    ORDER BY since LIMIT :most
                    """, values, (row, number) -> row.getLong("id"));
            if (!over.isEmpty()) {
                forgetBodies(sql, over);
            }
            int stray = sql.update("""
                    UPDATE payment_message SET sent = NULL, received = NULL WHERE id IN
                        (SELECT id FROM payment_message
                            WHERE payment IS NULL AND received IS NOT NULL AND last_at < :before
                            ORDER BY last_at LIMIT :most)
                    """, values);
            return Math.max(over.size(), stray);
        });
    }

    private static void forgetBodies(Statements sql, List<Long> over) {
        sql.update("UPDATE payment SET request = NULL WHERE id IN (:over)", values("over", over));
        sql.update(
                "UPDATE payment_message SET sent = NULL, received = NULL WHERE payment IN (:over)",
                values("over", over));
        ReceiptBook.forget(sql, over);
    }

    /** Those whose end the ministry's systems are still to hear of, oldest first. */
    public List<Payment> toTell(int most) {
        return store.read(sql -> Rows.list(sql, "WHERE tell = 1 ORDER BY id LIMIT :most", values("most", most)));
    }

    /** They have heard of each as it stands here. What it has become since is still to be told. */
    public void told(List<Payment> payments) {
        store.write(sql -> {
            sql.each(
                    "UPDATE payment SET tell = 0 WHERE id = :id AND state = :state AND since = :since",
                    payments.stream()
                            .map(payment -> values("id", payment.id())
                                    .addValue("state", payment.state().name())
                                    .addValue("since", payment.since().toEpochMilli()))
                            .toList());
            return true;
        });
    }

    /** The codes of what it is for, sorted. */
    public List<String> fees(long payment) {
        return store.read(sql -> sql.list(
                "SELECT fee FROM payment_fee WHERE payment = :id ORDER BY fee",
                values("id", payment),
                (row, number) -> row.getString("fee")));
    }

    /** As the agency's system gave it; empty once retention has deleted it, or if it was damaged. */
    public Optional<byte[]> request(long payment) {
        return store.read(sql -> sql.one(
                        "SELECT request FROM payment WHERE id = :id AND request IS NOT NULL",
                        values("id", payment),
                        (row, number) -> Optional.ofNullable(sql.opened(row, "request")))
                .flatMap(request -> request));
    }

    /** Oldest first. */
    public List<PaymentEvent> events(long payment) {
        return store.read(sql -> Entry.events(sql, payment));
    }

    /** Oldest first; at most 500, the newest ones. */
    public List<PaymentMessage> messages(long payment) {
        return store.read(sql -> Evidence.of(sql, payment));
    }

    /** Whether this message, byte for byte, was kept with a payment before. */
    public boolean hasHeard(long payment, Draft message) {
        return store.read(sql -> Evidence.has(sql, payment, message.hash()));
    }

    private Instant now() {
        return time.instant();
    }
}
