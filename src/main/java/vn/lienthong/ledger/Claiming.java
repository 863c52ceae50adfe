package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;

/** Takes due lanes. Its cost depends on how many it takes, not on how many are owed or were ever delivered. */
final class Claiming {

    private static final int MOST_LANES = 500;

    /** From each head on to the next in its lane, one index look-up a step, until the head's flow has its fill. */
    private static final String FIRST_OF_LANES = """
            WITH RECURSIVE batching (flow, most) AS (VALUES :batches), first_of_lanes (id, number) AS (
                SELECT d.id, 1 FROM delivery d WHERE d.id IN (:heads)
                UNION
                SELECT (
                    SELECT f.id FROM delivery f WHERE f.lane = d.lane AND f.finished_at IS NULL
                        AND (f.position, f.id) > (d.position, d.id)
                    ORDER BY f.position, f.id LIMIT 1), number + 1
                FROM first_of_lanes JOIN delivery d ON d.id = first_of_lanes.id JOIN batching b ON b.flow = d.flow
                WHERE number < b.most)
            SELECT d.*, r.media_type, r.body FROM delivery d JOIN record r ON r.id = d.record
            WHERE d.id IN (SELECT id FROM first_of_lanes)
            ORDER BY d.lane, d.position, d.id
            """;

    private final Books books;
    private final Map<String, Integer> batches;

    Claiming(Books books, Map<String, Integer> batches) {
        this.books = books;
        this.batches = batches;
    }

    List<Claim> claim(String counterpart, int most, Duration lease) {
        List<Lane> due = due(counterpart, most);
        if (due.isEmpty()) {
            return List.of();
        }
        Map<Lane, List<Claimable>> taken = take(due);
        Instant until = books.now.plus(lease);
        taken.forEach((lane, all) -> lane.lease(until, all.getLast().row()));
        books.deliveries.send(taken.values().stream()
                .flatMap(List::stream)
                .map(Claimable::row)
                .toList());
        books.lanes.save(taken.keySet());
        return due.stream()
                .filter(taken::containsKey)
                .map(lane -> claim(lane, Objects.requireNonNull(taken.get(lane))))
                .toList();
    }

    private List<Lane> due(String counterpart, int most) {
        List<Lane> due = books.lanes.lockDue(counterpart, books.millis, Math.min(most, MOST_LANES));
        books.takeBackLapsed(due);
        return due.stream().filter(lane -> lane.isDue(books.millis)).toList();
    }

    private Map<Lane, List<Claimable>> take(List<Lane> due) {
        Map<Long, List<Claimable>> first = firstOf(due);
        Map<Lane, List<Claimable>> taken = new HashMap<>();
        for (Lane lane : due) {
            List<Claimable> batch = batch(first.getOrDefault(lane.id, List.of()));
            if (!batch.isEmpty()) {
                taken.put(lane, batch);
            }
        }
        return taken;
    }

    /** The head, and what can go with it in one call. */
    private List<Claimable> batch(List<Claimable> first) {
        List<Claimable> batch = new ArrayList<>();
        for (Claimable next : first) {
            DeliveryRow head = first.getFirst().row();
            boolean goesAlong = next.row().flow.equals(head.flow) && next.row().canBeTried(books.millis);
            if (!batch.isEmpty() && !goesAlong) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** A delivery and the record it carries. */
    private record Claimable(DeliveryRow row, SourceRecord record) {}

    /** By lane: its head and, in order, what stands behind it, as many as the head's flow sends in one call. */
    private Map<Long, List<Claimable>> firstOf(List<Lane> lanes) {
        Map<Long, List<Claimable>> found = new HashMap<>();
        books.sql()
                .list(
                        FIRST_OF_LANES,
                        values(
                                        "heads",
                                        Sql.padded(lanes.stream()
                                                .map(lane -> Objects.requireNonNull(lane.head))
                                                .toList()))
                                .addValue("batches", batches()),
                        (row, number) -> found.computeIfAbsent(row.getLong("lane"), lane -> new ArrayList<>())
                                .add(new Claimable(
                                        Deliveries.read(row),
                                        new SourceRecord(row.getBytes("body"), row.getString("media_type")))));
        return found;
    }

    private List<Object[]> batches() {
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {"", 1});
        batches.forEach((flow, most) -> rows.add(new Object[] {flow, most}));
        return Sql.padded(rows);
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
