package vn.lienthong.ledger;

import static vn.lienthong.ledger.DeliveryState.CANCELLED;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.Decision;

/**
 * The four things a person can do with a delivery, or with all that a filter finds. None fits a delivery that is being
 * sent: nobody can say what the counterpart will have seen.
 */
public enum Verb {
    /** Stops what waits for its turn, until it is released. */
    HOLD(Set.of(PENDING, RETRYING), Set.of(PENDING, RETRYING), Set.of(PENDING, RETRYING)),
    /** Lets what is held go on. */
    RELEASE(Set.of(HELD), Set.of(HELD), Set.of(HELD)),
    /** Sends again. By the heap only dead letters are: what was delivered once is sent again one by one. */
    REPLAY(Set.of(RETRYING, HELD, DEAD, DELIVERED, CANCELLED), Set.of(DEAD), Set.of(DEAD)),
    /** Gives up for good. By the heap only dead letters are, unless another state is named. */
    CANCEL(Set.of(PENDING, RETRYING, HELD, DEAD), Set.of(PENDING, RETRYING, HELD, DEAD), Set.of(DEAD));

    private final Set<DeliveryState> one;
    private final Set<DeliveryState> many;
    private final Set<DeliveryState> unnamed;

    /**
     * @param one where one delivery may be
     * @param many where those of a job may be
     * @param unnamed where those of a job are if its filter names no state
     */
    Verb(Set<DeliveryState> one, Set<DeliveryState> many, Set<DeliveryState> unnamed) {
        this.one = one;
        this.many = many;
        this.unnamed = unnamed;
    }

    public static Optional<Verb> named(String name) {
        return Stream.of(values()).filter(verb -> verb.code().equals(name)).findFirst();
    }

    /** As in paths, events and logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can be done with a delivery in that state. */
    public boolean fits(DeliveryState state) {
        return one.contains(state);
    }

    /** The states whose deliveries a job takes; none if the verb is not for the state that was named. */
    public Set<DeliveryState> inJobs(@Nullable DeliveryState named) {
        if (named == null) {
            return unnamed;
        }
        return many.contains(named) ? Set.of(named) : Set.of();
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
