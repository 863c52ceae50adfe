package vn.lienthong.paygov;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.Ruling;

/**
 * The message that proves that a payment was paid. A payment system's own notice stands before its answer to our question:
 * the Payment Platform wants the time of CONFIRM for a receipt (A.6).
 */
final class Proof {

    private static final JsonMapper JSON = new JsonMapper();

    private Proof() {}

    /** Its known fields as JSON; empty if none is there, as where a person settled it. */
    static Optional<String> of(Payment payment, List<PaymentMessage> messages, List<PaymentEvent> events) {
        Stream<PaymentMessage> notices = messages.stream()
                .filter(message -> message.kind().equals(Draft.NOTICE) && isBelieved(message) && saysPaid(message))
                .filter(message -> payment.transactionNo() == null || names(message, payment.transactionNo()));
        Stream<PaymentMessage> answers = messages.stream()
                .filter(message -> events.stream()
                        .anyMatch(event -> event.to() == PaymentState.PAID
                                && event.from() != PaymentState.PAID
                                && event.proof() != null
                                && event.proof() == message.id()));
        return Stream.concat(notices, answers)
                .map(PaymentMessage::received)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Its seal was right, and it goes with the books. */
    private static boolean isBelieved(PaymentMessage message) {
        return message.verdict().equals(Ruling.TAKEN) || message.verdict().equals(Ruling.REPEATED);
    }

    private static boolean saysPaid(PaymentMessage message) {
        JsonNode fields = fields(message);
        return fields.path(message.gateway() == Gateway.PAYGOV ? "errorCode" : "MaLoi")
                .asString("")
                .equals("00");
    }

    private static boolean names(PaymentMessage message, String transaction) {
        return fields(message)
                .path(message.gateway() == Gateway.PAYGOV ? "transactionNo" : "MaGiaoDich")
                .asString("")
                .equals(transaction);
    }

    private static JsonNode fields(PaymentMessage message) {
        return message.received() == null ? JSON.createObjectNode() : JSON.readTree(message.received());
    }
}
