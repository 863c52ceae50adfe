package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Payments.Made;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.sandbox.payment.Ordered;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.SimulatedPayments.Fault;

/** Payments made before strict payment systems, on a real network. */
class DeskTest {

    private static final byte[] REQUEST = PaymentStage.request(Gateway.PAYMENT_PLATFORM);

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
    @EnumSource(Gateway.class)
    void answers_with_the_payers_address_within_the_call(Gateway gateway) {
        Made made = stage.payments.make(PaymentStage.request(gateway));
        assertThat(made.isNew()).isTrue();
        assertThat(made.payment().state()).isEqualTo(PaymentState.WAITING);
        assertThat(made.payment().url()).startsWith(stage.outside.address("/pay"));
        assertThat(stage.outside.orders())
                .extracting(Ordered::reference, Ordered::amount)
                .containsExactly(tuple(made.payment().reference(), 3_600_000L));
    }

    @Test
    void asked_again_answers_with_the_same_order_and_tells_nobody() {
        Made first = stage.payments.make(REQUEST);
        Made second = stage.payments.make(REQUEST);
        assertThat(second).isEqualTo(new Made(first.payment(), false));
        assertThat(stage.outside.heard()).containsExactly("init");
    }

    /** The message names it as it is meant, and so will the notice that it is paid. */
    @Test
    void a_dossiers_number_is_the_one_it_looks_like() {
        byte[] small = PaymentStage.request(Gateway.PAYMENT_PLATFORM, "000.00.00.g16-240315-0012", 3_600_000);
        Made first = stage.payments.make(small);
        assertThat(first.payment().dossier().value()).isEqualTo("000.00.00.G16-240315-0012");
        assertThat(stage.payments.make(REQUEST)).isEqualTo(new Made(first.payment(), false));
    }

    @Test
    void many_callers_at_once_make_one_order() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            Callable<Made> call = () -> stage.payments.make(REQUEST);
            List<Future<Made>> made =
                    callers.invokeAll(IntStream.range(0, 16).mapToObj(i -> call).toList());
            for (Future<Made> one : made) {
                assertThat(one.get().payment().id())
                        .isEqualTo(made.getFirst().get().payment().id());
            }
        }
        assertThat(stage.outside.orders()).hasSize(1);
    }

    @Test
    void a_refused_order_has_failed_and_may_be_made_anew_under_another_name() {
        stage.outside.goWrong(Fault.REFUSE);
        assertRefused(Kind.NOT_MADE, "paygov.create-refused");
        stage.outside.goWrong(Fault.NONE);
        Payment made = stage.payments.make(REQUEST).payment();
        assertThat(stage.payments.of(made.dossier()))
                .extracting(Payment::state)
                .containsExactly(PaymentState.WAITING, PaymentState.FAILED);
        assertThat(stage.payments.of(made.dossier()))
                .extracting(Payment::reference)
                .doesNotHaveDuplicates();
    }

    @Test
    void an_order_nobody_could_be_told_of_has_failed() throws Exception {
        try (PaymentStage alone = new PaymentStage(folder.resolve("alone"), false, "")) {
            assertThatThrownBy(() -> alone.payments.make(REQUEST))
                    .isInstanceOfSatisfying(
                            PaymentRefused.class,
                            refused -> assertThat(refused.kind()).isEqualTo(Kind.NOT_MADE));
            assertThat(alone.payments.list(PaymentState.FAILED, false, 1, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT", "SILENT", "LOST", "ERROR"})
    void without_a_clear_answer_the_order_is_unknown(Fault fault) {
        stage.outside.goWrong(fault);
        Payment made = stage.payments.make(REQUEST).payment();
        assertThat(made.state()).isEqualTo(PaymentState.UNKNOWN);
        assertThat(made.url()).isNull();
        assertThat(made.askAt()).isEqualTo(stage.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    @Timeout(20)
    void a_payment_that_waits_for_a_person_is_asked_about_once_when_it_is_reported_paid() {
        Payment made = stage.payments.make(REQUEST).payment();
        stage.book.asked(made.id(), new Told.Paid(1, "VND", "GD1"), null, Schedule.parse("5m"));
        stage.outside.ends(made.reference(), Standing.PAID);
        stage.book.noticed(
                made.id(), new Told.Paid(3_600_000, "VND", "GD1"), new Draft(Draft.NOTICE, null, null, null, "a"));
        stage.sweepAfter(Duration.ofSeconds(1));
        assertThat(stage.outside.heard()).containsExactly("init", "query");
        Payment after = stage.payments.find(made.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.QUARANTINED);
        assertThat(after.task()).isEqualTo("paygov.sum-contradicted");
        assertThat(after.askAt()).isNull();
    }

    @Test
    void the_payment_system_is_asked_before_anything_is_made_again_and_then_under_a_new_name() {
        stage.outside.goWrong(Fault.LOST);
        Payment lost = stage.payments.make(REQUEST).payment();
        stage.outside.goWrong(Fault.NONE);
        Made again = stage.payments.make(REQUEST);
        assertThat(stage.outside.heard()).containsExactly("init", "query", "init");
        assertThat(again.isNew()).isTrue();
        assertThat(again.payment().reference()).isNotEqualTo(lost.reference());
        assertThat(stage.payments.find(lost.id()).orElseThrow().state()).isEqualTo(PaymentState.FAILED);
    }

    @Test
    void nothing_is_made_again_while_the_payment_system_cannot_be_asked() {
        stage.outside.goWrong(Fault.CUT);
        Payment taken = stage.payments.make(REQUEST).payment();
        assertThat(stage.payments.make(REQUEST).payment().id()).isEqualTo(taken.id());
        assertThat(stage.outside.heard()).containsExactly("init", "query");
        assertThat(stage.outside.orders()).hasSize(1);
    }

    @Test
    void an_order_whose_address_was_lost_makes_room_and_is_found_if_it_is_paid_all_the_same() {
        stage.outside.goWrong(Fault.CUT);
        Payment lost = stage.payments.make(REQUEST).payment();
        stage.outside.goWrong(Fault.NONE);
        Made again = stage.payments.make(REQUEST);
        assertThat(again.payment().state()).isEqualTo(PaymentState.WAITING);
        assertThat(again.payment().reference()).isNotEqualTo(lost.reference());
        assertThat(stage.payments.find(lost.id()).orElseThrow().state()).isEqualTo(PaymentState.EXPIRED);
        stage.outside.ends(lost.reference(), Standing.PAID);
        stage.sweepAfter(Duration.ofMinutes(5));
        Payment after = stage.payments.find(lost.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.PAID);
        assertThat(after.task()).isEqualTo("paygov.paid-beside-another");
    }

    /** The payer tried again at the first address, while another order was asked for. */
    @Test
    void nobody_is_sent_to_an_order_that_can_be_paid_once_another_one_has_paid_its_fee() {
        Payment first = stage.payments.make(REQUEST).payment();
        stage.book.noticed(first.id(), new Told.NotPaid(), new Draft(Draft.NOTICE, null, null, null, "a"));
        Payment second = stage.payments.make(REQUEST).payment();
        assertThat(second.id()).isNotEqualTo(first.id());
        stage.book.noticed(
                first.id(), new Told.Paid(3_600_000, "VND", "GD1"), new Draft(Draft.NOTICE, null, null, null, "b"));
        assertRefused(Kind.IN_THE_WAY, "paygov.paid-before");
        stage.payments.settle(first.id(), null, null, "lan", "seen");
        assertRefused(Kind.IN_THE_WAY, "paygov.paid-before");
    }

    @Test
    void what_was_paid_while_we_did_not_know_is_found_by_asking() {
        stage.outside.goWrong(Fault.CUT);
        Payment taken = stage.payments.make(REQUEST).payment();
        stage.outside.goWrong(Fault.NONE);
        stage.outside.ends(taken.reference(), Standing.PAID);
        stage.sweepAfter(Duration.ofMinutes(5));
        Payment after = stage.payments.find(taken.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.PAID);
        assertThat(after.askAt()).isNull();
        assertRefused(Kind.IN_THE_WAY, "paygov.paid-before");
    }

    @Test
    void what_stays_open_to_the_end_of_the_schedule_waits_for_a_person() {
        Payment made = stage.payments.make(REQUEST).payment();
        stage.sweepAfter(Duration.ofMinutes(5));
        stage.sweepAfter(Duration.ofMinutes(10));
        assertThat(stage.payments.find(made.id()).orElseThrow().task()).isNull();
        stage.sweepAfter(Duration.ofMinutes(45));
        Payment after = stage.payments.find(made.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(PaymentState.EXPIRED);
        assertThat(after.task()).isEqualTo("paygov.unresolved");
        assertRefused(Kind.IN_THE_WAY, "paygov.person-needed");
        assertThat(stage.outside.heard()).containsExactly("init", "query", "query", "query");
    }

    @Test
    void paygov_that_cannot_be_asked_ends_with_a_person_too() {
        Payment made = stage.payments.make(PaymentStage.request(Gateway.PAYGOV)).payment();
        stage.sweepAfter(Duration.ofMinutes(5));
        stage.sweepAfter(Duration.ofHours(1));
        assertThat(stage.payments.find(made.id()).orElseThrow().task()).isEqualTo("paygov.unresolved");
        assertThat(stage.outside.heard()).containsExactly("create");
    }

    @Test
    void tells_everything_that_is_wrong_and_enters_nothing() {
        String wrong = new String(REQUEST, StandardCharsets.UTF_8)
                .replace("\"payment-platform\"", "\"cash\"")
                .replace("\"amount\":3600000", "\"amount\":3600000.5");
        assertThatThrownBy(() -> stage.payments.make(wrong.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PaymentRefused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactlyInAnyOrder("gateway", "fees[0].amount", "amount"));
        assertThat(stage.payments.list(null, false, 1, 10)).isEmpty();
        assertThat(stage.outside.heard()).isEmpty();
    }

    /** What cannot be seen would make two fees of one, and a database does not keep all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\n", "\\u200b", "\\u202e", "\\ud800"})
    void a_fees_code_is_text_that_can_be_seen(String unseen) {
        for (Gateway gateway : Gateway.values()) {
            String request = new String(PaymentStage.request(gateway), StandardCharsets.UTF_8)
                    .replace("PHI-01", "PHI" + unseen + "01");
            assertThatThrownBy(() -> stage.payments.make(request.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            PaymentRefused.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(Problem::field)
                                    .contains("fees[0].code"));
        }
        assertThat(stage.payments.list(null, false, 1, 10)).isEmpty();
    }

    @Test
    void a_fees_code_is_the_one_it_looks_like_however_its_letters_are_made() {
        Made first = stage.payments.make(withCode("PH\u00CD-01"));
        assertThat(stage.payments.make(withCode("PHI\u0301-01"))).isEqualTo(new Made(first.payment(), false));
    }

    @Test
    void a_fee_is_found_in_the_table_however_the_letters_of_its_code_are_made() throws Exception {
        stage.write("fees.csv", "procedure,fee,amount,from,until\n*,PHI\u0301-01,1,,\n");
        for (String code : List.of("PH\u00CD-01", "PHI\u0301-01")) {
            assertThatThrownBy(() -> stage.payments.make(withCode(code))).hasMessage("paygov.other-fee");
        }
    }

    private static byte[] withCode(String code) {
        return new String(REQUEST, StandardCharsets.UTF_8)
                .replace("PHI-01", code)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tells_what_the_contract_refuses_and_enters_nothing() {
        String wrong = new String(REQUEST, StandardCharsets.UTF_8)
                .replace("\"address\":\"1 Tràng Tiền\",", "")
                .replace("\"0100000001\"", "\"12\"");
        assertThatThrownBy(() -> stage.payments.make(wrong.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PaymentRefused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactlyInAnyOrder(
                                        "ThongTinBienLai.DiaChiNguoiNop", "ThongTinBienLai.SoCMNDNguoiNop"));
        assertThat(stage.payments.list(null, false, 1, 10)).isEmpty();
    }

    @Test
    void the_sum_is_that_of_the_fees() {
        String wrong =
                new String(REQUEST, StandardCharsets.UTF_8).replaceFirst("\"amount\":3600000", "\"amount\":3500000");
        assertThatThrownBy(() -> stage.payments.make(wrong.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("paygov.sum-differs");
    }

    @Test
    void the_fee_is_that_of_the_day_the_dossier_was_handed_in() throws Exception {
        stage.write("fees.csv", """
                procedure,fee,amount,from,until
                1.011451,PHI-01,3600000,2024-01-01,2025-06-30
                1.011451,PHI-01,1800000,2025-07-01,2026-01-31
                1.011451,PHI-01,3600000,2026-02-01,
                """);
        assertThatThrownBy(() -> stage.payments.make(submitted("2025-07-01T00:00:00+07:00")))
                .isInstanceOfSatisfying(PaymentRefused.class, refused -> {
                    Problem problem = refused.problems().getFirst();
                    assertThat(problem.code()).isEqualTo("paygov.other-fee");
                    assertThat(problem.details()).containsEntry("owed", "1800000");
                    assertThat(problem.place()).contains("fees.csv:3");
                });
        assertThat(stage.payments.make(submitted("2025-06-30T23:59:59+07:00")).isNew())
                .isTrue();
    }

    private static byte[] submitted(String at) {
        return new String(REQUEST, StandardCharsets.UTF_8)
                .replace("\"gateway\"", "\"submittedAt\":\"" + at + "\",\"gateway\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nobodys_account_stands_in_for_one_that_is_not_named() throws Exception {
        stage.write("beneficiaries.csv", "procedure,unit,unit_name,bank,account,holder,from,until\n");
        assertRefused(Kind.NOT_NOW, "paygov.no-beneficiary");
        assertThat(stage.outside.heard()).isEmpty();
    }

    private void assertRefused(Kind kind, String code) {
        assertThatThrownBy(() -> stage.payments.make(REQUEST)).isInstanceOfSatisfying(PaymentRefused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.problems().getFirst().code()).isEqualTo(code);
        });
    }
}
