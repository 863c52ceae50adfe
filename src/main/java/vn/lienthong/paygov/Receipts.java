package vn.lienthong.paygov;

import java.util.Optional;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Receipts of paid payments, word for word: they tell of people. Safe for any number of threads. Throws {@link
 * LedgerUnavailable} if the books cannot be reached.
 */
public interface Receipts {

    /** Empty if the payment was never paid. */
    Optional<Receipt> of(long payment);

    /** Empty if there is none, or retention has deleted it. */
    Optional<byte[]> pdf(long payment);
}
