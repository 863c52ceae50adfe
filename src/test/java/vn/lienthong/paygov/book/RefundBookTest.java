package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refund.Step;

/** What refunds keep, on whatever database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class RefundBookTest {

    private final RealDatabase database;

    @TempDir
    Path data;

    final StandingClock clock = new StandingClock();
    private RealLedger ledger;
    private PaymentBook book;
    private RefundBook refunds;

    RefundBookTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        ledger = database.ledger(data, clock);
        book = new PaymentBook(ledger.store, clock);
        refunds = new RefundBook(ledger.store, clock);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void money_goes_back_by_two_people_and_every_step_is_an_event_with_its_name() {
        long paid = paid().id();
        step(paid, Step.ASK, "lan");
        assertThat(payment(paid).state()).as("one person moves nothing").isEqualTo(PaymentState.PAID);
        assertThat(payment(paid).task()).isEqualTo("paygov.refund-asked");
        step(paid, Step.APPROVE, "minh");
        assertThat(payment(paid).state()).isEqualTo(PaymentState.REFUND_REQUESTED);
        assertThat(payment(paid).task()).isEqualTo("paygov.refund-approved");
        Refund done = refunds.step(paid, Step.REFUNDED, "hoa", "đã chuyển", "CT-001");
        assertThat(payment(paid).state()).isEqualTo(PaymentState.REFUNDED);
        assertThat(payment(paid).task()).isNull();
        assertThat(done.document()).isEqualTo("CT-001");
        assertThat(book.events(paid))
                .extracting(PaymentEvent::by, PaymentEvent::reason)
                .endsWith(
                        tuple("lan", "paygov.refund-asked"),
                        tuple("minh", "paygov.refund-approved"),
                        tuple("hoa", "paygov.refunded"));
        refuses(paid, Step.ASK, "lan", "paygov.refund-of-nothing");
    }

    @Test
    void nobody_approves_what_they_asked_for() {
        long paid = paid().id();
        step(paid, Step.ASK, "lan");
        refuses(paid, Step.APPROVE, "lan", "paygov.refund-same-person");
        refuses(paid, Step.APPROVE, "Lan", "paygov.refund-same-person");
        refuses(paid, Step.DECLINE, "lan", "paygov.refund-same-person");
        refuses(paid, Step.WITHDRAW, "minh", "paygov.refund-not-yours");
        assertThat(refunds.of(paid)).extracting(Refund::state).containsExactly(Refund.State.ASKED);
    }

    @Test
    void a_refund_given_up_before_it_is_approved_leaves_the_payment_paid_and_another_may_be_asked_for() {
        long paid = paid().id();
        step(paid, Step.ASK, "lan");
        step(paid, Step.WITHDRAW, "lan");
        assertThat(payment(paid).task()).isNull();
        step(paid, Step.ASK, "lan");
        step(paid, Step.DECLINE, "minh");
        assertThat(payment(paid).state()).isEqualTo(PaymentState.PAID);
        assertThat(payment(paid).task()).isNull();
        step(paid, Step.ASK, "minh");
        assertThat(refunds.of(paid))
                .extracting(Refund::state)
                .containsExactly(Refund.State.ASKED, Refund.State.DECLINED, Refund.State.WITHDRAWN);
    }

    @Test
    void what_could_not_go_back_stays_a_task_and_never_moves_backwards() {
        long paid = paid().id();
        step(paid, Step.ASK, "lan");
        step(paid, Step.APPROVE, "minh");
        refuses(paid, Step.WITHDRAW, "lan", "paygov.refund-stands-otherwise");
        step(paid, Step.FAILED, "minh");
        assertThat(payment(paid).state()).isEqualTo(PaymentState.REFUND_REQUESTED);
        assertThat(payment(paid).task()).isEqualTo("paygov.refund-failed");
        step(paid, Step.ASK, "minh");
        step(paid, Step.WITHDRAW, "minh");
        assertThat(payment(paid).task()).as("its money is still here").isEqualTo("paygov.refund-withdrawn");
        step(paid, Step.ASK, "minh");
        step(paid, Step.APPROVE, "lan");
        step(paid, Step.REFUNDED, "lan");
        assertThat(payment(paid).state()).isEqualTo(PaymentState.REFUNDED);
    }

    @Test
    void nothing_goes_back_that_was_not_paid() {
        long open = made().id();
        refuses(open, Step.ASK, "lan", "paygov.refund-of-nothing");
        refuses(99, Step.ASK, "lan", "paygov.no-such-payment");
        long paid = paid().id();
        refuses(paid, Step.APPROVE, "minh", "paygov.refund-stands-otherwise");
        refuses(paid, Step.REFUNDED, "minh", "paygov.refund-stands-otherwise");
    }

    @Test
    void one_person_settles_no_refund_and_closes_no_open_ones_task() {
        long paid = paid().id();
        assertThatThrownBy(() -> book.settle(paid, PaymentState.REFUND_REQUESTED, null, "lan", "x"))
                .hasMessage("paygov.refund-needs-two");
        step(paid, Step.ASK, "lan");
        assertThatThrownBy(() -> book.settle(paid, null, null, "lan", "x")).hasMessage("paygov.refund-open");
        assertThat(payment(paid).task()).isEqualTo("paygov.refund-asked");
    }

    @Test
    void of_two_who_decide_at_once_one_does() throws Exception {
        long paid = paid().id();
        step(paid, Step.ASK, "lan");
        List<Callable<@Nullable Refund>> both =
                List.of(() -> tried(paid, Step.WITHDRAW, "lan"), () -> tried(paid, Step.APPROVE, "minh"));
        int done = 0;
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            for (Future<@Nullable Refund> each : people.invokeAll(both)) {
                done += each.get() == null ? 0 : 1;
            }
        }
        assertThat(done).isEqualTo(1);
        boolean approved = refunds.of(paid).getFirst().state() == Refund.State.APPROVED;
        assertThat(payment(paid).state()).isEqualTo(approved ? PaymentState.REFUND_REQUESTED : PaymentState.PAID);
    }

    private static Tuple tuple(Object... values) {
        return new Tuple(values);
    }

    private @Nullable Refund tried(long payment, Step step, String by) {
        try {
            return step(payment, step, by);
        } catch (PaymentRefused refused) {
            return null;
        }
    }

    private Refund step(long payment, Step step, String by) {
        return refunds.step(payment, step, by, "nộp hai lần", null);
    }

    private void refuses(long payment, Step step, String by, String code) {
        assertThatThrownBy(() -> step(payment, step, by))
                .isInstanceOf(PaymentRefused.class)
                .hasMessage(code);
    }

    private Payment payment(long id) {
        return book.find(id).orElseThrow();
    }

    private Payment made() {
        NewOrder order = new NewOrder(
                Gateway.PAYMENT_PLATFORM,
                new DossierNo("000.00.00.G16-240315-0012"),
                List.of("PHI-0" + clock.instant().toEpochMilli()),
                1000,
                "{}".getBytes(StandardCharsets.UTF_8),
                attempt -> new NewOrder.Names("ref" + attempt, "code" + attempt));
        clock.pass(Duration.ofSeconds(1));
        return ((Opened.New) book.open(order, Duration.ofSeconds(90))).payment();
    }

    private Payment paid() {
        Payment made = made();
        return book.settle(made.id(), PaymentState.PAID, "GD1", "lan", "seen at the bank")
                .orElseThrow();
    }
}
