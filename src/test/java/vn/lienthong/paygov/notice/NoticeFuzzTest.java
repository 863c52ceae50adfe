package vn.lienthong.paygov.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentStage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.gateway.PaygovSettings.Answer;
import vn.lienthong.paygov.gateway.PaygovSettings.Trust;
import vn.lienthong.paygov.gateway.PlatformSettings.Fault;
import vn.lienthong.paygov.gateway.PlatformSettings.Notice;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.Sealing;

/**
 * Notices of every kind of badness among good ones, in any order, held against a model that knows which of them are proof:
 * only those byte for byte as the payment system made them. After each notice the payment stands as the model says.
 */
class NoticeFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ORDERS = 12;

    @TempDir
    Path folder;

    private PaymentStage stage;
    private PlatformNotices platform;
    private PaygovNotices paygov;
    private PaygovNotices believing;
    private final List<Payment> orders = new ArrayList<>();
    private final Map<Long, Model> models = new HashMap<>();
    private final List<Genuine> sent = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        platform = new PlatformNotices(
                stage.book,
                stage.clients.formulas(Gateway.PAYMENT_PLATFORM),
                PaymentAccount.INVENTED.partner(),
                new Notice(Fault.NORMAL, "99", "00"));
        paygov = paygov(Trust.QUERY_BEFORE_TRUST);
        believing = paygov(Trust.SIGNATURE);
    }

    private PaygovNotices paygov(Trust trust) {
        return new PaygovNotices(
                stage.book,
                stage.clients.formulas(Gateway.PAYGOV),
                Objects.requireNonNull(stage.clients.all().get(Gateway.PAYGOV)),
                trust,
                Answer.SUCCESSFUL);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void no_payment_moves_without_proof() {
        run(1, 1_500);
    }

    @Test
    @Tag("long")
    void no_payment_moves_without_proof_in_a_hundred_thousand_notices() {
        for (int seed = 2; seed < 22; seed++) {
            run(seed, 5_000);
        }
    }

    /** What a payment must be: the state, and the number of the first payment that was proven. */
    private static final class Model {

        private PaymentState state = PaymentState.WAITING;
        private String transaction = "";

        void proven(boolean paid, String number) {
            if (state == PaymentState.PAID) {
                return;
            }
            state = paid ? PaymentState.PAID : PaymentState.FAILED;
            transaction = paid ? number : "";
        }
    }

    /** A notice as its payment system made it. */
    private record Genuine(Payment order, ObjectNode notice, boolean paid, String number) {}

    private void run(int seed, int notices) {
        Random random = new Random(seed);
        orders.clear();
        sent.clear();
        for (int i = 0; i < ORDERS; i++) {
            Gateway gateway = i % 3 == 2 ? Gateway.PAYGOV : Gateway.PAYMENT_PLATFORM;
            String dossier = "000.00.00.G16-24031%d-%04d".formatted(seed % 10, seed * 100 + i);
            Payment order = stage.payments
                    .make(PaymentStage.request(gateway, dossier, 3_600_000))
                    .payment();
            orders.add(order);
            models.put(order.id(), new Model());
        }
        for (int i = 0; i < notices; i++) {
            Genuine genuine = genuine(random);
            // every hundredth is as good as can be: the model moves with it
            if (random.nextInt(100) == 0) {
                send(genuine);
            } else {
                sendBad(genuine, random, i);
            }
            if (i % 25 == 0) {
                assertAllAsTheModelSays(seed, i);
            }
        }
        assertAllAsTheModelSays(seed, notices);
        assertEveryChangeHasItsProof();
    }

    private Genuine genuine(Random random) {
        Payment order = orders.get(random.nextInt(orders.size()));
        boolean paid = random.nextInt(3) > 0;
        stage.outside.ends(order.reference(), paid ? Standing.PAID : Standing.FAILED);
        String number = stage.outside.order(order.reference()).orElseThrow().transaction();
        return new Genuine(order, stage.outside.notice(order.reference()), paid, number);
    }

    private void send(Genuine genuine) {
        sent.add(genuine);
        boolean moves = genuine.order().gateway() == Gateway.PAYMENT_PLATFORM;
        deliver(genuine.order(), JSON.writeValueAsBytes(genuine.notice()), null, false);
        if (moves) {
            model(genuine).proven(genuine.paid(), genuine.number());
        }
    }

    /** None of these is proof of anything new. */
    private void sendBad(Genuine genuine, Random random, int turn) {
        ObjectNode notice = genuine.notice();
        Payment order = genuine.order();
        List<String> names = List.copyOf(notice.propertyNames());
        String field = names.get(random.nextInt(names.size()));
        switch (random.nextInt(13)) {
            case 0 -> deliver(order, without(notice, field, genuine), null, true);
            case 1 -> deliver(order, changed(notice, field, random, genuine), null, true);
            case 2 -> deliver(order, doubled(notice, field), null, true);
            case 3 -> deliver(order, flipped(notice, random), null, true);
            case 4 -> deliver(order, notice.toString().getBytes(StandardCharsets.UTF_16), null, true);
            case 5 -> deliver(order, cut(notice, random), null, true);
            case 6 -> replay(random);
            case 7 -> deliver(order, swapped(notice, random, genuine), null, true);
            case 8 -> deliver(order, form(notice, field), "application/x-www-form-urlencoded", true);
            case 9 -> deliver(order, otherSum(notice, random, genuine), null, true);
            case 10 -> deliver(order, new byte[random.nextInt(40)], null, true);
            case 11 -> deliver(order, ("[" + notice + "]").getBytes(StandardCharsets.UTF_8), null, true);
            default -> deliver(order, barred(notice, turn, genuine), null, true);
        }
    }

    /** What was genuine once is no news the second time. */
    private void replay(Random random) {
        if (!sent.isEmpty()) {
            Genuine old = sent.get(random.nextInt(sent.size()));
            deliver(old.order(), JSON.writeValueAsBytes(old.notice()), null, false);
            if (old.order().gateway() == Gateway.PAYMENT_PLATFORM) {
                model(old).proven(old.paid(), old.number());
            }
        }
    }

    private Model model(Genuine genuine) {
        return Objects.requireNonNull(models.get(genuine.order().id()));
    }

    /** @param bad also given to those who believe PayGov's checksum */
    private void deliver(Payment order, byte[] body, @Nullable String mediaType, boolean bad) {
        if (order.gateway() == Gateway.PAYMENT_PLATFORM) {
            platform.take(Received.of(body, mediaType));
        } else {
            paygov.take(Received.of(body, mediaType));
            if (bad) {
                believing.take(Received.of(body, mediaType));
            }
        }
    }

    private static boolean isSealed(String field, Genuine genuine) {
        return genuine.order().gateway() == Gateway.PAYMENT_PLATFORM
                ? !field.equals("MaXacThuc")
                : List.of("amount", "orderId", "requestCode", "transactionNo", "errorCode")
                        .contains(field);
    }

    /** Fields that PayGov does not seal prove nothing and harm nothing; the seal itself is taken away instead. */
    private static String harmful(String field, Genuine genuine) {
        return isSealed(field, genuine)
                ? field
                : genuine.order().gateway() == Gateway.PAYMENT_PLATFORM ? "MaXacThuc" : "checksum";
    }

    private static byte[] without(ObjectNode notice, String field, Genuine genuine) {
        notice.remove(harmful(field, genuine));
        return JSON.writeValueAsBytes(notice);
    }

    private static byte[] changed(ObjectNode notice, String field, Random random, Genuine genuine) {
        String name = harmful(field, genuine);
        String value = notice.path(name).asString("");
        String other = switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> value + " ";
            case 2 -> value + value;
            case 3 -> "00" + value;
            case 4 -> value.isEmpty() ? "x" : value.substring(1);
            default -> new StringBuilder(value).append('\u0301').toString();
        };
        if (other.equals(value)) {
            other = value + "!";
        }
        notice.put(name, other);
        return JSON.writeValueAsBytes(notice);
    }

    private static byte[] doubled(ObjectNode notice, String field) {
        String text = notice.toString();
        String again = ",\"" + field + "\":" + notice.path(field) + "}";
        return (text.substring(0, text.length() - 1) + again).getBytes(StandardCharsets.UTF_8);
    }

    /** One bit of the seal or of a sealed value: found by trying, since a flip elsewhere may leave the message what it was. */
    private byte[] flipped(ObjectNode notice, Random random) {
        byte[] body = JSON.writeValueAsBytes(notice);
        byte[] flipped = body.clone();
        Received before = Received.of(body, null);
        while (Arrays.equals(body, flipped) || isSame(before, Received.of(flipped, null))) {
            flipped = body.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Whether all that is sealed, and the seal but for its case, reads as it did: then it is as good as the original. */
    private static boolean isSame(Received before, Received after) {
        if (before.fields() == null || after.fields() == null) {
            return false;
        }
        List<String> told = new ArrayList<>(List.of("amount", "orderId", "requestCode", "transactionNo", "errorCode"));
        told.addAll(List.of("LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich"));
        told.addAll(List.of("MaNganHang", "ThoiGianGD", "ThongTinGiaoDich"));
        return told.stream()
                        .allMatch(name ->
                                before.fields().text(name).equals(after.fields().text(name)))
                && List.of("MaXacThuc", "checksum").stream()
                        .allMatch(name -> before.fields()
                                .text(name)
                                .equalsIgnoreCase(after.fields().text(name)));
    }

    private static byte[] cut(ObjectNode notice, Random random) {
        byte[] body = JSON.writeValueAsBytes(notice);
        return Arrays.copyOf(body, random.nextInt(body.length));
    }

    /** The seal of this order on the name of another one. */
    private byte[] swapped(ObjectNode notice, Random random, Genuine genuine) {
        Payment other = orders.get(random.nextInt(orders.size()));
        boolean platforms = genuine.order().gateway() == Gateway.PAYMENT_PLATFORM;
        String reference = other.id() == genuine.order().id() ? "nobody" : other.reference();
        notice.put(platforms ? "MaThamChieu" : "orderId", reference);
        return JSON.writeValueAsBytes(notice);
    }

    private static byte[] form(ObjectNode notice, String twice) {
        StringBuilder form = new StringBuilder(twice).append('=');
        notice.properties()
                .forEach(field -> form.append('&')
                        .append(field.getKey())
                        .append('=')
                        .append(URLEncoder.encode(field.getValue().asString(""), StandardCharsets.UTF_8)));
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Rightly sealed by whoever knows the secret, and not what was ordered. */
    private static byte[] otherSum(ObjectNode notice, Random random, Genuine genuine) {
        if (genuine.order().gateway() == Gateway.PAYGOV) {
            return changed(notice, "amount", random, genuine);
        }
        switch (random.nextInt(4)) {
            case 0 -> notice.put("SoTien", 3_600_000L + 1 + random.nextInt(9));
            case 1 -> notice.put("SoTien", "3600000.0");
            case 2 -> notice.put("MaTienTe", "USD");
            default -> notice.put("MaDoiTac", "SOMEBODY-ELSE");
        }
        return JSON.writeValueAsBytes(Sealing.confirm(notice, PaymentAccount.INVENTED));
    }

    /** Words moved over a bar: the sealed text is the same, the fields are not. */
    private static byte[] barred(ObjectNode notice, int turn, Genuine genuine) {
        if (genuine.order().gateway() == Gateway.PAYGOV) {
            String number = notice.path("transactionNo").stringValue();
            notice.put("transactionNo", number.substring(0, number.length() - 1));
            notice.put(
                    "errorCode",
                    number.substring(number.length() - 1)
                            + notice.path("errorCode").stringValue());
            return JSON.writeValueAsBytes(notice.put("errorCode", "0" + turn));
        }
        notice.put(
                "MaLoi",
                notice.path("MaLoi").stringValue() + "|"
                        + notice.path("MaDoiTac").stringValue());
        notice.put("MaDoiTac", notice.path("MaThamChieu").stringValue());
        return JSON.writeValueAsBytes(notice);
    }

    private void assertAllAsTheModelSays(int seed, int turn) {
        for (Payment order : orders) {
            Payment now = stage.book.find(order.id()).orElseThrow();
            Model model = Objects.requireNonNull(models.get(order.id()));
            assertThat(now.state())
                    .as("order %s, seed %s, notice %s", order.id(), seed, turn)
                    .isEqualTo(model.state);
            assertThat(now.transactionNo() == null ? "" : now.transactionNo()).isEqualTo(model.transaction);
        }
    }

    private void assertEveryChangeHasItsProof() {
        for (Payment order : orders) {
            List<PaymentEvent> events = stage.book.events(order.id());
            assertThat(events.stream().skip(1))
                    .allSatisfy(event -> assertThat(event.proof()).isNotNull());
            assertThat(events.stream()
                            .filter(event -> event.to() == PaymentState.PAID && event.from() != PaymentState.PAID))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
