package vn.lienthong.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Records.NewRecord;

/** A lane that is about to get deliveries. */
final class Opening {

    /** Between two positions there is room for what has to go in between. */
    static final long STEP = 1024;

    final Entering.LaneKey key;
    final long newLane;
    final List<NewDelivery> deliveries = new ArrayList<>();

    Opening(Entering.LaneKey key, long newLane) {
        this.key = key;
        this.newLane = newLane;
    }

    void add(NewDelivery delivery) {
        deliveries.add(delivery);
    }

    int openers() {
        return (int) deliveries.stream()
                .filter(delivery -> delivery.owed().opensLane())
                .count();
    }

    /** The lane as it is when there was none before. */
    Lane newLane(long now) {
        Lane lane = new Lane(newLane, key.counterpart(), key.dossierOrNull(), null);
        lane.promised = promised();
        lane.openers = openers();
        lane.lastPosition = STEP * deliveries.size();
        DeliveryRow head = null;
        Long deadline = null;
        for (Placed placed : place(lane, new Before(0, false, null), Map.of(), now)) {
            head = head == null || placed.ahead() ? placed.row() : head;
            deadline = earlier(deadline, placed.row().urgentBy());
        }
        lane.headIs(head, deadline, now);
        return lane;
    }

    /** By the last of those that say so. */
    private @Nullable Long promised() {
        return deliveries.stream()
                .map(delivery -> delivery.owed().deadline())
                .filter(Objects::nonNull)
                .reduce((one, later) -> later)
                .map(Instant::toEpochMilli)
                .orElse(null);
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    /**
     * The deliveries in their places: at the lane's end, but what replaces a dead letter takes its place, and the first
     * delivery that makes the dossier known goes ahead of all that is unfinished, because the counterpart can take
     * nothing without it.
     *
     * @param freed the places of dead letters, by the delivery that replaces them
     */
    List<Placed> place(Lane lane, Before before, Map<Long, Long> freed, long now) {
        List<Placed> placed = new ArrayList<>();
        long end = before.end();
        boolean opened = before.opened();
        Long front = before.front();
        for (NewDelivery delivery : deliveries) {
            end += STEP;
            Long place = freed.get(delivery.id());
            boolean ahead = place == null && front != null && delivery.owed().opensLane() && !opened;
            DeliveryRow row = delivery.row(lane, now);
            row.position = place != null ? place : ahead && front != null ? front - 1 : end;
            front = front == null ? row.position : Math.min(front, row.position);
            opened |= delivery.owed().opensLane();
            placed.add(new Placed(row, ahead));
        }
        return placed;
    }

    /**
     * What a lane holds before its new deliveries.
     *
     * @param opened what makes the dossier known is among it, or was delivered
     * @param front the position of its first unfinished delivery; null if there is none
     */
    record Before(long end, boolean opened, @Nullable Long front) {}

    /** @param ahead it has overtaken others */
    record Placed(DeliveryRow row, boolean ahead) {}

    /** A delivery to be entered. */
    record NewDelivery(long id, NewRecord record, Ledger.Owed owed) {

        DeliveryRow row(Lane lane, long now) {
            DeliveryRow row = new DeliveryRow(id, record.id(), lane.id, owedBy(lane.promised), now, null);
            if (owed.problems().isEmpty()) {
                row.wait(DeliveryState.PENDING, now, now);
            } else {
                row.problems = owed.problems();
                row.park(DeliveryState.DEAD, now);
            }
            return row;
        }

        /** What says nothing of a deadline, a step of progress, say, has that of its dossier. */
        private Ledger.Owed owedBy(@Nullable Long promised) {
            return promised == null || owed.deadline() != null
                    ? owed
                    : new Ledger.Owed(
                            owed.flow(),
                            owed.counterpart(),
                            owed.dossier(),
                            owed.opensLane(),
                            owed.supersedes(),
                            Instant.ofEpochMilli(promised),
                            owed.problems());
        }
    }
}
