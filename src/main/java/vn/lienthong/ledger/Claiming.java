package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;

/** Takes due lanes. Its cost depends on how many it takes, not on how many are owed or were ever delivered. */
final class Claiming {

    private static final int MOST_LANES = 500;
    private static final int MOST_MADE_READY = 1000;

    /**
     * What stands behind heads: from each on to the next in its lane, until enough is found. Every step is an index look-up
     * of its own, because a join may be planned as a walk through everything that is owed.
     */
    private static final String BEHIND = """
            WITH RECURSIVE behind (lane, position, id, wanted) AS (
                VALUES :heads
                UNION
                SELECT lane,
                    (SELECT f.position FROM delivery f WHERE f.lane = behind.lane AND f.finished_at IS NULL
                        AND (f.position, f.id) > (behind.position, behind.id) ORDER BY f.position, f.id LIMIT 1),
                    (SELECT f.id FROM delivery f WHERE f.lane = behind.lane AND f.finished_at IS NULL
                        AND (f.position, f.id) > (behind.position, behind.id) ORDER BY f.position, f.id LIMIT 1),
                    wanted - 1
                FROM behind WHERE wanted > 0 AND id IS NOT NULL)
            SELECT id FROM behind WHERE id IS NOT NULL
            """;

    private final Books books;
    private final Map<String, Integer> batches;
    private final Set<String> left;

    /** @param left flows of which no lane is claimed, unless so many are due that nobody may be there for them */
    Claiming(Books books, Map<String, Integer> batches, Set<String> left) {
        this.books = books;
        this.batches = batches;
        this.left = left;
    }

    List<Claim> claim(String counterpart, int lanes, Urgency.Share urgent, Duration lease) {
        List<Lane> due = due(counterpart, Math.min(lanes, MOST_LANES), urgent);
        return due.isEmpty() ? List.of() : lease(due, take(due), lease);
    }

    /** One delivery of each lane, the first that waits behind a head that needs a person. */
    List<Claim> claimBehind(String counterpart, Set<String> flows, int lanes, Duration lease) {
        List<Deciding.Place> places = books.sql()
                .list(
                        """
                SELECT d.id, d.lane FROM delivery d JOIN lane l ON l.id = d.lane
                WHERE d.counterpart = :counterpart AND d.flow IN (:flows) AND d.state IN ('PENDING', 'RETRYING')
                    AND (d.due_at <= :now OR d.since > :to_come) AND l.parked IS NOT NULL AND l.leased_until IS NULL
                ORDER BY d.id LIMIT :most
                """,
                        values("counterpart", counterpart)
                                .addValue("flows", Sql.padded(flows))
                                .addValue("now", books.millis)
                                .addValue("to_come", TimeSetBack.toCome(books.millis))
                                .addValue("most", Math.min(lanes, MOST_LANES)),
                        (row, number) -> new Deciding.Place(row.getLong("id"), row.getLong("lane")));
        List<Lane> parked =
                books
                        .lanes
                        .lock(places.stream()
                                .map(Deciding.Place::lane)
                                .distinct()
                                .toList())
                        .values()
                        .stream()
                        .filter(Lane::isParked)
                        .toList();
        return lease(parked, firstOf(places, parked), lease);
    }

    /** Read again under the lanes' locks. */
    private Map<Lane, List<Claimable>> firstOf(List<Deciding.Place> places, List<Lane> lanes) {
        List<Claimable> waiting =
                load(places.stream().map(Deciding.Place::delivery).toList());
        Map<Lane, List<Claimable>> first = new HashMap<>();
        for (Lane lane : lanes) {
            waiting.stream()
                    .filter(each -> each.row().lane == lane.id && each.row().canBeTried(books.millis))
                    .min(Comparator.comparing(Claimable::row, DeliveryRow.IN_LANE))
                    .ifPresent(found -> first.put(lane, List.of(found)));
        }
        return first;
    }

    private List<Claim> lease(List<Lane> lanes, Map<Lane, List<Claimable>> taken, Duration lease) {
        if (taken.isEmpty()) {
            return List.of();
        }
        Instant until = books.now.plus(lease);
        taken.forEach((lane, all) -> lane.lease(until, all.getLast().row()));
        books.deliveries.send(taken.values().stream()
                .flatMap(List::stream)
                .map(Claimable::row)
                .toList());
        books.lanes.save(taken.keySet());
        return lanes.stream()
                .filter(taken::containsKey)
                .map(lane -> claim(lane, Objects.requireNonNull(taken.get(lane))))
                .toList();
    }

    private List<Lane> due(String counterpart, int most, Urgency.Share urgent) {
        List<Lane> due = new ArrayList<>(urgent(counterpart, Math.min(most, urgent.lanes()), urgent));
        if (due.size() < most) {
            due.addAll(books.lanes.lockDue(counterpart, books.millis, most - due.size(), List.copyOf(due), left));
        }
        if (due.size() < most && !left.isEmpty() && books.lanes.areMoreDueThanLookedAt(counterpart, books.millis)) {
            due.addAll(books.lanes.lockDue(counterpart, books.millis, most - due.size(), List.copyOf(due), Set.of()));
        }
        books.takeBackLapsed(due);
        return due.stream().filter(lane -> lane.isDue(books.millis)).toList();
    }

    private List<Lane> urgent(String counterpart, int most, Urgency.Share urgent) {
        if (urgent.looksForReady()) {
            books.lanes.makeReady(counterpart, books.millis, MOST_MADE_READY);
        }
        return most == 0 ? List.of() : books.lanes.lockUrgent(counterpart, urgent.before(), most, left);
    }

    private Map<Lane, List<Claimable>> take(List<Lane> due) {
        List<Claimable> heads =
                load(due.stream().map(lane -> Objects.requireNonNull(lane.head)).toList());
        Map<Long, List<Claimable>> inLane = Stream.concat(heads.stream(), load(behind(due, heads)).stream())
                .collect(Collectors.groupingBy(claimable -> claimable.row().lane));
        Map<Lane, List<Claimable>> taken = new HashMap<>();
        for (Lane lane : due) {
            List<Claimable> all = inLane.getOrDefault(lane.id, List.of());
            if (!all.isEmpty()) {
                taken.put(lane, together(all));
            }
        }
        return taken;
    }

    /** A delivery and the record it carries. */
    private record Claimable(DeliveryRow row, SourceRecord record) {}

    private List<Claimable> load(List<Long> deliveries) {
        return deliveries.isEmpty()
                ? List.of()
                : books.sql()
                        .list(
                                "SELECT d.*, r.media_type, r.body FROM delivery d JOIN record r ON r.id = d.record"
                                        + " WHERE d.id IN (:ids)",
                                values("ids", Sql.padded(deliveries)),
                                (row, number) -> new Claimable(
                                        Deliveries.read(row), books.sql().record(row)));
    }

    /** Only where a flow sends several in one call, and only where there are more, is there anything to look for. */
    private List<Long> behind(List<Lane> lanes, List<Claimable> heads) {
        Map<Long, Lane> byId = lanes.stream().collect(Collectors.toMap(lane -> lane.id, lane -> lane));
        List<Object[]> wanted = heads.stream()
                .map(Claimable::row)
                .filter(head ->
                        most(head) > 1 && head.position != Objects.requireNonNull(byId.get(head.lane)).lastPosition)
                .map(head -> new Object[] {head.lane, head.position, head.id, most(head) - 1})
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<Long> known = heads.stream().map(head -> head.row().id).collect(Collectors.toSet());
        return books
                .sql()
                .list(BEHIND, values("heads", Sql.padded(wanted)), (row, number) -> row.getLong("id"))
                .stream()
                .filter(id -> !known.contains(id))
                .toList();
    }

    private int most(DeliveryRow head) {
        return batches.getOrDefault(head.flow, 1);
    }

    /** The head, and what can go with it in one call. */
    private List<Claimable> together(List<Claimable> inLane) {
        List<Claimable> ordered = inLane.stream()
                .sorted(Comparator.comparing(Claimable::row, DeliveryRow.IN_LANE))
                .toList();
        DeliveryRow head = ordered.getFirst().row();
        return Stream.concat(
                        Stream.of(ordered.getFirst()),
                        ordered.stream()
                                .skip(1)
                                .takeWhile(next -> next.row().flow.equals(head.flow)
                                        && next.row().canBeTried(books.millis)))
                .toList();
    }

    private static Claim claim(Lane lane, List<Claimable> taken) {
        return new Claim(
                lane.id,
                lane.counterpart,
                lane.dossier == null ? null : new DossierNo(lane.dossier),
                lane.known,
                lane.fence,
                Instant.ofEpochMilli(Objects.requireNonNull(lane.leasedUntil)),
                taken.stream().map(Claiming::claimed).toList());
    }

    private static Claimed claimed(Claimable taken) {
        DeliveryRow row = taken.row();
        return new Claimed(
                row.id,
                row.flow,
                taken.record(),
                row.attempts,
                instant(row.firstTriedAt),
                Instant.ofEpochMilli(row.enteredAt),
                row.unanswered);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
