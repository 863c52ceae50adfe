package vn.lienthong.paygov.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentStage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.GatewayClient;
import vn.lienthong.paygov.gateway.PaygovSettings.Answer;
import vn.lienthong.paygov.gateway.PaygovSettings.Trust;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.Sealing;

/** PayGov's notice in both ways of trust (B.2, P-14). */
class PaygovNoticesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private PaymentStage stage;
    private Payment order;
    private Answer toFailure = Answer.SUCCESSFUL;
    private @Nullable Runnable whenItMatters;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        order = stage.payments.make(PaymentStage.request(Gateway.PAYGOV)).payment();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void a_notice_moves_nothing_before_somebody_has_looked() {
        assertThat(take(Trust.QUERY_BEFORE_TRUST, paid())).isEqualTo(Answer.SUCCESSFUL);
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        assertThat(now().task()).as("PayGov cannot be asked here").isEqualTo("paygov.notice-asks");
    }

    @Test
    void with_a_confirmed_formula_the_right_checksum_is_proof() {
        assertThat(take(Trust.SIGNATURE, paid())).isEqualTo(Answer.SUCCESSFUL);
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(take(Trust.SIGNATURE, paid())).isEqualTo(Answer.SUCCESSFUL);
        assertThat(stage.book.events(order.id())).hasSize(3);
    }

    @Test
    void a_failure_is_taken_for_what_it_is() {
        stage.outside.ends(order.reference(), Standing.FAILED);
        ObjectNode failure = stage.outside.notice(order.reference());
        assertThat(take(Trust.SIGNATURE, failure)).isEqualTo(Answer.SUCCESSFUL);
        assertThat(now().state()).isEqualTo(PaymentState.FAILED);
    }

    @Test
    void the_answer_to_a_failure_is_a_setting() {
        toFailure = Answer.FAILED;
        stage.outside.ends(order.reference(), Standing.FAILED);
        ObjectNode failure = stage.outside.notice(order.reference());
        assertThat(take(Trust.QUERY_BEFORE_TRUST, failure)).isEqualTo(Answer.FAILED);
        assertThat(take(Trust.SIGNATURE, failure)).isEqualTo(Answer.FAILED);
        assertThat(now().state()).isEqualTo(PaymentState.FAILED);
        assertThat(take(Trust.SIGNATURE, paid())).isEqualTo(Answer.SUCCESSFUL);
    }

    @Test
    void a_wrong_checksum_moves_nothing_in_any_way() {
        for (Trust trust : Trust.values()) {
            ObjectNode forged = paid().put("checksum", "0".repeat(64));
            assertThat(take(trust, forged)).isEqualTo(Answer.SIGNATURE_WRONG);
            assertThat(take(trust, paid().put("errorCode", "0"))).isEqualTo(Answer.SIGNATURE_WRONG);
            assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        }
    }

    @Test
    void values_moved_from_one_field_into_the_next_keep_the_checksum_and_move_nothing() {
        ObjectNode moved = paid();
        String transaction = moved.path("transactionNo").stringValue();
        moved.put("amount", moved.path("amount").asString() + transaction.charAt(0));
        moved.put("transactionNo", transaction.substring(1));
        assertThat(take(Trust.SIGNATURE, moved)).isEqualTo(Answer.FAILED);
        ObjectNode code = paid();
        code.put("requestCode", code.path("requestCode").stringValue() + "3").put("amount", 600_000);
        assertThat(take(Trust.SIGNATURE, code)).isEqualTo(Answer.FAILED);
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
    }

    @Test
    void a_sum_in_another_form_moves_nothing_and_makes_somebody_look() {
        ObjectNode written = Sealing.paygov(paid().put("amount", "3600000.0"), PaymentAccount.INVENTED);
        assertThat(take(Trust.SIGNATURE, written)).isEqualTo(Answer.FAILED);
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        assertThat(now().task()).as("PayGov cannot be asked here").isEqualTo("paygov.sum-contradicted");
    }

    @Test
    void a_transaction_number_that_is_longer_than_any_moves_nothing_in_any_way() {
        for (Trust trust : Trust.values()) {
            ObjectNode longer = paid().put("transactionNo", "9".repeat(256));
            assertThat(take(trust, Sealing.paygov(longer, PaymentAccount.INVENTED)))
                    .isEqualTo(Answer.FAILED);
            assertThat(now()).isEqualTo(order);
        }
        ObjectNode longest = paid().put("transactionNo", "9".repeat(255));
        assertThat(take(Trust.SIGNATURE, Sealing.paygov(longest, PaymentAccount.INVENTED)))
                .isEqualTo(Answer.SUCCESSFUL);
    }

    @Test
    void a_second_payment_of_one_order_is_a_task_whether_its_checksum_is_that_of_our_formula_or_not() {
        for (boolean sealed : List.of(true, false)) {
            Payment paid = stage.payments
                    .make(PaymentStage.request(
                            Gateway.PAYGOV, "000.00.00.G16-240315-002" + (sealed ? 1 : 2), 3_600_000))
                    .payment();
            stage.outside.ends(paid.reference(), Standing.PAID);
            ObjectNode first = stage.outside.notice(paid.reference());
            take(Trust.SIGNATURE, first);
            assertThat(take(Trust.QUERY_BEFORE_TRUST, first)).isEqualTo(Answer.SUCCESSFUL);
            assertThat(stage.book.find(paid.id()).orElseThrow().task()).isNull();
            ObjectNode second = first.deepCopy().put("transactionNo", "ANOTHER");
            take(Trust.QUERY_BEFORE_TRUST, sealed ? Sealing.paygov(second, PaymentAccount.INVENTED) : second);
            Payment after = stage.book.find(paid.id()).orElseThrow();
            assertThat(after.state()).isEqualTo(PaymentState.PAID);
            assertThat(after.transactionNo()).isNotEqualTo("ANOTHER");
            assertThat(after.task()).as("sealed: " + sealed).isEqualTo("paygov.paid-twice");
        }
    }

    @Test
    void a_notice_that_made_a_person_look_is_no_second_payment_when_it_is_repeated() {
        ObjectNode notice = paid().put("transactionNo", "GD-7");
        take(Trust.QUERY_BEFORE_TRUST, notice);
        assertThat(now().task()).isEqualTo("paygov.checksum-differs");
        stage.book.settle(order.id(), PaymentState.PAID, "seen at the bank", "an", "it is on the account");
        assertThat(take(Trust.QUERY_BEFORE_TRUST, notice)).isEqualTo(Answer.SIGNATURE_WRONG);
        assertThat(now().task()).isNull();
    }

    /** Both notices come before PayGov is asked, which knows of one order and names one payment. */
    @Test
    void a_second_payment_told_before_the_first_is_booked_is_a_task_too() {
        take(Trust.QUERY_BEFORE_TRUST, paid());
        take(Trust.QUERY_BEFORE_TRUST, Sealing.paygov(paid().put("transactionNo", "ANOTHER"), PaymentAccount.INVENTED));
        String first = paid().path("transactionNo").stringValue();
        stage.book.asked(order.id(), new Told.Paid(3_600_000, "VND", first), null, Schedule.parse("5m"));
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    /** The payment is booked while its second notice is read. */
    @Test
    void a_second_payment_told_while_the_first_is_booked_is_a_task_too() {
        String first = paid().path("transactionNo").stringValue();
        ObjectNode second = Sealing.paygov(paid().put("transactionNo", "ANOTHER"), PaymentAccount.INVENTED);
        whenItMatters =
                () -> stage.book.asked(order.id(), new Told.Paid(3_600_000, "VND", first), null, Schedule.parse("5m"));
        take(Trust.QUERY_BEFORE_TRUST, second);
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void a_second_payment_of_another_sum_is_a_task_too() {
        take(Trust.SIGNATURE, paid());
        ObjectNode second = paid().put("transactionNo", "ANOTHER").put("amount", 1);
        take(Trust.QUERY_BEFORE_TRUST, Sealing.paygov(second, PaymentAccount.INVENTED));
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.sum-contradicted");
    }

    @Test
    void a_notice_that_made_us_ask_is_no_second_payment() {
        take(Trust.QUERY_BEFORE_TRUST, paid());
        String first = paid().path("transactionNo").stringValue();
        stage.book.asked(order.id(), new Told.Paid(3_600_000, "VND", first), null, Schedule.parse("5m"));
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isNull();
    }

    @Test
    void an_order_that_is_not_ours_is_refused() {
        ObjectNode other = paid().put("orderId", "000.00.00.G16-000.00.00.G16-240315-9999-01");
        assertThat(take(Trust.SIGNATURE, other)).isEqualTo(Answer.SIGNATURE_WRONG);
        assertThat(take(Trust.QUERY_BEFORE_TRUST, other)).isEqualTo(Answer.SIGNATURE_WRONG);
    }

    private ObjectNode paid() {
        if (stage.outside.order(order.reference()).orElseThrow().standing() != Standing.PAID) {
            stage.outside.ends(order.reference(), Standing.PAID);
        }
        return stage.outside.notice(order.reference());
    }

    private Answer take(Trust trust, ObjectNode notice) {
        GatewayClient client = Objects.requireNonNull(stage.clients.all().get(Gateway.PAYGOV));
        PaygovNotices notices = new PaygovNotices(
                stage.book,
                stage.clients.formulas(Gateway.PAYGOV),
                whenItMatters == null ? client : askable(client, whenItMatters),
                trust,
                toFailure);
        return notices.take(Received.of(JSON.writeValueAsBytes(notice), "application/json"));
    }

    /** One that can be asked; something happens in the moment in which that matters. */
    private static GatewayClient askable(GatewayClient client, Runnable happens) {
        return (GatewayClient) Proxy.newProxyInstance(
                GatewayClient.class.getClassLoader(), new Class<?>[] {GatewayClient.class}, (proxy, method, values) -> {
                    if (method.getName().equals("canAsk")) {
                        happens.run();
                        return true;
                    }
                    return method.invoke(client, values);
                });
    }

    private Payment now() {
        return stage.book.find(order.id()).orElseThrow();
    }
}
