package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Records.Unfinished;

/** Cancels dead letters that a newer version of their record replaces. */
final class Superseding {

    private final Books books;
    private final List<Unfinished> candidates;
    private final Set<DeliveryRow> changed = new LinkedHashSet<>();
    private final Set<Lane> withoutOpener = new LinkedHashSet<>();
    private Map<Long, DeliveryRow> rows = Map.of();
    private Map<Long, Lane> lanes = Map.of();

    Superseding(Books books, List<Unfinished> candidates) {
        this.books = books;
        this.candidates = candidates;
    }

    Set<Long> lanes() {
        return candidates.stream().map(Unfinished::lane).collect(Collectors.toSet());
    }

    /** Reads again, under the lanes' locks, what may have changed since the candidates were found. */
    void locked(Map<Long, Lane> locked) {
        lanes = locked;
        rows = books.deliveries.load(
                candidates.stream().map(Unfinished::delivery).toList());
    }

    /**
     * Cancels what the new delivery replaces, and gives the foremost place thus freed in the new delivery's own lane. An older
     * version that waits behind that place has it instead: the counterpart would otherwise get the new one first, and keep
     * the older.
     */
    Optional<Long> replacedBy(Opening.NewDelivery delivery, Lane lane) {
        if (!delivery.owed().supersedes()) {
            return Optional.empty();
        }
        List<Earlier> dead = earlier(delivery, DeliveryState.DEAD);
        Optional<Earlier> foremost =
                dead.stream().filter(each -> each.row.lane == lane.id).min(Earlier::compareTo);
        Optional<Earlier> waiting = foremost.flatMap(place -> waiting(delivery, place));
        String by = waiting.map(Earlier::toString)
                .orElseGet(() -> "version " + delivery.record().version() + ", delivery " + delivery.id());
        dead.forEach(each -> cancel(each.row, by));
        if (waiting.isPresent()) {
            waiting.get().row.position = foremost.orElseThrow().row.position;
            changed.add(waiting.get().row);
            return Optional.empty();
        }
        return foremost.map(each -> each.row.position);
    }

    private Optional<Earlier> waiting(Opening.NewDelivery delivery, Earlier place) {
        return earlier(delivery, null).stream()
                .filter(each -> each.row.state.isOwed() && each.row.lane == place.row.lane && each.compareTo(place) > 0)
                .min(Earlier::compareTo);
    }

    /** Deliveries of the record to the same counterpart by the same flow. */
    private List<Earlier> earlier(Opening.NewDelivery delivery, @Nullable DeliveryState state) {
        List<Earlier> found = new ArrayList<>();
        for (Unfinished candidate : candidates) {
            DeliveryRow row = rows.get(candidate.delivery());
            if (row != null
                    && candidate.key().equals(delivery.record().key())
                    && row.flow.equals(delivery.owed().flow())
                    && row.counterpart.equals(delivery.owed().counterpart())
                    && (state == null || row.state == state)) {
                found.add(new Earlier(row, candidate.version()));
            }
        }
        return found;
    }

    /** In the order of a lane. */
    private record Earlier(DeliveryRow row, int version) implements Comparable<Earlier> {

        @Override
        public int compareTo(Earlier other) {
            return DeliveryRow.IN_LANE.compare(row, other.row);
        }

        @Override
        public String toString() {
            return "version " + version + ", delivery " + row.id;
        }
    }

    private void cancel(DeliveryRow row, String by) {
        row.finish(DeliveryState.CANCELLED, books.millis);
        Lane lane = lanes.get(row.lane);
        if (row.opensLane && lane != null) {
            lane.openers--;
            withoutOpener.add(lane);
        }
        books.event(row, "supersede", new Ledger.Decision(Books.PRODUCT, by));
        changed.add(row);
    }

    /** Lanes of which a delivery was cancelled that was to make the dossier known. */
    Set<Lane> withoutOpener() {
        return withoutOpener;
    }

    /** Saves what was changed and gives the lanes that have to look for their head. */
    Set<Long> save() {
        books.deliveries.save(List.copyOf(changed));
        return changed.stream().map(row -> row.lane).collect(Collectors.toSet());
    }
}
