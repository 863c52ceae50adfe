package vn.lienthong.paygov.book;

import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.PaymentState;

/**
 * What becomes of a payment.
 *
 * @param verdict for the message: {@link #TAKEN}, {@link #REPEATED}, {@link #QUARANTINED}
 * @param to the new state; null: it stays
 * @param reason a code that says why
 * @param url the payer's address, learnt now; null: nothing learnt
 * @param transactionNo learnt now; null: nothing learnt
 */
public record Ruling(
        String verdict,
        @Nullable PaymentState to,
        String reason,
        @Nullable String url,
        @Nullable String transactionNo,
        Ask ask,
        Task task) {

    /** It changed something, or was of use. */
    public static final String TAKEN = "taken";
    /** It says what we know. */
    public static final String REPEATED = "repeated";
    /** It is kept as evidence and changes nothing: what it says does not go with what we know. */
    public static final String QUARANTINED = "quarantined";
    /** It is kept as evidence and must not be believed. */
    public static final String REFUSED = "refused";

    /** When the payment system is to be asked. */
    public enum Ask {
        /** As it was. */
        AS_PLANNED,
        NOW,
        NEVER
    }

    /** What becomes of the task for a person. */
    public enum Task {
        /** As it was. */
        KEEP,
        /** The reason is one, unless there is one already. */
        SET,
        DONE
    }

    /** What it says is known. */
    public static Ruling repeated(String reason) {
        return new Ruling(REPEATED, null, reason, null, null, Ask.AS_PLANNED, Task.KEEP);
    }

    /** It is of use, and moves nothing. */
    public static Ruling stays(String reason) {
        return new Ruling(TAKEN, null, reason, null, null, Ask.AS_PLANNED, Task.KEEP);
    }

    /** It is evidence, and moves nothing. */
    public static Ruling quarantined(String reason) {
        return new Ruling(QUARANTINED, null, reason, null, null, Ask.AS_PLANNED, Task.KEEP);
    }

    static Ruling becomes(PaymentState to, String reason, Ask ask) {
        return new Ruling(TAKEN, to, reason, null, null, ask, Task.KEEP);
    }

    public Ruling withTask() {
        return new Ruling(verdict, to, reason, url, transactionNo, ask, Task.SET);
    }

    Ruling withTaskDone() {
        return new Ruling(verdict, to, reason, url, transactionNo, ask, Task.DONE);
    }

    public Ruling asking(Ask other) {
        return new Ruling(verdict, to, reason, url, transactionNo, other, task);
    }

    Ruling learnt(@Nullable String newUrl, @Nullable String newTransactionNo) {
        return new Ruling(verdict, to, reason, newUrl, newTransactionNo, ask, task);
    }
}
