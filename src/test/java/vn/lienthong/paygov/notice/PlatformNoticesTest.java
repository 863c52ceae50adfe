package vn.lienthong.paygov.notice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentStage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.PlatformSettings.Fault;
import vn.lienthong.paygov.gateway.PlatformSettings.Notice;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.Sealing;

/** CONFIRM, good and bad (A.4). */
class PlatformNoticesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private PaymentStage stage;
    private PlatformNotices notices;
    private Payment order;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        notices = notices(new Notice(Fault.NORMAL, "99", "00"));
        order = stage.waiting("000.00.00.G16-240315-0012");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void a_sealed_notice_of_the_right_sum_is_proof() {
        assertThat(take(paid())).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().transactionNo()).startsWith("SIM");
        assertThat(take(paid())).as("the same again").isTrue();
        assertThat(stage.book.events(order.id())).hasSize(3);
    }

    @Test
    void a_form_is_as_good_as_json() {
        StringBuilder form = new StringBuilder();
        paid().properties()
                .forEach(field -> form.append(form.isEmpty() ? "" : "&")
                        .append(field.getKey())
                        .append('=')
                        .append(URLEncoder.encode(field.getValue().asString(), StandardCharsets.UTF_8)));
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(notices.take(Received.of(body, "application/x-www-form-urlencoded; charset=UTF-8")))
                .isEqualTo("00");
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void a_notice_somebody_altered_changes_nothing_and_is_kept() {
        for (String field :
                List.of("MaLoi", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaDoiTac", "MaNganHang")) {
            ObjectNode altered = paid();
            altered.put(field, altered.path(field).asString("") + "0");
            assertThat(take(altered)).as(field).isFalse();
        }
        assertThat(now()).isEqualTo(order);
        assertThat(stage.book.messages(order.id()))
                .extracting(PaymentMessage::problem)
                .contains("paygov.seal-wrong");
    }

    @Test
    void another_sum_changes_nothing_even_if_it_is_sealed_and_makes_us_ask() {
        assertThat(take(sealed(notice -> notice.put("SoTien", 1)))).isFalse();
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        assertThat(now().task()).isEqualTo("paygov.sum-contradicted");
        assertThat(now().askAt()).isEqualTo(stage.clock.instant());
    }

    @Test
    void a_sum_in_another_form_changes_nothing_and_makes_us_ask() {
        for (String written : List.of("3.600.000", "3600000.0", "36e5", "-3600000", "")) {
            Payment other = stage.waiting("000.00.00.G16-240315-1" + written.length());
            stage.outside.ends(other.reference(), Standing.PAID);
            ObjectNode notice = stage.outside.notice(other.reference()).put("SoTien", written);
            assertThat(take(Sealing.confirm(notice, PaymentAccount.INVENTED))).isFalse();
            Payment after = stage.book.find(other.id()).orElseThrow();
            assertThat(after.state()).isEqualTo(PaymentState.WAITING);
            assertThat(after.askAt()).as(written).isEqualTo(stage.clock.instant());
        }
    }

    @Test
    void a_transaction_number_that_is_longer_than_any_changes_nothing_even_if_it_is_sealed() {
        assertThat(take(sealed(notice -> notice.put("MaGiaoDich", "9".repeat(256)))))
                .isFalse();
        assertThat(now()).isEqualTo(order);
        assertThat(take(sealed(notice -> notice.put("MaGiaoDich", "9".repeat(255)))))
                .isTrue();
        assertThat(now().transactionNo()).hasSize(255);
    }

    @Test
    void another_currency_or_partner_changes_nothing_even_if_it_is_sealed() {
        assertThat(take(sealed(notice -> notice.put("MaTienTe", "USD")))).isFalse();
        assertThat(take(sealed(notice -> notice.put("MaDoiTac", "SOMEBODY-ELSE"))))
                .isFalse();
        assertThat(take(sealed(notice -> notice.put("SoTien", "3.600.000")))).isFalse();
        assertThat(take(sealed(notice -> notice.put("LoaiBanTin", "QUERY")))).isFalse();
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
    }

    @Test
    void a_failure_is_taken_and_a_later_success_too_but_never_the_other_way_round() {
        stage.outside.ends(order.reference(), Standing.FAILED);
        ObjectNode failure = stage.outside.notice(order.reference());
        assertThat(take(failure)).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.FAILED);
        assertThat(take(paid())).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(take(failure)).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isNull();
        assertThat(stage.book.messages(order.id()))
                .extracting(PaymentMessage::verdict)
                .contains("quarantined");
    }

    @Test
    void a_second_payment_of_one_order_is_answered_and_not_booked() {
        take(paid());
        Payment before = now();
        assertThat(take(sealed(notice -> notice.put("MaGiaoDich", "ANOTHER")))).isTrue();
        assertThat(now().transactionNo()).isEqualTo(before.transactionNo());
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void money_under_a_reference_that_is_not_ours_is_a_task_of_the_dossier_it_names() {
        ObjectNode elsewhere = sealed(notice -> notice.put("MaThamChieu", "PORTAL_1"));
        assertThat(take(elsewhere)).as("names no dossier").isFalse();
        elsewhere.put("MaHoSo", order.dossier().value());
        assertThat(take(elsewhere)).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        assertThat(now().task()).isEqualTo("paygov.paid-elsewhere");
    }

    @Test
    void money_under_another_reference_for_what_is_paid_is_a_task_once() {
        take(paid());
        ObjectNode again = sealed(
                        notice -> notice.put("MaThamChieu", "PORTAL_2").put("MaGiaoDich", "ANOTHER"))
                .put("MaHoSo", order.dossier().value());
        assertThat(take(again)).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.paid-elsewhere");
        stage.book.settle(order.id(), null, null, "an", "looked at the account");
        assertThat(take(again)).isTrue();
        assertThat(now().task()).as("the same message once more").isNull();
    }

    @Test
    void another_sum_under_another_reference_is_a_task_too() {
        ObjectNode other = sealed(
                        notice -> notice.put("MaThamChieu", "PORTAL_3").put("SoTien", 1))
                .put("MaHoSo", order.dossier().value());
        assertThat(take(other)).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.WAITING);
        assertThat(now().task()).isEqualTo("paygov.paid-elsewhere");
    }

    /** The second payment is told last, and is the one that is booked. */
    @Test
    void money_told_before_under_another_number_is_a_task_once_the_order_is_paid() {
        ObjectNode elsewhere = sealed(
                        notice -> notice.put("MaThamChieu", "PORTAL_5").put("MaGiaoDich", "ANOTHER"))
                .put("MaHoSo", order.dossier().value());
        take(elsewhere);
        take(paid());
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void money_of_another_sum_under_another_number_is_a_task_once_the_order_is_paid() {
        take(sealed(notice -> notice.put("SoTien", 1).put("MaGiaoDich", "ANOTHER")));
        stage.sweepAfter(Duration.ofSeconds(1));
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void a_wrong_word_about_the_payment_that_is_booked_is_no_task_any_more() {
        take(sealed(notice -> notice.put("SoTien", 1)));
        assertThat(now().task()).isEqualTo("paygov.sum-contradicted");
        stage.sweepAfter(Duration.ofSeconds(1));
        assertThat(now().state()).isEqualTo(PaymentState.PAID);
        assertThat(now().task()).isNull();
    }

    @Test
    void an_answer_without_a_number_hides_no_second_payment() {
        stage.book.asked(order.id(), new Told.Paid(3_600_000, "VND", ""), null, Schedule.parse("5m"));
        take(paid());
        assertThat(now().transactionNo()).startsWith("SIM");
        assertThat(now().task()).isNull();
        take(sealed(notice -> notice.put("MaGiaoDich", "ANOTHER")));
        assertThat(now().transactionNo()).startsWith("SIM");
        assertThat(now().task()).isEqualTo("paygov.paid-twice");
    }

    @Test
    void blanks_around_a_number_make_no_second_payment() {
        take(sealed(notice -> notice.put("MaGiaoDich", "GD-1  ")));
        take(sealed(notice -> notice.put("MaGiaoDich", "GD-1")));
        assertThat(now().transactionNo()).isEqualTo("GD-1");
        assertThat(now().task()).isNull();
    }

    @Test
    void the_log_tells_of_every_notice_that_is_refused_and_not_what_it_says() {
        Logger logger = (Logger) LoggerFactory.getLogger(RefusedNotice.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            take(sealed(notice -> notice.put("MaThamChieu", "PORTAL_4").put("MaGiaoDich", "GD-SECRET")));
            take(paid().put("MaXacThuc", "0".repeat(64)));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        unknown -> assertThat(unknown)
                                .contains("no payment of ours", "paygov.order-unknown")
                                .doesNotContain("PORTAL_4", "GD-SECRET"),
                        forged -> assertThat(forged).contains("payment " + order.id(), "paygov.seal-wrong"));
    }

    @Test
    void a_late_notice_moves_no_expired_order() {
        stage.clock.pass(Duration.ofHours(1));
        stage.book.asked(order.id(), new Told.NotKnown(), null, Schedule.parse("5m"));
        assertThat(now().state()).isEqualTo(PaymentState.EXPIRED);
        assertThat(take(paid())).isTrue();
        assertThat(now().state()).isEqualTo(PaymentState.EXPIRED);
        assertThat(now().askAt()).isEqualTo(stage.clock.instant());
    }

    @Test
    void a_card_is_never_kept() {
        ObjectNode notice = paid();
        notice.put("SoThe", "9704000000000018")
                .put("ThangThe", "03")
                .put("NamThe", "07")
                .put("Token", "CARD-TOKEN");
        notice.putObject("extra").put("SoThe", "9704000000000018");
        take(notice);
        take(sealed(each -> each.put("SoThe", "9704000000000018").put("SoTien", 1)));
        take(sealed(each -> each.put("ThongTinGiaoDich", "the 9704000000000018").put("SoTien", 2)));
        assertThat(stage.book.messages(order.id()))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.received())
                        .doesNotContain("9704", "SoThe", "CARD-TOKEN", "ThangThe", "Token"));
    }

    @Test
    void of_what_cannot_be_read_only_the_hash_is_kept() {
        for (byte[] body : List.of(
                new byte[0],
                "{\"SoThe\":\"9704000000000018\"".getBytes(StandardCharsets.UTF_8),
                paid().toString().getBytes(StandardCharsets.UTF_16))) {
            assertThat(notices.take(Received.of(body, null))).isEqualTo("99");
        }
        assertThat(now()).isEqualTo(order);
    }

    private ObjectNode paid() {
        if (stage.outside.order(order.reference()).orElseThrow().standing() != Standing.PAID) {
            stage.outside.ends(order.reference(), Standing.PAID);
        }
        return stage.outside.notice(order.reference());
    }

    private ObjectNode sealed(Consumer<ObjectNode> change) {
        ObjectNode notice = paid();
        change.accept(notice);
        return Sealing.confirm(notice, PaymentAccount.INVENTED);
    }

    @Test
    void what_an_operator_wants_to_hear_is_said_and_moves_nothing() {
        notices = notices(new Notice(Fault.RETURN_CODE, "98", "97"));
        stage.outside.ends(order.reference(), Standing.FAILED);
        assertThat(answer(stage.outside.notice(order.reference()))).as("P-07").isEqualTo("97");
        assertThat(now().state()).isEqualTo(PaymentState.FAILED);
        assertThat(answer(sealed(notice -> notice.put("SoTien", 1)))).as("P-06").isEqualTo("98");
        assertThat(now().state()).isEqualTo(PaymentState.FAILED);
        assertThat(new ConfirmAnswers(notices, Fault.RETURN_CODE)
                        .notTaken(null)
                        .path("return_code")
                        .intValue())
                .as("P-05")
                .isEqualTo(-1);
    }

    private PlatformNotices notices(Notice settings) {
        return new PlatformNotices(
                stage.book,
                stage.clients.formulas(Gateway.PAYMENT_PLATFORM),
                PaymentAccount.INVENTED.partner(),
                settings);
    }

    private boolean take(ObjectNode notice) {
        return answer(notice).equals("00");
    }

    private String answer(ObjectNode notice) {
        return notices.take(Received.of(JSON.writeValueAsBytes(notice), "application/json"));
    }

    private Payment now() {
        return stage.book.find(order.id()).orElseThrow();
    }
}
