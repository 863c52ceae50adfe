package vn.lienthong.paygov;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Refund.Step;

/**
 * Money on its way back, as a record: nothing is sent to a payment system (P-10). Safe for any number of threads and
 * processes. Throws {@link LedgerUnavailable} if the books cannot be reached; nothing was done then.
 */
public interface Refunds {

    /** Newest first. */
    List<Refund> of(long payment);

    /**
     * A person takes a step; it is an event of the payment, with that name. Of several at the same time one is taken.
     *
     * @param document what proves an outcome; null: not said, or the step is no outcome
     * @param by the login's name, without which who asked and who approves cannot be told apart
     * @throws PaymentRefused if there is no such payment, it is not paid, the refund does not stand so that the step may be
     *     taken, or this person may not take it
     */
    Refund step(long payment, Step step, String by, String reason, @Nullable String document);
}
