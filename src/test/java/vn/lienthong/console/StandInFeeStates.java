package vn.lienthong.console;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.paygov.FeeState;
import vn.lienthong.paygov.FeeStates;

/** Of payment 2 the portal hears by delivery 7, of payment 3 from the ministry's own system; of payment 1 nobody knows yet. */
final class StandInFeeStates implements FeeStates {

    @Override
    public Optional<FeeState> of(long payment) {
        return switch ((int) payment) {
            case 1 -> Optional.of(new FeeState(1, 1, Instant.now(), "paygov.fee-state-no-record", null, null));
            case 2 -> Optional.of(new FeeState(2, 1, null, "paygov.fee-state-entered", 7L, Instant.now()));
            case 3 -> Optional.of(new FeeState(3, 1, null, "paygov.fee-state-overtaken", null, Instant.now()));
            default -> Optional.empty();
        };
    }
}
