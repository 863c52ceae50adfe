package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.ledger.Records.Dead;

/** Cancels dead letters that a newer version of their record replaces. */
final class Superseding {

    private final Books books;
    private final List<Dead> candidates;
    private final List<DeliveryRow> cancelled = new ArrayList<>();
    private Map<Long, DeliveryRow> rows = Map.of();
    private Map<Long, Lane> lanes = Map.of();

    Superseding(Books books, List<Dead> candidates) {
        this.books = books;
        this.candidates = candidates;
    }

    Set<Long> lanes() {
        return candidates.stream().map(Dead::lane).collect(Collectors.toSet());
    }

    /** Reads again, under the lanes' locks, what may have changed since the candidates were found. */
    void locked(Map<Long, Lane> locked) {
        lanes = locked;
        rows = books.deliveries.load(candidates.stream().map(Dead::delivery).toList());
    }

    /** Cancels what the new delivery replaces, and gives the foremost place thus freed in the new delivery's own lane. */
    Optional<Long> replacedBy(Opening.NewDelivery delivery, Lane lane) {
        if (!delivery.owed().supersedes()) {
            return Optional.empty();
        }
        List<DeliveryRow> replaced = candidates.stream()
                .filter(dead -> dead.key().equals(delivery.record().key()))
                .map(dead -> rows.get(dead.delivery()))
                .filter(row -> row != null && isReplaced(row, delivery.owed()))
                .toList();
        replaced.forEach(row -> cancel(row, delivery));
        return replaced.stream()
                .filter(row -> row.lane == lane.id)
                .map(row -> row.position)
                .min(Comparator.naturalOrder());
    }

    private static boolean isReplaced(DeliveryRow row, Ledger.Owed owed) {
        return row.state == DeliveryState.DEAD
                && row.flow.equals(owed.flow())
                && row.counterpart.equals(owed.counterpart());
    }

    private void cancel(DeliveryRow row, Opening.NewDelivery by) {
        row.finish(DeliveryState.CANCELLED, books.millis);
        Lane lane = lanes.get(row.lane);
        if (row.opensLane && lane != null) {
            lane.openers--;
        }
        books.event(
                row,
                "supersede",
                new Ledger.Decision(Books.PRODUCT, "version " + by.record().version() + ", delivery " + by.id()));
        cancelled.add(row);
    }

    /** Saves what was cancelled and gives the lanes that have to look for their head. */
    Set<Long> save() {
        books.deliveries.save(cancelled);
        return cancelled.stream().map(row -> row.lane).collect(Collectors.toSet());
    }
}
