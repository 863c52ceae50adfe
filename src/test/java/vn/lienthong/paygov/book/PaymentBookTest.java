package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Receipt;

/** What the books of payments do on any database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class PaymentBookTest {

    static final Duration LEASE = Duration.ofSeconds(90);
    private static final Schedule SCHEDULE = Schedule.parse("5m,15m,1h");
    private static final int ROUNDS = 40;
    private static final DossierNo DOSSIER = new DossierNo("000.00.00.G16-240315-0012");

    private final RealDatabase database;

    @TempDir
    Path data;

    private final StandingClock clock = new StandingClock();
    private RealLedger ledger;
    private PaymentBook book;

    PaymentBookTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        ledger = database.ledger(data, InstantSource.system());
        book = new PaymentBook(ledger.store, clock);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void an_order_is_in_the_books_before_anybody_is_told() {
        Payment made = make("PHI-01");
        assertThat(made.state()).isEqualTo(PaymentState.CREATED);
        assertThat(made.askAt()).isEqualTo(clock.instant().plus(LEASE));
        assertThat(book.find(made.gateway(), made.reference())).contains(made);
        assertThat(book.events(made.id())).extracting(PaymentEvent::reason).containsExactly("paygov.created");
    }

    @Test
    void one_order_can_be_paid_for_a_fee_of_a_dossier() {
        Payment first = make("PHI-01");
        assertThat(book.open(order("PHI-02", "PHI-01"), LEASE)).isEqualTo(new Opened.Known(first));
        assertThat(book.open(order("PHI-02"), LEASE)).isInstanceOf(Opened.New.class);
        book.answered(first.id(), new Told.Refused("99"), message("no"), SCHEDULE);
        Payment second = make("PHI-01");
        assertThat(second.attempt()).isEqualTo(3);
        assertThat(second.reference()).isNotEqualTo(first.reference());
    }

    @Test
    void of_many_at_the_same_time_one_makes_the_order() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            Callable<Opened> call = () -> book.open(order("PHI-01"), LEASE);
            List<Future<Opened>> opened =
                    callers.invokeAll(IntStream.range(0, 24).mapToObj(i -> call).toList());
            int made = 0;
            for (Future<Opened> one : opened) {
                made += one.get() instanceof Opened.New ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
    }

    @Test
    void every_change_is_an_event_that_refers_to_its_proof() {
        Payment made = make("PHI-01");
        book.answered(made.id(), new Told.Address("https://pay.example/1"), message("answer"), SCHEDULE);
        book.noticed(made.id(), paid("GD1"), message("notice"));
        List<PaymentEvent> events = book.events(made.id());
        assertThat(events)
                .extracting(PaymentEvent::to)
                .containsExactly(PaymentState.CREATED, PaymentState.WAITING, PaymentState.PAID);
        List<Long> messages =
                book.messages(made.id()).stream().map(PaymentMessage::id).toList();
        assertThat(events.stream().skip(1).map(PaymentEvent::proof)).containsExactlyElementsOf(messages);
        assertThat(book.find(made.id()).orElseThrow().transactionNo()).isEqualTo("GD1");
    }

    @Test
    void the_same_message_again_is_counted_and_changes_nothing() {
        Payment made = make("PHI-01");
        book.noticed(made.id(), paid("GD1"), message("notice"));
        Payment after = book.find(made.id()).orElseThrow();
        for (int i = 0; i < 5; i++) {
            assertThat(book.noticed(made.id(), paid("GD1"), message("notice"))
                            .ruling()
                            .verdict())
                    .isEqualTo(Ruling.REPEATED);
        }
        assertThat(book.find(made.id())).contains(after);
        assertThat(book.messages(made.id())).extracting(PaymentMessage::times).containsExactly(1, 5);
        assertThat(book.events(made.id())).hasSize(2);
    }

    @Test
    void what_was_not_answered_of_other_payments_costs_a_payment_nothing() {
        Payment others = make("PHI-01");
        Draft unanswered = new Draft(Draft.QUERY, null, new byte[20_000], null, Sha256.hex(new byte[0]));
        ledger.store.write(sql -> {
            sql.each(
                    """
                    INSERT INTO payment_message
                        (id, payment, gateway, kind, verdict, happened_at, last_at, times, sent, hash)
                    VALUES (:id, :payment, :gateway, 'query', 'taken', 1, 1, 1, :sent, :hash)
                    """,
                    IntStream.range(0, 2_000)
                            .mapToObj(i -> new MapSqlParameterSource("id", sql.number())
                                    .addValue("payment", others.id())
                                    .addValue("gateway", others.gateway().code())
                                    .addValue("sent", unanswered.sent())
                                    .addValue("hash", unanswered.hash()))
                            .toList());
            return true;
        });
        Payment made = make("PHI-02");
        book.asked(made.id(), new Told.Nothing(), unanswered, SCHEDULE);
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        book.asked(made.id(), new Told.Nothing(), unanswered, SCHEDULE);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .as("bytes that were read for it")
                .isLessThan(5_000_000);
        assertThat(book.messages(made.id())).extracting(PaymentMessage::times).containsExactly(2);
    }

    @Test
    void a_notice_may_come_before_the_answer_to_the_order() {
        Payment made = make("PHI-01");
        book.noticed(made.id(), paid("GD1"), message("notice"));
        book.answered(made.id(), new Told.Address("https://pay.example/1"), message("answer"), SCHEDULE);
        assertThat(book.find(made.id()).orElseThrow().state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void who_asks_has_a_payment_to_itself_until_the_lease_is_over() {
        Payment made = make("PHI-01");
        clock.pass(LEASE);
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE))
                .extracting(Payment::id)
                .containsExactly(made.id());
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE)).isEmpty();
        clock.pass(LEASE);
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE))
                .extracting(Payment::id)
                .containsExactly(made.id());
    }

    @Test
    void an_order_made_by_a_clock_that_was_ahead_is_asked_about_once_that_is_set_right() {
        clock.pass(Duration.ofDays(3650));
        Payment made = make("PHI-01");
        clock.pass(Duration.ofDays(-3650));
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE))
                .extracting(Payment::id)
                .containsExactly(made.id());
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE)).isEmpty();
        book.asked(made.id(), new Told.NotKnown(), message("not there"), SCHEDULE);
        assertThat(book.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE))
                .as("by its schedule")
                .isEmpty();
    }

    @Test
    void what_is_owed_of_a_payment_paid_by_a_clock_that_was_ahead_is_due_once_that_is_set_right() {
        ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
        FeeStateBook feeStates = new FeeStateBook(ledger.store, clock);
        clock.pass(Duration.ofDays(3650));
        Payment made = make("PHI-01");
        book.noticed(made.id(), paid("GD1"), message("notice"));
        clock.pass(Duration.ofDays(-3650));
        Gateway gateway = Gateway.PAYMENT_PLATFORM;
        assertThat(receipts.takeDue(gateway, 10, LEASE)).hasSize(1);
        assertThat(receipts.takeDue(gateway, 10, LEASE)).isEmpty();
        assertThat(feeStates.takeDue(10, LEASE)).hasSize(1);
        assertThat(feeStates.takeDue(10, LEASE)).isEmpty();
    }

    @Test
    void an_order_whose_maker_died_is_unknown_and_then_what_the_payment_system_says() {
        Payment made = make("PHI-01");
        clock.pass(LEASE);
        assertThat(book.abandoned(made.id()).state()).isEqualTo(PaymentState.UNKNOWN);
        book.asked(made.id(), new Told.NotKnown(), message("not there"), SCHEDULE);
        assertThat(book.find(made.id()).orElseThrow().state()).isEqualTo(PaymentState.FAILED);
    }

    @Test
    void after_the_last_question_a_person_is_asked_by_name_of_the_problem() {
        Payment made = make("PHI-01");
        book.answered(made.id(), new Told.Nothing(), message("lost"), SCHEDULE);
        clock.pass(Duration.ofMinutes(5));
        book.asked(made.id(), new Told.Nothing(), null, SCHEDULE);
        assertThat(book.find(made.id()).orElseThrow().task()).isNull();
        clock.pass(Duration.ofHours(1));
        book.asked(made.id(), new Told.Nothing(), null, SCHEDULE);
        Payment after = book.find(made.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.UNKNOWN);
        assertThat(after.task()).isEqualTo("paygov.unresolved");
        assertThat(after.askAt()).isNull();
        assertThat(book.list(null, true, 1, 10)).extracting(Payment::id).containsExactly(made.id());
        assertThat(book.open(order("PHI-01"), LEASE)).isInstanceOf(Opened.Known.class);
    }

    @Test
    void what_is_pending_to_the_end_has_expired_and_is_a_task() {
        Payment made = make("PHI-01");
        book.answered(made.id(), new Told.Address("https://pay.example/1"), message("answer"), SCHEDULE);
        clock.pass(Duration.ofHours(1));
        book.asked(made.id(), new Told.Pending(), message("pending"), SCHEDULE);
        Payment after = book.find(made.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.EXPIRED);
        assertThat(after.task()).isEqualTo("paygov.unresolved");
        assertThat(book.open(order("PHI-01"), LEASE))
                .as("nobody pays twice because nobody looked")
                .isInstanceOf(Opened.Known.class);
    }

    @Test
    void a_person_settles_by_name_and_reason_and_never_backwards() {
        Payment made = make("PHI-01");
        book.answered(made.id(), new Told.Nothing(), message("lost"), SCHEDULE);
        clock.pass(Duration.ofHours(2));
        book.asked(made.id(), new Told.Nothing(), null, SCHEDULE);
        Payment settled = book.settle(made.id(), PaymentState.PAID, "GD1", "lan", "seen at the bank")
                .orElseThrow();
        assertThat(settled.task()).isNull();
        assertThat(settled.state()).isEqualTo(PaymentState.PAID);
        assertThat(book.events(made.id()).getLast().by()).isEqualTo("lan");
        assertThat(book.settle(made.id(), PaymentState.FAILED, null, "lan", "no"))
                .isEmpty();
        assertThat(book.find(made.id())).contains(settled);
    }

    @Test
    void money_for_an_order_beside_another_one_is_a_task() {
        Payment first = make("PHI-01");
        book.answered(first.id(), new Told.Address("https://pay.example/1"), message("answer"), SCHEDULE);
        book.noticed(first.id(), new Told.NotPaid(), message("failed"));
        Payment second = make("PHI-01");
        book.noticed(first.id(), paid("GD1"), message("paid after all"));
        assertThat(book.find(first.id()).orElseThrow().task()).isEqualTo("paygov.paid-beside-another");
        assertThat(book.find(second.id()).orElseThrow().state()).isEqualTo(PaymentState.CREATED);
    }

    @Test
    void money_for_two_orders_that_is_told_at_once_is_a_task() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Payment first = failed("PHI-" + round);
            Payment second = failed("PHI-" + round);
            atOnce(() -> pay(first), () -> pay(second));
            assertThat(List.of(first, second))
                    .extracting(payment -> book.find(payment.id()).orElseThrow().task())
                    .contains("paygov.paid-beside-another");
        }
    }

    @Test
    void an_order_that_is_made_while_another_one_is_paid_is_seen_by_one_of_them() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String fee = "PHI-" + round;
            Payment first = failed(fee);
            atOnce(() -> pay(first), () -> book.open(order(fee), LEASE));
            boolean alone = book.of(DOSSIER).stream()
                    .noneMatch(payment -> payment.id() != first.id()
                            && book.fees(payment.id()).contains(fee));
            assertThat(book.find(first.id()).orElseThrow().task())
                    .as("alone: %s", alone)
                    .isEqualTo(alone ? null : "paygov.paid-beside-another");
        }
    }

    private Payment failed(String fee) {
        Payment made = make(fee);
        book.noticed(made.id(), new Told.NotPaid(), message("failed " + made.id()));
        return made;
    }

    private PaymentBook.Heard pay(Payment payment) {
        return book.noticed(payment.id(), paid("GD" + payment.id()), message("paid " + payment.id()));
    }

    private static void atOnce(Callable<?> one, Callable<?> other) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<?> each : Stream.of(one, other)
                    .map(work -> threads.submit(() -> {
                        both.await();
                        return work.call();
                    }))
                    .toList()) {
                each.get();
            }
        }
    }

    /**
     * PayGov's checksum proves nothing yet, so a notice without the right one is kept aside, and whoever knows an order
     * can write one.
     */
    @ParameterizedTest
    @CsvSource({"refused, paygov.seal-wrong", "quarantined, paygov.checksum-differs"})
    void strangers_fill_no_disk_with_bad_messages(String verdict, String problem) {
        Payment made = make("PHI-01");
        for (int i = 0; i < Evidence.MOST_OF_A_KIND + 5; i++) {
            book.keep(made.gateway(), made.id(), message("forged " + i), verdict, problem);
        }
        assertThat(book.messages(made.id())).hasSize(Evidence.MOST_OF_A_KIND);
        assertThat(book.messages(made.id()).getLast().times()).isEqualTo(6);
        book.noticed(made.id(), paid("GD1"), message("notice"));
        assertThat(book.find(made.id()).orElseThrow().state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void what_tells_of_people_is_forgotten_once_a_payment_is_over_and_what_proves_it_is_not() {
        Payment over = make("PHI-01");
        book.noticed(over.id(), paid("GD1"), message("notice"));
        Payment open = make("PHI-02");
        clock.pass(Duration.ofDays(91));
        assertThat(book.forgetBodies(clock.instant().minus(Duration.ofDays(90)), 10))
                .isEqualTo(1);
        assertThat(book.request(over.id())).isEmpty();
        assertThat(book.request(open.id())).isPresent();
        assertThat(book.messages(over.id())).singleElement().satisfies(message -> {
            assertThat(message.received()).isNull();
            assertThat(message.hash()).isEqualTo("notice");
        });
        assertThat(book.events(over.id())).hasSize(2);
        assertThat(book.forgetBodies(clock.instant(), 10)).isZero();
    }

    @Test
    void retention_takes_so_many_a_step_and_a_fixed_number_of_statements() {
        for (int i = 0; i < 5; i++) {
            book.keep(Gateway.PAYGOV, null, message("stray " + i), Ruling.REFUSED, "paygov.order-unknown");
            Payment over = make("PHI-0" + i);
            book.noticed(over.id(), paid("GD" + i), message("notice " + i));
        }
        clock.pass(Duration.ofDays(91));
        List<Integer> steps = IntStream.range(0, 4)
                .mapToObj(i -> book.forgetBodies(clock.instant(), 2))
                .toList();
        assertThat(steps).containsExactly(2, 2, 1, 0);
    }

    @Test
    void a_receipt_is_owed_once_a_payment_is_paid_and_taken_by_one() {
        ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
        Payment made = make("PHI-01");
        assertThat(receipts.of(made.id())).isEmpty();
        book.noticed(made.id(), paid("GD1"), message("notice"));
        Gateway gateway = Gateway.PAYMENT_PLATFORM;
        assertThat(receipts.takeDue(Gateway.PAYGOV, 10, LEASE)).isEmpty();
        assertThat(receipts.takeDue(gateway, 10, LEASE)).extracting(Payment::id).containsExactly(made.id());
        assertThat(receipts.takeDue(gateway, 10, LEASE)).isEmpty();
        clock.pass(LEASE);
        assertThat(receipts.takeDue(gateway, 10, LEASE)).hasSize(1);
        assertThat(receipts.of(made.id()).orElseThrow().tries()).isEqualTo(2);
    }

    @Test
    void a_receipt_is_kept_with_its_hash_and_forgotten_with_the_bodies() {
        ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
        Payment made = make("PHI-01");
        book.noticed(made.id(), paid("GD1"), message("notice"));
        byte[] pdf = "%PDF-1.4".getBytes(StandardCharsets.US_ASCII);
        receipts.got(made, pdf, "http://there.example/1.pdf", message("bill"));
        receipts.got(made, null, "http://there.example/2.pdf", message("late"));
        assertThat(receipts.pdf(made.id())).contains(pdf);
        Receipt kept = receipts.of(made.id()).orElseThrow();
        assertThat(kept.hash()).isEqualTo(Sha256.hex(pdf));
        assertThat(kept.askAt()).isNull();
        clock.pass(Duration.ofDays(91));
        assertThat(book.forgetBodies(clock.instant(), 10)).isEqualTo(1);
        assertThat(receipts.pdf(made.id())).isEmpty();
        assertThat(receipts.of(made.id()).orElseThrow())
                .isEqualTo(new Receipt(made.id(), 0, null, null, null, false, kept.hash(), kept.receivedAt()));
    }

    @Test
    void a_receipt_that_never_comes_is_a_task_for_a_person_unless_there_is_one() {
        ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
        Payment made = make("PHI-01");
        book.noticed(made.id(), paid("GD1"), message("notice"));
        receipts.missed(made, "paygov.receipt-refused", null, message("none"), SCHEDULE);
        assertThat(book.find(made.id()).orElseThrow().task()).isNull();
        clock.pass(Duration.ofHours(1));
        receipts.missed(made, "paygov.receipt-refused", null, message("none"), SCHEDULE);
        Payment after = book.find(made.id()).orElseThrow();
        assertThat(after.task()).isEqualTo("paygov.receipt-missing");
        assertThat(after.state()).isEqualTo(PaymentState.PAID);
        assertThat(receipts.of(made.id()).orElseThrow().askAt()).isNull();
        assertThat(receipts.takeDue(Gateway.PAYMENT_PLATFORM, 10, LEASE)).isEmpty();
    }

    private Payment make(String... fees) {
        return ((Opened.New) book.open(order(fees), LEASE)).payment();
    }

    private static NewOrder order(String... fees) {
        return new NewOrder(
                Gateway.PAYMENT_PLATFORM,
                DOSSIER,
                List.of(fees),
                3_600_000,
                "{}".getBytes(StandardCharsets.UTF_8),
                attempt -> new NewOrder.Names(String.join("_", fees) + "_" + attempt, "code"));
    }

    private static Told paid(String transaction) {
        return new Told.Paid(3_600_000, "VND", transaction);
    }

    private static Draft message(String hash) {
        return new Draft(Draft.NOTICE, null, null, "{}", hash);
    }
}
