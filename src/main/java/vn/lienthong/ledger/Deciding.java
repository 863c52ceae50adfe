package vn.lienthong.ledger;

import static vn.lienthong.ledger.DeliveryState.CANCELLED;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.Sql.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;

/**
 * What people decide. A delivery that is being sent right now obeys no verb: nobody can say what the counterpart will
 * have seen, so the person is told to wait for the attempt to end.
 */
final class Deciding {

    private static final Set<DeliveryState> FINISHED = Set.of(DELIVERED, CANCELLED);

    private final Books books;

    Deciding(Books books) {
        this.books = books;
    }

    /** A delivery, and the lane to lock before it is read. */
    record Place(long delivery, long lane) {}

    /** Holding what is held already changes nothing. */
    void decide(Verb verb, long delivery, Decision decision) {
        Place place = find(delivery);
        Lane lane = Objects.requireNonNull(books.lanes.lock(List.of(place.lane)).get(place.lane));
        books.takeBackLapsed(List.of(lane));
        DeliveryRow row =
                Objects.requireNonNull(books.deliveries.load(List.of(delivery)).get(delivery));
        if (verb == Verb.HOLD && row.state == HELD) {
            return;
        }
        if (!verb.fits(row.state)) {
            throw new VerbRefused(Problem.of("ledger.verb-not-allowed")
                    .with("delivery", String.valueOf(delivery))
                    .with("state", row.state.name())
                    .with("verb", verb.code()));
        }
        if (verb == Verb.REPLAY && FINISHED.contains(row.state)) {
            requireBody(row);
        }
        apply(verb, row, lane);
        books.event(row, verb.code(), decision);
        books.deliveries.save(List.of(row));
        openAhead(verb, List.of(row), Map.of(lane.id, lane));
        books.lanes.settle(List.of(lane), books.deliveries);
    }

    /** Passes over what is in none of the states any more; says with how many it was done. */
    int decideAll(Verb verb, List<Place> places, Set<DeliveryState> states, Decision decision) {
        Map<Long, Lane> lanes =
                books.lanes.lock(places.stream().map(Place::lane).distinct().toList());
        Map<Long, DeliveryRow> rows =
                books.deliveries.load(places.stream().map(Place::delivery).toList());
        List<DeliveryRow> decided = new ArrayList<>();
        for (Place place : places) {
            DeliveryRow row = Objects.requireNonNull(rows.get(place.delivery));
            if (states.contains(row.state)) {
                apply(verb, row, Objects.requireNonNull(lanes.get(place.lane)));
                books.event(row, verb.code(), decision);
                decided.add(row);
            }
        }
        books.deliveries.save(decided);
        openAhead(verb, decided, lanes);
        books.lanes.settle(lanes.values(), books.deliveries);
        return decided.size();
    }

    private void openAhead(Verb verb, List<DeliveryRow> decided, Map<Long, Lane> lanes) {
        if (verb == Verb.CANCEL) {
            books.openAhead(decided.stream()
                    .filter(row -> row.opensLane)
                    .map(row -> Objects.requireNonNull(lanes.get(row.lane)))
                    .collect(Collectors.toSet()));
        }
    }

    /** Only what is over can have lost its body. */
    private void requireBody(DeliveryRow row) {
        boolean deleted = books.sql()
                .one(
                        "SELECT 1 FROM record WHERE id = :id AND body_deleted_at IS NOT NULL",
                        values("id", row.record),
                        (found, number) -> true)
                .orElse(false);
        if (deleted) {
            throw new VerbRefused(Problem.of("ledger.body-deleted").with("delivery", String.valueOf(row.id)));
        }
    }

    private Place find(long delivery) {
        return books.sql()
                .one(
                        "SELECT lane FROM delivery WHERE id = :id",
                        values("id", delivery),
                        (row, number) -> new Place(delivery, row.getLong(1)))
                .orElseThrow(() -> new VerbRefused(
                        Problem.of("ledger.no-such-delivery").with("delivery", String.valueOf(delivery))));
    }

    private void apply(Verb verb, DeliveryRow row, Lane lane) {
        switch (verb) {
            case HOLD -> row.park(HELD, books.millis);
            case RELEASE -> row.wait(PENDING, books.millis, books.millis);
            case REPLAY -> replay(row, lane);
            case CANCEL -> {
                row.finish(CANCELLED, books.millis);
                lane.openers -= row.opensLane ? 1 : 0;
            }
        }
    }

    private void replay(DeliveryRow row, Lane lane) {
        if (FINISHED.contains(row.state)) {
            oweAgain(row, lane);
            row.startAfresh();
        } else if (row.state == DEAD) {
            row.startAfresh();
        }
        row.wait(PENDING, books.millis, books.millis);
    }

    /** At its lane's end; ahead of all that is left if the counterpart can take nothing there without it. */
    private void oweAgain(DeliveryRow row, Lane lane) {
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
    }
}
