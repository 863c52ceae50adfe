package vn.lienthong.paygov;

import java.util.Optional;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * What the portal hears of paid payments. Safe for any number of threads. Throws {@link LedgerUnavailable} if the books cannot
 * be reached.
 */
public interface FeeStates {

    /** Empty if the payment was never paid, or before this was kept. */
    Optional<FeeState> of(long payment);
}
