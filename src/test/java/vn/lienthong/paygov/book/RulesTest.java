package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Told.Way;

/** Every state, told everything, in every way. */
class RulesTest {

    private static final long AMOUNT = 3_600_000;
    private static final List<Told> ALL = List.of(
            new Told.Address("https://pay.example/1"),
            new Told.Refused("99"),
            new Told.NotReached(),
            new Told.Nothing(),
            new Told.Paid(AMOUNT, "VND", "GD1"),
            new Told.Paid(AMOUNT, "VND", "GD2"),
            new Told.Paid(AMOUNT, "VND", ""),
            new Told.Paid(AMOUNT - 1, "VND", "GD1"),
            new Told.Paid(AMOUNT + 1, "VND", "GD1"),
            new Told.Paid(AMOUNT, "USD", "GD1"),
            new Told.NotPaid(),
            new Told.Pending(),
            new Told.NotKnown());

    private record Case(Payment before, Told told, Way way, Ruling ruling) {}

    private static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (PaymentState state : PaymentState.values()) {
            for (Told told : ALL) {
                for (Way way : Way.values()) {
                    Payment before = payment(state);
                    cases.add(new Case(before, told, way, Rules.on(before, told, way)));
                }
            }
        }
        return cases;
    }

    @Test
    void nothing_moves_a_payment_backwards() {
        assertThat(all()).allSatisfy(each -> {
            PaymentState to = each.ruling().to();
            assertThat(to == null || each.before().state().mayBecome(to))
                    .as(each.toString())
                    .isTrue();
        });
    }

    @Test
    void only_the_right_sum_in_the_right_currency_makes_a_payment_paid() {
        assertThat(all())
                .filteredOn(each -> each.ruling().to() == PaymentState.PAID)
                .isNotEmpty()
                .allSatisfy(each -> {
                    Told.Paid paid = (Told.Paid) each.told();
                    assertThat(paid.amount()).isEqualTo(AMOUNT);
                    assertThat(paid.currency()).isEqualTo("VND");
                });
    }

    @Test
    void what_was_paid_stays_paid_whatever_is_said() {
        assertThat(all())
                .filteredOn(each -> each.before().state().wasPaid())
                .allSatisfy(each ->
                        assertThat(each.ruling().to()).as(each.toString()).isNull());
    }

    @Test
    void a_second_payment_of_one_order_is_a_task_and_not_booked() {
        Ruling ruling = Rules.on(payment(PaymentState.PAID), new Told.Paid(AMOUNT, "VND", "GD2"), Way.NOTICE);
        assertThat(ruling.to()).isNull();
        assertThat(ruling.reason()).isEqualTo("paygov.paid-twice");
        assertThat(ruling.task()).isEqualTo(Ruling.Task.SET);
    }

    @Test
    void a_late_notice_moves_no_expired_order_and_an_answer_does() {
        Told paid = new Told.Paid(AMOUNT, "VND", "GD1");
        Ruling notice = Rules.on(payment(PaymentState.EXPIRED), paid, Way.NOTICE);
        assertThat(notice.to()).isNull();
        assertThat(notice.ask()).isEqualTo(Ruling.Ask.NOW);
        assertThat(Rules.on(payment(PaymentState.EXPIRED), paid, Way.QUERY).to())
                .isEqualTo(PaymentState.PAID);
    }

    @Test
    void an_answer_to_a_question_never_asks_the_same_question_at_once_again() {
        assertThat(all())
                .filteredOn(each -> each.way() == Way.QUERY)
                .allSatisfy(each ->
                        assertThat(each.ruling().ask()).as(each.toString()).isNotEqualTo(Ruling.Ask.NOW));
    }

    @Test
    void another_sum_told_by_notice_moves_nothing_and_makes_us_ask() {
        Ruling notice = Rules.on(payment(PaymentState.WAITING), new Told.Paid(1, "VND", "GD1"), Way.NOTICE);
        assertThat(notice.to()).isNull();
        assertThat(notice.ask()).isEqualTo(Ruling.Ask.NOW);
        assertThat(notice.verdict()).isEqualTo(Ruling.QUARANTINED);
        assertThat(Rules.on(payment(PaymentState.WAITING), new Told.Paid(1, "VND", "GD1"), Way.QUERY)
                        .to())
                .isEqualTo(PaymentState.QUARANTINED);
    }

    @Test
    void a_payer_may_succeed_after_a_failure_and_not_fail_after_success() {
        assertThat(Rules.on(payment(PaymentState.FAILED), new Told.Paid(AMOUNT, "VND", "GD1"), Way.NOTICE)
                        .to())
                .isEqualTo(PaymentState.PAID);
        assertThat(Rules.on(payment(PaymentState.PAID), new Told.NotPaid(), Way.NOTICE)
                        .verdict())
                .isEqualTo(Ruling.QUARANTINED);
    }

    @Test
    void an_order_the_payer_can_pay_does_not_fail_because_it_is_not_known_now() {
        assertThat(Rules.on(payment(PaymentState.WAITING), new Told.NotKnown(), Way.QUERY)
                        .to())
                .isNull();
        assertThat(Rules.on(payment(PaymentState.UNKNOWN), new Told.NotKnown(), Way.QUERY)
                        .to())
                .isEqualTo(PaymentState.FAILED);
    }

    @ParameterizedTest
    @EnumSource(PaymentState.class)
    void after_the_last_question_nothing_is_open_without_a_task(PaymentState state) {
        for (Told last : ALL) {
            Ruling ruling = Rules.unresolved(payment(state), last);
            PaymentState after = ruling.to() == null ? state : ruling.to();
            assertThat(ruling.ask()).isEqualTo(Ruling.Ask.NEVER);
            assertThat(!after.isPayable() || ruling.task() == Ruling.Task.SET)
                    .as("%s told %s", state, last)
                    .isTrue();
        }
    }

    private static Payment payment(PaymentState state) {
        @Nullable String transaction = state.wasPaid() ? "GD1" : null;
        return new Payment(
                1,
                Gateway.PAYMENT_PLATFORM,
                "ref",
                "ref",
                new DossierNo("000.00.00.G16-240315-0012"),
                1,
                AMOUNT,
                state,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                transaction,
                null,
                null,
                null);
    }
}
