package vn.lienthong.console;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;

/** The four things a person can do with a delivery. The ledger decides whether it may be done; {@link #fits} only guesses. */
public enum Verb {
    HOLD,
    RELEASE,
    REPLAY,
    CANCEL;

    public static Optional<Verb> named(String name) {
        return Stream.of(values()).filter(verb -> verb.code().equals(name)).findFirst();
    }

    /** As in paths, events and logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the page offers the verb for a delivery in that state. */
    public boolean fits(DeliveryState state) {
        return switch (this) {
            case HOLD -> state == DeliveryState.PENDING || state == DeliveryState.RETRYING;
            case RELEASE -> state == DeliveryState.HELD;
            case REPLAY -> state != DeliveryState.PENDING && state != DeliveryState.SENDING;
            case CANCEL ->
                state != DeliveryState.DELIVERED && state != DeliveryState.CANCELLED && state != DeliveryState.SENDING;
        };
    }

    /** @throws Ledger.VerbRefused if the delivery's state does not allow it */
    public void apply(Ledger ledger, long delivery, Decision decision) {
        switch (this) {
            case HOLD -> ledger.hold(delivery, decision);
            case RELEASE -> ledger.release(delivery, decision);
            case REPLAY -> ledger.replay(delivery, decision);
            case CANCEL -> ledger.cancel(delivery, decision);
        }
    }
}
