package vn.lienthong.ledger;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Entering.LaneKey;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Records.Key;
import vn.lienthong.ledger.Records.Newest;

/**
 * Enters a record that rests on what stands last in its lane. The lane's lock keeps out whoever would enter, cancel or bury
 * anything there between the look and the entering.
 */
final class EnteringBehind {

    private final Books books;
    private final Records records;

    EnteringBehind(Books books) {
        this.books = books;
        this.records = new Records(books.sql());
    }

    Optional<Entered> enter(Entry entry, long delivery) {
        LaneKey key = laneOf(entry);
        boolean last = isLast(delivery, key);
        // Only now: who entered the same record in the same moment had the lock before us.
        Newest known = records.newest(List.of(Key.of(entry))).get(Key.of(entry));
        if (known != null) {
            return Optional.of(repeated(known));
        }
        return last ? Optional.of(new Entering(books).enter(List.of(entry)).getFirst()) : Optional.empty();
    }

    private static LaneKey laneOf(Entry entry) {
        if (entry.owed().size() != 1 || entry.owed().getFirst().dossier() == null) {
            throw new IllegalArgumentException("expected one delivery, of a dossier");
        }
        Owed owed = entry.owed().getFirst();
        return LaneKey.of(owed, 0);
    }

    /** Locks the delivery's lane. Of those that had one place after the other at most the last one was delivered. */
    private boolean isLast(long delivery, LaneKey key) {
        DeliveryRow found = row(delivery);
        if (found == null) {
            return false;
        }
        Lane lane = Objects.requireNonNull(books.lanes.lock(List.of(found.lane)).get(found.lane));
        DeliveryRow row = row(delivery);
        return row != null
                && LaneKey.of(lane).equals(key)
                && row.position == lane.lastPosition
                && row.state == DeliveryState.DELIVERED;
    }

    private @Nullable DeliveryRow row(long delivery) {
        return books.deliveries.load(List.of(delivery)).get(delivery);
    }

    private Entered repeated(Newest known) {
        return new Entered(
                Kind.REPEATED,
                known.id(),
                known.version(),
                records.deliveries(Set.of(known.id())).getOrDefault(known.id(), List.of()));
    }
}
