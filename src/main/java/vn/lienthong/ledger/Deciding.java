package vn.lienthong.ledger;

import static vn.lienthong.ledger.DeliveryState.CANCELLED;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.Sql.values;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;

/**
 * What people decide. A delivery that is being sent right now obeys no verb: nobody can say what the counterpart will
 * have seen, so the person is told to wait for the attempt to end.
 */
final class Deciding {

    private static final Set<DeliveryState> WAITING = Set.of(PENDING, RETRYING);
    private static final Set<DeliveryState> IN_THE_LANE = Set.of(PENDING, RETRYING, HELD, DEAD);
    private static final Set<DeliveryState> STUCK = Set.of(RETRYING, HELD, DEAD);
    private static final Set<DeliveryState> FINISHED = Set.of(DELIVERED, CANCELLED);

    private final Books books;

    Deciding(Books books) {
        this.books = books;
    }

    void hold(long delivery, Decision decision) {
        Decided decided = find(delivery);
        if (decided.row.state == HELD) {
            return;
        }
        allow(decided, "hold", WAITING);
        decided.row.park(HELD, books.millis);
        save(decided, "hold", decision);
    }

    void release(long delivery, Decision decision) {
        Decided decided = find(delivery);
        allow(decided, "release", Set.of(HELD));
        decided.row.wait(PENDING, books.millis, books.millis);
        save(decided, "release", decision);
    }

    void replay(long delivery, Decision decision) {
        Decided decided = find(delivery);
        if (FINISHED.contains(decided.row.state)) {
            oweAgain(decided);
        } else {
            allow(decided, "replay", STUCK);
            replayInPlace(decided.row);
        }
        save(decided, "replay", decision);
    }

    void replayInPlace(DeliveryRow row) {
        if (row.state == DEAD) {
            row.startAfresh();
        }
        row.wait(PENDING, books.millis, books.millis);
    }

    /** At its lane's end; ahead of all that is left if the counterpart can take nothing there without it. */
    private void oweAgain(Decided decided) {
        Lane lane = decided.lane;
        DeliveryRow row = decided.row;
        boolean cancelledOpener = row.state == CANCELLED && row.opensLane;
        Optional<DeliveryRow> first =
                cancelledOpener && !lane.isOpened() ? books.deliveries.firstOf(lane) : Optional.empty();
        if (first.isEmpty()) {
            lane.lastPosition += Opening.STEP;
            row.position = lane.lastPosition;
        } else {
            row.position = first.get().position - 1;
        }
        lane.openers += cancelledOpener ? 1 : 0;
        row.startAfresh();
        row.wait(PENDING, books.millis, books.millis);
    }

    void cancel(long delivery, Decision decision) {
        Decided decided = find(delivery);
        allow(decided, "cancel", IN_THE_LANE);
        decided.row.finish(CANCELLED, books.millis);
        decided.lane.openers -= decided.row.opensLane ? 1 : 0;
        save(decided, "cancel", decision);
    }

    /** The lane's lock comes first, then the delivery as it is under it. */
    private Decided find(long delivery) {
        long lane = books.sql()
                .one(
                        "SELECT lane FROM delivery WHERE id = :id",
                        values("id", delivery),
                        (row, number) -> row.getLong(1))
                .orElseThrow(() -> new VerbRefused(
                        Problem.of("ledger.no-such-delivery").with("delivery", String.valueOf(delivery))));
        Lane locked = Objects.requireNonNull(books.lanes.lock(List.of(lane)).get(lane));
        books.takeBackLapsed(List.of(locked));
        return new Decided(
                locked,
                Objects.requireNonNull(books.deliveries.load(List.of(delivery)).get(delivery)));
    }

    private static void allow(Decided decided, String verb, Set<DeliveryState> states) {
        if (!states.contains(decided.row.state)) {
            throw new VerbRefused(Problem.of("ledger.verb-not-allowed")
                    .with("delivery", String.valueOf(decided.row.id))
                    .with("state", decided.row.state.name())
                    .with("verb", verb));
        }
    }

    private void save(Decided decided, String verb, Decision decision) {
        books.deliveries.save(List.of(decided.row));
        books.lanes.settle(List.of(decided.lane), books.deliveries);
        books.event(decided.row, verb, decision);
    }

    private record Decided(Lane lane, DeliveryRow row) {}
}
