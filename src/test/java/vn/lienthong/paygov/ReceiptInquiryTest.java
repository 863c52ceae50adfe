package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.SimulatedPayments.Fault;
import vn.lienthong.sandbox.payment.SimulatedReceipts;
import vn.lienthong.sandbox.payment.SimulatedReceipts.Form;

/** Receipts asked for at payment systems that take nothing but what the fact sheet says (A.6, B.3). */
class ReceiptInquiryTest {

    private static final String DOSSIER = "000.00.00.G16-240315-0012";

    @TempDir
    Path folder;

    private PaymentStage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"STREAM", "ADDRESS", "OTHER_SPELLING"})
    void a_paid_order_gets_its_receipt_in_whatever_form_it_comes(Form form) {
        stage.outside.receipts().answerAs(form);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ZERO);
        byte[] pdf = SimulatedReceipts.pdf(paid.reference());
        assertThat(stage.receipts.pdf(paid.id())).contains(pdf);
        Receipt receipt = stage.receipts.of(paid.id()).orElseThrow();
        assertThat(receipt.hash()).isEqualTo(Sha256.hex(pdf));
        assertThat(receipt.problem()).isNull();
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isNull();
        stage.askForReceiptsAfter(Duration.ofDays(2));
        assertThat(stage.outside.heard()).as("asked once").containsExactly("init", "bill");
    }

    @Test
    void an_address_is_fetched_at_our_adapter_whatever_host_it_names() {
        stage.outside.receipts().answerAs(Form.ADDRESS);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ZERO);
        assertThat(stage.outside.receipts().fetched())
                .containsExactly("/VXPAdapter/RestService/forward/bienlai/" + paid.reference() + ".pdf?k=1%202");
        assertThat(stage.receipts.of(paid.id()).orElseThrow().address()).startsWith("http://ss-term.invalid:8080/");
    }

    @Test
    void what_is_no_address_by_http_is_not_followed() {
        stage.outside.receipts().answerAs(Form.FILE);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ZERO);
        assertThat(stage.receipts.of(paid.id()).orElseThrow().problem()).isEqualTo("paygov.receipt-address-wrong");
        assertThat(stage.outside.receipts().fetched()).isEmpty();
    }

    @Test
    void a_page_in_the_place_of_a_pdf_is_no_receipt_and_its_address_is_kept() {
        stage.outside.receipts().answerAs(Form.PAGE);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ZERO);
        Receipt receipt = stage.receipts.of(paid.id()).orElseThrow();
        assertThat(receipt.problem()).isEqualTo("paygov.receipt-not-fetched");
        assertThat(receipt.address()).contains(paid.reference());
        assertThat(receipt.receivedAt()).isNull();
        stage.outside.receipts().answerAs(Form.ADDRESS);
        stage.askForReceiptsAfter(Duration.ofMinutes(1));
        assertThat(stage.receipts.pdf(paid.id())).isPresent();
    }

    @Test
    void after_the_last_try_a_person_is_asked_by_name_of_the_problem() {
        stage.outside.receipts().answerAs(Form.NONE);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ZERO);
        stage.askForReceiptsAfter(Duration.ofMinutes(1));
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isNull();
        stage.askForReceiptsAfter(Duration.ofHours(1));
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isEqualTo("paygov.receipt-missing");
        stage.askForReceiptsAfter(Duration.ofDays(2));
        assertThat(stage.outside.heard()).containsExactly("init", "bill", "bill", "bill");
        assertThat(stage.book.messages(paid.id()))
                .filteredOn(message -> message.kind().equals(Draft.RECEIPT))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.problem()).isEqualTo("paygov.receipt-refused");
                    assertThat(message.times()).isEqualTo(3);
                });
    }

    @Test
    void that_money_came_twice_is_not_hidden_behind_a_missing_receipt() {
        stage.outside.receipts().answerAs(Form.NONE);
        Payment paid = paid();
        stage.askForReceiptsAfter(Duration.ofHours(2));
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isEqualTo("paygov.receipt-missing");
        stage.book.noticed(
                paid.id(),
                new Told.Paid(3_600_000, "VND", "ANOTHER"),
                new Draft(Draft.NOTICE, null, null, null, "another"));
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isEqualTo("paygov.paid-twice");
        stage.refunds().step(paid.id(), Refund.Step.ASK, "an", "paid twice", null);
        assertThat(stage.book.find(paid.id()).orElseThrow().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void a_payment_that_a_question_proved_is_asked_for_with_the_time_in_its_answer() {
        Payment order = stage.waiting(DOSSIER);
        stage.outside.ends(order.reference(), Standing.PAID);
        stage.sweepAfter(Duration.ofMinutes(5));
        assertThat(stage.book.find(order.id()).orElseThrow().state()).isEqualTo(PaymentState.PAID);
        stage.askForReceiptsAfter(Duration.ZERO);
        assertThat(stage.receipts.pdf(order.id())).isPresent();
    }

    @Test
    void what_a_person_settled_without_proof_cannot_be_asked_for() {
        Payment order = stage.waiting(DOSSIER);
        stage.payments.settle(order.id(), PaymentState.PAID, "GD1", "lan", "seen at the bank");
        stage.askForReceiptsAfter(Duration.ZERO);
        assertThat(stage.receipts.of(order.id()).orElseThrow().problem()).isEqualTo("paygov.receipt-unproven");
        assertThat(stage.outside.heard()).containsExactly("init");
    }

    @Test
    void a_payment_system_that_does_not_answer_is_asked_again() {
        Payment paid = paid();
        stage.outside.goWrong(Fault.ERROR);
        stage.askForReceiptsAfter(Duration.ZERO);
        assertThat(stage.receipts.of(paid.id()).orElseThrow().problem()).isEqualTo("paygov.receipt-no-answer");
        stage.outside.goWrong(Fault.NONE);
        stage.askForReceiptsAfter(Duration.ofMinutes(1));
        assertThat(stage.receipts.pdf(paid.id())).isPresent();
    }

    @Test
    void of_paygov_the_address_is_kept_and_not_followed() {
        Payment order =
                stage.payments.make(PaymentStage.request(Gateway.PAYGOV)).payment();
        stage.outside.ends(order.reference(), Standing.PAID);
        ObjectNode notice = stage.outside.notice(order.reference());
        stage.book.noticed(
                order.id(),
                new Told.Paid(3_600_000, "VND", notice.path("transactionNo").stringValue()),
                new Draft(
                        Draft.NOTICE,
                        null,
                        null,
                        notice.toString(),
                        Sha256.hex(notice.toString().getBytes(StandardCharsets.UTF_8))));
        stage.askForReceiptsAfter(Duration.ZERO);
        Receipt receipt = stage.receipts.of(order.id()).orElseThrow();
        assertThat(receipt.problem()).isNull();
        assertThat(receipt.address()).isEqualTo("https://paygov.invalid/bienlai/" + DOSSIER);
        assertThat(receipt.isPdf()).isFalse();
        assertThat(receipt.receivedAt()).isEqualTo(stage.clock.instant());
    }

    /** An order that the Payment Platform's notice has proven. */
    private Payment paid() {
        Payment order = stage.waiting(DOSSIER);
        stage.outside.ends(order.reference(), Standing.PAID);
        ObjectNode notice = stage.outside.notice(order.reference());
        return stage.book
                .noticed(
                        order.id(),
                        new Told.Paid(
                                3_600_000, "VND", notice.path("MaGiaoDich").stringValue()),
                        new Draft(
                                Draft.NOTICE,
                                null,
                                null,
                                notice.toString(),
                                Sha256.hex(notice.toString().getBytes(StandardCharsets.UTF_8))))
                .payment();
    }
}
