package vn.lienthong.paygov.book;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Reconciliation.Status;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.book.SettlementLine.Said;

/**
 * What a line of a settlement file comes to beside our books: the only place where that is decided. Pure.
 *
 * @param ours the payment the line names; null: none of ours
 * @param ofDossier our payments of the line's dossier
 * @param earlier lines of the same file that name the same order, in any order
 */
public record Comparison(Said said, @Nullable Payment ours, List<Payment> ofDossier, List<Earlier> earlier) {

    /** Its refund is approved, and has gone back by the file: a person confirms it. */
    public static final String REFUND_TO_CONFIRM = "paygov.line-refund-to-confirm";

    /** A line that came before in the file. */
    public record Earlier(
            @Nullable String transactionNo,
            Status status,
            long amount,
            @Nullable Instant at,
            boolean counted) {

        /** Whether a line is of the same transaction; where none has a number, its time tells. */
        boolean isSame(Said said) {
            boolean named = said.transactionNo() != null || Objects.equals(at, said.at());
            return status == said.status() && Objects.equals(transactionNo, said.transactionNo()) && named;
        }
    }

    /**
     * What it comes to.
     *
     * @param problem null: nothing to know
     * @param booked what our books have of the money this line is about; null: it counts for no payment
     */
    public record Found(
            Verdict verdict,
            @Nullable String problem,
            @Nullable Long booked) {

        static Found of(Verdict verdict, @Nullable String problem) {
            return new Found(verdict, problem, null);
        }

        Found counting(@Nullable Long money) {
            return new Found(verdict, problem, money);
        }
    }

    public Found found() {
        List<Earlier> same = earlier.stream().filter(line -> line.isSame(said)).toList();
        if (!same.isEmpty()) {
            return same.stream().anyMatch(line -> line.amount() == said.amount())
                    ? Found.of(Verdict.DUPLICATE, "paygov.line-repeated")
                    : Found.of(Verdict.SUSPICIOUS, "paygov.line-contradicts-line");
        }
        return switch (said.status()) {
            case PAID -> ours == null ? paidElsewhere() : paid(ours);
            case REFUNDED -> ours == null ? Found.of(Verdict.REFUND, "paygov.line-refund-unknown") : refunded(ours);
            case FAILED -> notPaid(Verdict.FAILED);
            case PENDING -> notPaid(Verdict.PENDING);
        };
    }

    private Found paidElsewhere() {
        if (ofDossier.isEmpty()) {
            return said.reference() == null && said.dossier() == null
                    ? Found.of(Verdict.SUSPICIOUS, "paygov.line-names-nothing")
                    : Found.of(Verdict.UNKNOWN_DOSSIER, "paygov.line-unknown-dossier");
        }
        return ofDossier.stream().anyMatch(payment -> payment.state().wasPaid())
                ? Found.of(Verdict.PAID_TWICE, "paygov.line-paid-elsewhere")
                : Found.of(Verdict.SUSPICIOUS, "paygov.line-other-reference");
    }

    private Found paid(Payment payment) {
        if (!payment.state().wasPaid()) {
            return earlier.stream().anyMatch(line -> line.status() == Status.PAID)
                    ? Found.of(Verdict.PAID_TWICE, "paygov.line-paid-twice")
                    : Found.of(Verdict.SUSPICIOUS, "paygov.line-not-booked");
        }
        if (isOtherTransaction(payment)) {
            return Found.of(Verdict.PAID_TWICE, "paygov.line-paid-twice");
        }
        return isCounted()
                ? Found.of(Verdict.PAID_TWICE, "paygov.line-paid-twice")
                : booked(payment).counting(payment.amount());
    }

    private Found booked(Payment payment) {
        if (said.dossier() != null && !said.dossier().equals(payment.dossier().value())) {
            return Found.of(Verdict.SUSPICIOUS, "paygov.line-other-dossier");
        }
        if (said.amount() != payment.amount()) {
            return said.amount() < payment.amount()
                    ? Found.of(Verdict.SHORT, "paygov.line-short")
                    : Found.of(Verdict.OVER, "paygov.line-over");
        }
        return "paygov.paid-beside-another".equals(payment.task())
                ? Found.of(Verdict.PAID_TWICE, "paygov.paid-beside-another")
                : Found.of(Verdict.MATCHED, null);
    }

    /** Whether a line of this kind has counted for the payment before: each counts once. */
    private boolean isCounted() {
        return earlier.stream().anyMatch(line -> line.counted() && line.status() == said.status());
    }

    private boolean isOtherTransaction(Payment payment) {
        return said.transactionNo() != null
                && payment.transactionNo() != null
                && !said.transactionNo().equals(payment.transactionNo());
    }

    private Found refunded(Payment payment) {
        if (payment.state() == PaymentState.REFUNDED && !isCounted()) {
            return Found.of(Verdict.REFUND, said.amount() == payment.amount() ? null : "paygov.line-refund-other-sum")
                    .counting(-payment.amount());
        }
        boolean expected = payment.state() == PaymentState.REFUND_REQUESTED && said.amount() == payment.amount();
        return Found.of(Verdict.REFUND, expected ? REFUND_TO_CONFIRM : "paygov.line-refund-not-asked");
    }

    /** Attempts fail before one succeeds; only of the very transaction that is booked it says something else. */
    private Found notPaid(Verdict verdict) {
        boolean contradicts = ours != null
                && ours.state().wasPaid()
                && said.transactionNo() != null
                && said.transactionNo().equals(ours.transactionNo());
        return contradicts ? Found.of(Verdict.SUSPICIOUS, "paygov.line-contradicts-books") : Found.of(verdict, null);
    }
}
