package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.PaymentState.EXPIRED;
import static vn.lienthong.paygov.PaymentState.FAILED;
import static vn.lienthong.paygov.PaymentState.PAID;
import static vn.lienthong.paygov.PaymentState.QUARANTINED;
import static vn.lienthong.paygov.PaymentState.UNKNOWN;
import static vn.lienthong.paygov.PaymentState.WAITING;

import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.book.Ruling.Ask;
import vn.lienthong.paygov.book.Told.Way;

/**
 * What a payment becomes when a payment system has said something of it: the only place where that is decided. Pure. A
 * notice whose seal was right proves that money came or did not come; where it does not go with the books it changes
 * nothing, and the payment system is asked, whose own answer is believed.
 */
public final class Rules {

    static final String CURRENCY = "VND";

    /** Money came under more than one number of the payment system's. */
    static final String PAID_TWICE = "paygov.paid-twice";

    private Rules() {}

    public static Ruling on(Payment payment, Told told, Way way) {
        return switch (told) {
            case Told.Address(String url) -> address(payment, url);
            case Told.Refused _ -> notMade(payment, "paygov.create-refused");
            case Told.NotReached _ -> notMade(payment, "paygov.not-reached");
            case Told.Nothing _ -> nothing(payment);
            case Told.Paid paid -> paid(payment, paid, way);
            case Told.NotPaid _ -> notPaid(payment, way);
            case Told.Pending _ -> pending(payment);
            case Told.NotKnown _ -> notKnown(payment);
        };
    }

    /** Nothing was noted of an order's answer: whoever made it is gone, and the payment system may have it. */
    static Ruling abandoned() {
        return Ruling.becomes(UNKNOWN, "paygov.answer-not-noted", Ask.AS_PLANNED);
    }

    /** The last time on the schedule has passed. What is pending has expired; of what nobody could be asked, nothing is known. */
    static Ruling unresolved(Payment payment, Told last) {
        if (!payment.state().isPayable()) {
            return Ruling.stays("paygov.asked-enough").asking(Ask.NEVER);
        }
        return switch (last) {
            case Told.NotKnown _ -> Ruling.becomes(EXPIRED, "paygov.expired", Ask.NEVER);
            case Told.Pending _ ->
                Ruling.becomes(EXPIRED, "paygov.unresolved", Ask.NEVER).withTask();
            default ->
                becomesOrStays(payment, UNKNOWN, "paygov.unresolved")
                        .asking(Ask.NEVER)
                        .withTask();
        };
    }

    /**
     * An order is wanted anew, and the payment system was asked about this one first. It has it, but its answer with the
     * address was lost, so nobody can pay it: it makes room. It is asked about as before, in case it is paid all the same.
     */
    static Ruling wantedAnew(Payment payment, Told told) {
        boolean unreachable = payment.state() == UNKNOWN && payment.url() == null && told instanceof Told.Pending;
        return unreachable
                ? Ruling.becomes(EXPIRED, "paygov.address-lost", Ask.AS_PLANNED)
                : on(payment, told, Way.QUERY);
    }

    private static Ruling address(Payment payment, String url) {
        return payment.state().mayBecome(WAITING)
                ? Ruling.becomes(WAITING, "paygov.address-issued", Ask.AS_PLANNED)
                        .learnt(url, null)
                : Ruling.repeated("paygov.answer-too-late");
    }

    private static Ruling notMade(Payment payment, String reason) {
        return payment.state() == PaymentState.CREATED || payment.state() == UNKNOWN
                ? Ruling.becomes(FAILED, reason, Ask.NEVER)
                : Ruling.repeated("paygov.answer-too-late");
    }

    private static Ruling nothing(Payment payment) {
        return payment.state() == PaymentState.CREATED
                ? Ruling.becomes(UNKNOWN, "paygov.no-answer", Ask.AS_PLANNED)
                : Ruling.stays("paygov.no-answer");
    }

    private static Ruling paid(Payment payment, Told.Paid paid, Way way) {
        if (paid.amount() != payment.amount() || !paid.currency().equals(CURRENCY)) {
            return otherSum(payment, way);
        }
        if (payment.state().wasPaid()) {
            return again(payment, paid);
        }
        if (payment.state() == QUARANTINED || (payment.state() == EXPIRED && way == Way.NOTICE)) {
            return Ruling.quarantined(
                            payment.state() == EXPIRED ? "paygov.paid-after-expiry" : "paygov.already-quarantined")
                    .asking(way == Way.NOTICE ? Ask.NOW : Ask.NEVER)
                    .withTask();
        }
        return Ruling.becomes(PAID, "paygov.paid", Ask.NEVER)
                .learnt(null, paid.transactionNo().isEmpty() ? null : paid.transactionNo())
                .withTaskDone();
    }

    private static Ruling otherSum(Payment payment, Way way) {
        if (way == Way.NOTICE) {
            return Ruling.quarantined("paygov.sum-contradicted").asking(Ask.NOW).withTask();
        }
        return payment.state().mayBecome(QUARANTINED)
                ? Ruling.becomes(QUARANTINED, "paygov.sum-contradicted", Ask.NEVER)
                        .withTask()
                : Ruling.quarantined("paygov.sum-contradicted").withTask();
    }

    /** What was booked without a number gets the first one that is told, so that the next one is seen to be another. */
    private static Ruling again(Payment payment, Told.Paid paid) {
        String known = payment.transactionNo();
        if (known == null || paid.transactionNo().isEmpty() || known.equals(paid.transactionNo())) {
            return Ruling.repeated("paygov.paid-already")
                    .learnt(null, paid.transactionNo().isEmpty() ? null : paid.transactionNo());
        }
        return Ruling.quarantined(PAID_TWICE).withTask();
    }

    private static Ruling notPaid(Payment payment, Way way) {
        if (payment.state().wasPaid() || payment.state() == QUARANTINED) {
            return way == Way.QUERY
                    ? Ruling.quarantined("paygov.answer-contradicts").withTask()
                    : Ruling.quarantined("paygov.failure-after-success");
        }
        Ask ask = way == Way.QUERY ? Ask.NEVER : Ask.AS_PLANNED;
        return payment.state().mayBecome(FAILED)
                ? Ruling.becomes(FAILED, "paygov.payer-failed", ask)
                : Ruling.repeated("paygov.payer-failed").asking(ask);
    }

    private static Ruling pending(Payment payment) {
        return payment.state() == PaymentState.CREATED
                ? Ruling.becomes(UNKNOWN, "paygov.pending", Ask.AS_PLANNED)
                : Ruling.stays("paygov.pending");
    }

    /** Where the payer has an address the payment system knew the order once: that it says otherwise now ends nothing. */
    private static Ruling notKnown(Payment payment) {
        if (payment.state().wasPaid()) {
            return Ruling.quarantined("paygov.answer-contradicts").withTask();
        }
        return payment.state() == PaymentState.CREATED || payment.state() == UNKNOWN
                ? Ruling.becomes(FAILED, "paygov.never-made", Ask.NEVER)
                : Ruling.stays("paygov.not-known");
    }

    private static Ruling becomesOrStays(Payment payment, PaymentState to, String reason) {
        return payment.state().mayBecome(to) ? Ruling.becomes(to, reason, Ask.NEVER) : Ruling.stays(reason);
    }
}
