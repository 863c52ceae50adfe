package vn.lienthong.paygov;

import java.util.Set;

/** Where a payment stands. It only ever goes forward: what {@link #mayBecome} does not name does not happen. */
public enum PaymentState {
    /** The order is in our books; the payment system is being told. */
    CREATED,
    /** The payment system has it, and the payer an address to pay at. */
    WAITING,
    /** Nobody knows whether the payment system has it, or what became of it. It is asked before anything is made anew. */
    UNKNOWN,
    /** Paid, and proven. */
    PAID,
    /** Not made, or the payer's attempt failed. May still be paid: the payer may have tried again at the same address. */
    FAILED,
    /** Its time is over and nothing was paid, as far as the payment system could say. */
    EXPIRED,
    /** The payment system, when asked, contradicts our order: another sum, another currency. A person decides. */
    QUARANTINED,
    /** The money is to go back. */
    REFUND_REQUESTED,
    /** The money went back. */
    REFUNDED;

    /** Whether a payer could pay it now, as far as we know: no second order for the same fees then. */
    public boolean isPayable() {
        return this == CREATED || this == WAITING || this == UNKNOWN;
    }

    /** Whether the money was proven to be there at some time. */
    public boolean wasPaid() {
        return this == PAID || this == REFUND_REQUESTED || this == REFUNDED;
    }

    /** Whether a change is a step forward. Standing still is none. */
    public boolean mayBecome(PaymentState next) {
        return next().contains(next);
    }

    private Set<PaymentState> next() {
        return switch (this) {
            case CREATED -> Set.of(WAITING, UNKNOWN, PAID, FAILED, EXPIRED, QUARANTINED);
            case WAITING -> Set.of(UNKNOWN, PAID, FAILED, EXPIRED, QUARANTINED);
            case UNKNOWN -> Set.of(WAITING, PAID, FAILED, EXPIRED, QUARANTINED);
            case FAILED, EXPIRED -> Set.of(PAID, QUARANTINED);
            case QUARANTINED -> Set.of(PAID, FAILED);
            case PAID -> Set.of(REFUND_REQUESTED);
            case REFUND_REQUESTED -> Set.of(REFUNDED);
            case REFUNDED -> Set.of();
        };
    }
}
