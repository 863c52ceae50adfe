package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Opening.Before;
import vn.lienthong.ledger.Opening.NewDelivery;
import vn.lienthong.ledger.Opening.Placed;

/** Writes new deliveries into their lanes, and makes the lanes that are not there yet. */
final class Placing {

    private final Books books;
    private final Superseding superseding;
    private final Map<Opening, Lane> opened = new HashMap<>();
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final List<DeliveryRow> rows = new ArrayList<>();
    /** Lanes that existed before and whose head may be another now. */
    private final Set<Long> unsettled = new HashSet<>();

    Placing(Books books, Superseding superseding) {
        this.books = books;
        this.superseding = superseding;
    }

    /** When the records are written, and the lanes open. */
    void place() {
        Map<Long, Long> freed = supersede();
        Map<Long, DeliveryRow> heads = headsToOvertake();
        opened.forEach((opening, lane) -> placeIn(lane, opening, heads.get(lane.id), freed));
        books.deliveries.insert(rows);
        unsettled.addAll(superseding.save());
        books.openAhead(superseding.withoutOpener());
        books.lanes.settle(
                unsettled.stream()
                        .map(id -> Objects.requireNonNull(lanes.get(id)))
                        .toList(),
                books.deliveries);
    }

    /** One statement makes the new lanes, complete with their heads, and locks those that exist. */
    void open(Collection<Opening> openings) {
        Map<Entering.LaneKey, Opening> byKey = new HashMap<>();
        List<Lane> candidates = new ArrayList<>();
        for (Opening opening : openings) {
            byKey.put(opening.key, opening);
            candidates.add(opening.newLane(books.millis));
        }
        for (Lane lane : books.lanes.open(candidates)) {
            opened.put(Objects.requireNonNull(byKey.get(Entering.LaneKey.of(lane))), lane);
            lanes.put(lane.id, lane);
        }
        candidates.stream().filter(candidate -> lanes.containsKey(candidate.id)).forEach(books::saved);
    }

    private Map<Long, Long> supersede() {
        Set<Long> others = superseding.lanes();
        others.removeAll(lanes.keySet());
        lanes.putAll(books.lanes.lock(others));
        superseding.locked(lanes);
        Map<Long, Long> freed = new HashMap<>();
        opened.forEach((opening, lane) -> {
            for (NewDelivery delivery : opening.deliveries) {
                superseding.replacedBy(delivery, lane).ifPresent(place -> freed.put(delivery.id(), place));
            }
        });
        return freed;
    }

    private Map<Long, DeliveryRow> headsToOvertake() {
        Set<Long> heads = new HashSet<>();
        opened.forEach((opening, lane) -> {
            if (lane.id != opening.newLane && lane.head != null && mayOvertake(opening, lane)) {
                heads.add(lane.head);
            }
        });
        return books.deliveries.load(heads).values().stream().collect(Collectors.toMap(row -> row.lane, row -> row));
    }

    private static boolean mayOvertake(Opening opening, Lane lane) {
        return opening.openers() > 0 && !lane.known && lane.openers == opening.openers();
    }

    private void placeIn(Lane lane, Opening opening, @Nullable DeliveryRow head, Map<Long, Long> freed) {
        boolean isNew = lane.id == opening.newLane;
        Before before = isNew
                ? new Before(0, false, null)
                : new Before(
                        lane.lastPosition - Opening.STEP * opening.deliveries.size(),
                        lane.known || lane.openers > opening.openers(),
                        head == null ? null : head.position);
        long last = before.end();
        for (Placed placed : opening.place(lane, before, freed, books.millis)) {
            rows.add(placed.row());
            if (placed.row().state == DeliveryState.DEAD) {
                books.became(placed.row());
            }
            last = Math.max(last, placed.row().position);
            if (placed.ahead()) {
                books.wentAhead(placed.row());
            }
            if (!isNew
                    && (placed.ahead()
                            || lane.head == null
                            || isSooner(placed.row().urgentBy(), lane.deadline))) {
                unsettled.add(lane.id);
            }
        }
        endAt(last, lane);
    }

    private static boolean isSooner(@Nullable Long deadline, @Nullable Long than) {
        return deadline != null && (than == null || deadline < than);
    }

    /** A place at the end was kept for each delivery; what got another one leaves none behind. */
    private void endAt(long last, Lane lane) {
        if (last != lane.lastPosition) {
            lane.lastPosition = last;
            unsettled.add(lane.id);
        }
    }
}
