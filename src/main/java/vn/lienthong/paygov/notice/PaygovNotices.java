package vn.lienthong.paygov.notice;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.Rules;
import vn.lienthong.paygov.book.Ruling;
import vn.lienthong.paygov.book.Ruling.Ask;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.Amount;
import vn.lienthong.paygov.gateway.Drafts;
import vn.lienthong.paygov.gateway.GatewayClient;
import vn.lienthong.paygov.gateway.PayGov;
import vn.lienthong.paygov.gateway.PaygovSettings.Answer;
import vn.lienthong.paygov.gateway.PaygovSettings.Trust;
import vn.lienthong.paygov.gateway.TransactionNo;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.HashFormulas;

/**
 * PayGov's notice (B.2). Its checksum's formula is not public (P-13), so unless an installation says otherwise a notice moves
 * nothing: PayGov is asked, or where it cannot be asked a person looks (P-14).
 */
final class PaygovNotices {

    private final PaymentBook book;
    private final HashFormulas formulas;
    private final GatewayClient paygov;
    private final Trust trust;
    private final Answer toFailure;

    /** @param toFailure what a notice of a payment that failed is answered once it is taken (P-12) */
    PaygovNotices(PaymentBook book, HashFormulas formulas, GatewayClient paygov, Trust trust, Answer toFailure) {
        this.book = book;
        this.formulas = formulas;
        this.paygov = paygov;
        this.trust = trust;
        this.toFailure = toFailure;
    }

    Answer take(Received received) {
        Draft draft = Drafts.received(Draft.NOTICE, received.body(), received.fields(), PayGov.KEPT);
        Fields notice = received.fields();
        if (notice == null) {
            return refuse(null, draft, "paygov.notice-unreadable", Answer.FAILED);
        }
        Optional<Payment> order = book.find(Gateway.PAYGOV, notice.text("orderId"));
        Long payment = order.map(Payment::id).orElse(null);
        boolean sealed = formulas.has("notice") && formulas.holds("notice", notice, notice.text("checksum"));
        if (!sealed && (trust == Trust.SIGNATURE || order.isEmpty() || !isThatOrder(order.get(), notice))) {
            return refuse(payment, draft, "paygov.seal-wrong", Answer.SIGNATURE_WRONG);
        }
        if (order.isEmpty()) {
            return refuse(null, draft, "paygov.order-unknown", Answer.FAILED);
        }
        boolean ofTheOrder = order.get().requestCode().equals(notice.get("requestCode"));
        if (!ofTheOrder || notice.get("errorCode") == null || !TransactionNo.fits(notice.text("transactionNo"))) {
            return refuse(payment, draft, "paygov.notice-incomplete", Answer.FAILED);
        }
        return trust == Trust.SIGNATURE
                ? believed(order.get(), notice, draft)
                : asked(order.get(), notice, draft, sealed);
    }

    /** Values stand side by side under the seal, so the sum must be written as we wrote it. */
    private static boolean isThatOrder(Payment order, Fields notice) {
        return order.requestCode().equals(notice.get("requestCode"))
                && Long.toString(order.amount()).equals(notice.get("amount"));
    }

    private Answer believed(Payment order, Fields notice, Draft draft) {
        boolean paid = notice.text("errorCode").equals("00");
        if (!Long.toString(order.amount()).equals(notice.get("amount"))) {
            OptionalLong other = Amount.read(notice.get("amount"));
            if (paid && other.isPresent() && other.getAsLong() != order.amount()) {
                book.noticed(order.id(), new Told.Paid(other.getAsLong(), "VND", notice.text("transactionNo")), draft);
            } else {
                Ruling ruling = Ruling.quarantined("paygov.sum-contradicted");
                book.noticed(order.id(), paid ? look(order, ruling, paygov.canAsk()) : ruling, draft);
            }
            return Answer.FAILED;
        }
        if (paid && notice.text("transactionNo").isBlank()) {
            return refuse(order.id(), draft, "paygov.notice-incomplete", Answer.FAILED);
        }
        book.noticed(order.id(), told(order, notice), draft);
        return paid ? Answer.SUCCESSFUL : toFailure;
    }

    /** What a notice says of an order whose sum it names. */
    private static Told told(Payment order, Fields notice) {
        return notice.text("errorCode").equals("00")
                ? new Told.Paid(order.amount(), "VND", notice.text("transactionNo"))
                : new Told.NotPaid();
    }

    /** Whether it reports money of another transaction than the one that paid the order. */
    private static boolean isSecond(Payment order, Fields notice) {
        String transaction = notice.text("transactionNo").strip();
        return notice.text("errorCode").equals("00")
                && order.transactionNo() != null
                && !transaction.isEmpty()
                && !transaction.equals(order.transactionNo());
    }

    private Answer asked(Payment order, Fields notice, Draft draft, boolean sealed) {
        boolean heard = book.hasHeard(order.id(), draft);
        boolean canAsk = paygov.canAsk();
        book.noticed(order.id(), now -> ruling(now, notice, sealed, heard, canAsk), draft);
        if (!Long.toString(order.amount()).equals(notice.get("amount"))) {
            return Answer.FAILED;
        }
        Answer understood = notice.text("errorCode").equals("00") ? Answer.SUCCESSFUL : toFailure;
        return sealed ? understood : Answer.SIGNATURE_WRONG;
    }

    /**
     * What a notice that moves nothing comes to.
     *
     * @param now as the payment stands in the books at this moment: it may be booked as paid while the notice is read
     */
    private static Ruling ruling(Payment now, Fields notice, boolean sealed, boolean heard, boolean canAsk) {
        boolean second = isSecond(now, notice) && !heard;
        if (!Long.toString(now.amount()).equals(notice.get("amount"))) {
            Ruling ruling = Ruling.quarantined("paygov.sum-contradicted");
            return now.state().wasPaid() && second ? ruling.withTask() : look(now, ruling, canAsk);
        }
        if (now.state().wasPaid() && (sealed || second)) {
            // Of what was paid no notice moves anything; that it was paid a second time a person has to hear.
            return Rules.on(now, told(now, notice), Told.Way.NOTICE);
        }
        Ruling ruling = sealed ? Ruling.stays("paygov.notice-asks") : Ruling.quarantined("paygov.checksum-differs");
        return notice.text("errorCode").equals("00") ? look(now, ruling, canAsk) : ruling;
    }

    /** Of what was paid and proven there is nothing to look up. */
    private static Ruling look(Payment order, Ruling ruling, boolean canAsk) {
        if (order.state().wasPaid()) {
            return ruling;
        }
        return canAsk ? ruling.asking(Ask.NOW) : ruling.withTask();
    }

    private Answer refuse(@Nullable Long payment, Draft draft, String problem, Answer answer) {
        book.keep(Gateway.PAYGOV, payment, draft, Ruling.REFUSED, problem);
        RefusedNotice.tell(Gateway.PAYGOV, payment, draft, problem);
        return answer;
    }
}
