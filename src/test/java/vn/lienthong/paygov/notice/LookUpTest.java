package vn.lienthong.paygov.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentStage;
import vn.lienthong.paygov.Refund.Step;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.sandbox.payment.SimulatedPayments.Fault;

class LookUpTest {

    private static final String OWING = "000.00.00.G16-240315-0012";
    private static final Told PAID = new Told.Paid(3_600_000, "VND", "GD1");
    private static final String KNOWN = "000.00.00.G16-240315-0099";

    @TempDir
    Path folder;

    private PaymentStage stage;
    private LookUp lookUp;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        lookUp = new LookUp(
                stage.book, dossier -> Set.of(KNOWN, OWING).contains(dossier.value()), "TEST-DOITAC-G16", stage.clock);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void tells_what_is_owed_in_the_words_of_the_order() {
        Payment order = stage.waiting(OWING);
        JsonNode answer = ask(OWING);
        assertThat(answer.path("error_code").intValue()).isEqualTo(1);
        JsonNode message = answer.path("message");
        assertThat(message.path("transaction_id").stringValue()).isEqualTo(order.reference());
        assertThat(message.path("client_id").stringValue()).isEqualTo("TEST-DOITAC-G16");
        assertThat(message.path("MaTraCuuTT").stringValue()).isEqualTo(OWING + "20260302090000");
        assertThat(message.path("MaHoSo").stringValue()).isEqualTo(OWING);
        assertThat(message.path("PhiLePhi").path(0).path("SoTien").stringValue())
                .isEqualTo("3600000");
    }

    @Test
    void owes_nothing_what_was_paid_and_still_what_failed() {
        Payment order = stage.waiting(OWING);
        stage.book.noticed(order.id(), new Told.NotPaid(), new Draft(Draft.NOTICE, null, null, null, "a"));
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(1);
        stage.book.noticed(
                order.id(), new Told.Paid(3_600_000, "VND", "GD1"), new Draft(Draft.NOTICE, null, null, null, "b"));
        assertThat(ask(OWING).toString()).isEqualTo("{\"error_code\":0,\"message\":[]}");
        stage.book.noticed(
                order.id(), new Told.Paid(3_600_000, "VND", "GD2"), new Draft(Draft.NOTICE, null, null, null, "c"));
        assertThat(ask(OWING).path("error_code").intValue())
                .as("paid twice: a task, and nothing is owed")
                .isZero();
    }

    @Test
    void owes_nothing_what_an_earlier_order_has_paid_after_all() {
        Payment first = stage.waiting(OWING);
        heard(first, new Told.NotPaid(), "a");
        Payment second = stage.waiting(OWING);
        heard(second, new Told.NotPaid(), "b");
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(1);
        heard(first, PAID, "c");
        assertThat(ask(OWING).toString()).isEqualTo("{\"error_code\":0,\"message\":[]}");
    }

    @Test
    void owes_nothing_what_another_order_has_paid_while_the_newest_can_still_be_paid() {
        Payment first = stage.waiting(OWING);
        heard(first, new Told.NotPaid(), "a");
        stage.waiting(OWING);
        heard(first, PAID, "b");
        assertThat(ask(OWING).path("error_code").intValue()).isZero();
    }

    @Test
    void owes_nothing_what_was_paid_at_the_other_payment_system_and_says_nothing_while_it_can_be_paid_there() {
        Payment failed = stage.waiting(OWING);
        heard(failed, new Told.NotPaid(), "a");
        Payment elsewhere = stage.payments
                .make(PaymentStage.request(Gateway.PAYGOV, OWING, 3_600_000))
                .payment();
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(-1);
        heard(elsewhere, PAID, "b");
        assertThat(ask(OWING).path("error_code").intValue()).isZero();
    }

    @Test
    void owes_again_what_was_asked_for_after_the_money_went_back() {
        Payment first = stage.waiting(OWING);
        heard(first, PAID, "a");
        RefundBook refunds = stage.refunds();
        refunds.step(first.id(), Step.ASK, "an", "paid by mistake", null);
        refunds.step(first.id(), Step.APPROVE, "binh", "seen", null);
        refunds.step(first.id(), Step.REFUNDED, "an", "sent back", "CT-1");
        assertThat(ask(OWING).path("error_code").intValue()).isZero();
        stage.waiting(OWING);
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(1);
    }

    @Test
    void tells_nobody_to_pay_what_it_no_longer_knows_the_receiver_of() {
        heard(stage.waiting(OWING), new Told.NotPaid(), "a");
        stage.clock.pass(Duration.ofDays(91));
        stage.sweepAfter(Duration.ZERO);
        assertThat(stage.book.forgetBodies(stage.clock.instant().minus(Duration.ofDays(90)), 10))
                .isPositive();
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(-1);
    }

    @Test
    void tells_nobody_to_pay_what_is_being_checked() {
        stage.outside.goWrong(Fault.CUT);
        stage.payments.make(PaymentStage.request(Gateway.PAYMENT_PLATFORM, OWING, 3_600_000));
        assertThat(ask(OWING).path("error_code").intValue()).isEqualTo(-1);
    }

    @Test
    void tells_a_dossier_that_owes_nothing_from_one_nobody_knows() {
        assertThat(ask(KNOWN).path("error_code").intValue()).isZero();
        assertThat(ask("nobody").path("error_code").intValue()).isEqualTo(-1);
        assertThat(lookUp.taken(Received.of("{".getBytes(StandardCharsets.UTF_8), null))
                        .path("error_code")
                        .intValue())
                .isEqualTo(-1);
    }

    private void heard(Payment order, Told told, String hash) {
        stage.book.noticed(order.id(), told, new Draft(Draft.NOTICE, null, null, null, hash));
    }

    private JsonNode ask(String dossier) {
        byte[] body = ("{\"MaHoSo\":\"" + dossier + "\"}").getBytes(StandardCharsets.UTF_8);
        return lookUp.taken(Received.of(body, "application/json"));
    }
}
