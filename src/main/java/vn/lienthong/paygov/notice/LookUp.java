package vn.lienthong.paygov.notice;

import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.message.Fields;

/**
 * What is owed for a dossier (A.8), for the portal where the payer wants to pay there: {@code 1} and the receipt's fields, as
 * they went out with the order; {@code 0} nothing; {@code -1} not known, or being checked, so that nobody pays twice.
 */
final class LookUp implements Answers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(VietnamTime.ZONE);
    private static final JsonMapper JSON = new JsonMapper();

    private final PaymentBook book;
    private final Predicate<DossierNo> isKnown;
    private final String partner;
    private final InstantSource time;

    /** @param isKnown whether the ledger knows a dossier of that number */
    LookUp(PaymentBook book, Predicate<DossierNo> isKnown, String partner, InstantSource time) {
        this.book = book;
        this.isKnown = isKnown;
        this.partner = partner;
        this.time = time;
    }

    @Override
    public ObjectNode notTaken(@Nullable Fields question) {
        return said(-1, "Chưa trả lời được, hãy hỏi lại");
    }

    @Override
    public ObjectNode taken(Received question) {
        DossierNo dossier = dossier(question);
        if (dossier == null) {
            return said(-1, "Không đọc được mã hồ sơ");
        }
        List<Payment> all = book.of(dossier);
        List<Payment> payments = all.stream()
                .filter(payment -> payment.gateway() == Gateway.PAYMENT_PLATFORM)
                .toList();
        if (payments.isEmpty() && !isKnown.test(dossier)) {
            return said(-1, "Không tìm thấy hồ sơ");
        }
        if (payments.stream().anyMatch(LookUp::isBeingChecked)) {
            return beingChecked();
        }
        return payable(payments)
                .map(payment -> owes(payment, forTheSame(payment, all)))
                .orElseGet(LookUp::nothing);
    }

    private static @Nullable DossierNo dossier(Received question) {
        String number = question.fields() == null ? null : question.fields().get("MaHoSo");
        try {
            return number == null ? null : new DossierNo(number);
        } catch (IllegalArgumentException noNumber) {
            return null;
        }
    }

    private static boolean isBeingChecked(Payment payment) {
        boolean open = payment.task() != null
                || payment.state() == PaymentState.CREATED
                || payment.state() == PaymentState.UNKNOWN
                || payment.state() == PaymentState.QUARANTINED;
        return open && !payment.state().wasPaid();
    }

    /** The newest that can be paid; one that failed still can. */
    private static Optional<Payment> payable(List<Payment> newestFirst) {
        Optional<Payment> waiting = newestFirst.stream()
                .filter(payment -> payment.state() == PaymentState.WAITING)
                .findFirst();
        return waiting.or(
                () -> newestFirst.stream().findFirst().filter(payment -> payment.state() == PaymentState.FAILED));
    }

    /** The dossier's other payments, at either payment system, for one of the same fees. */
    private List<Payment> forTheSame(Payment payment, List<Payment> all) {
        List<String> fees = book.fees(payment.id());
        return all.stream()
                .filter(other -> other.id() != payment.id())
                .filter(other -> !Collections.disjoint(book.fees(other.id()), fees))
                .toList();
    }

    /** Nothing if another has paid it, and no answer while another may: the payer would pay twice. */
    private ObjectNode owes(Payment payment, List<Payment> others) {
        if (others.stream().anyMatch(other -> hasPaid(other, payment))) {
            return nothing();
        }
        boolean mayBePaid = others.stream()
                .filter(other -> other.gateway() != Gateway.PAYMENT_PLATFORM)
                .anyMatch(other -> other.state().isPayable() || isBeingChecked(other));
        return mayBePaid ? beingChecked() : owes(payment);
    }

    /** What went back before the payment was asked for is owed by it. */
    private static boolean hasPaid(Payment other, Payment payment) {
        return other.state() == PaymentState.REFUNDED
                ? other.id() > payment.id()
                : other.state().wasPaid();
    }

    private ObjectNode owes(Payment payment) {
        ObjectNode message = JSON.createObjectNode();
        message.put("transaction_id", payment.reference());
        message.put("client_id", partner);
        message.put("MaTraCuuTT", payment.dossier().value() + TIME.format(time.instant()));
        JsonNode receipt = receipt(payment);
        if (receipt.isEmpty()) {
            return said(-1, "Dữ liệu của khoản thanh toán không còn");
        }
        receipt.properties().forEach(field -> message.set(field.getKey(), field.getValue()));
        ObjectNode answer = JSON.createObjectNode();
        answer.put("error_code", 1);
        answer.set("message", message);
        return answer;
    }

    /** Empty once retention has deleted it. */
    private JsonNode receipt(Payment payment) {
        return book.messages(payment.id()).stream()
                .filter(message -> message.kind().equals(Draft.CREATE))
                .map(PaymentMessage::sent)
                .filter(Objects::nonNull)
                .map(sent -> JSON.readTree(sent).path("ThongTinBienLai"))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    private static ObjectNode beingChecked() {
        return said(-1, "Khoản thanh toán đang được kiểm tra");
    }

    private static ObjectNode nothing() {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("error_code", 0);
        answer.putArray("message");
        return answer;
    }

    private static ObjectNode said(int code, String text) {
        return JSON.createObjectNode().put("error_code", code).put("message", text);
    }
}
