package vn.lienthong.paygov;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.paygov.book.PaidNotice;
import vn.lienthong.paygov.book.Ruling;

/**
 * The message that proves that a payment was paid. A payment system's own notice stands before its answer to our question:
 * the Payment Platform wants the time of CONFIRM for a receipt (A.6).
 */
final class Proof {

    private Proof() {}

    /** Its known fields as JSON; empty if none is there, as where a person settled it. */
    static Optional<String> of(Payment payment, List<PaymentMessage> messages, List<PaymentEvent> events) {
        Stream<PaymentMessage> notices = messages.stream()
                .filter(Proof::isBelieved)
                .filter(message -> PaidNotice.transactionNo(message)
                        .filter(number -> payment.transactionNo() == null || number.equals(payment.transactionNo()))
                        .isPresent());
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
}
