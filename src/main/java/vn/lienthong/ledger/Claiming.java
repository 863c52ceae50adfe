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
        Map<Lane, List<DeliveryRow>> taken = take(due);
        Instant until = books.now.plus(lease);
        taken.forEach((lane, rows) -> lane.lease(until, rows.getLast()));
        List<DeliveryRow> rows = taken.values().stream().flatMap(List::stream).toList();
        rows.forEach(row -> row.send(books.millis));
        books.deliveries.save(rows);
        books.lanes.save(taken.keySet());
        Map<Long, SourceRecord> records = records(rows);
        return due.stream()
                .filter(taken::containsKey)
                .map(lane -> claim(lane, Objects.requireNonNull(taken.get(lane)), records))
                .toList();
    }

    private List<Lane> due(String counterpart, int most) {
        List<Lane> due = books.lanes.lockDue(counterpart, books.millis, Math.min(most, MOST_LANES));
        books.takeBackLapsed(due);
        return due.stream().filter(lane -> lane.isDue(books.millis)).toList();
    }

    private Map<Lane, List<DeliveryRow>> take(List<Lane> due) {
        Map<Long, DeliveryRow> heads =
                books.deliveries.load(due.stream().map(lane -> lane.head).toList());
        Map<Lane, List<DeliveryRow>> taken = new HashMap<>();
        for (Lane lane : due) {
            DeliveryRow head = heads.get(Objects.requireNonNull(lane.head));
            if (head != null) {
                taken.put(lane, batch(lane, head));
            }
        }
        return taken;
    }

    /** Only where a flow sends several in one call is there anything to look for behind the head. */
    private List<DeliveryRow> batch(Lane lane, DeliveryRow head) {
        int most = batches.getOrDefault(head.flow, 1);
        if (most <= 1) {
            return List.of(head);
        }
        List<DeliveryRow> batch = new ArrayList<>();
        for (DeliveryRow row : books.deliveries.firstOf(lane, most)) {
            if (!row.flow.equals(head.flow) || !row.canBeTried(books.millis)) {
                break;
            }
            batch.add(row);
        }
        return batch.isEmpty() ? List.of(head) : batch;
    }

    private Map<Long, SourceRecord> records(List<DeliveryRow> rows) {
        Map<Long, SourceRecord> records = new HashMap<>();
        books.sql()
                .list(
                        "SELECT id, media_type, body FROM record WHERE id IN (:ids)",
                        values(
                                "ids",
                                rows.stream().map(row -> row.record).distinct().toList()),
                        (row, number) -> records.put(
                                row.getLong("id"),
                                new SourceRecord(row.getBytes("body"), row.getString("media_type"))));
        return records;
    }

    private static Claim claim(Lane lane, List<DeliveryRow> rows, Map<Long, SourceRecord> records) {
        return new Claim(
                lane.id,
                lane.counterpart,
                lane.dossier == null ? null : new DossierNo(lane.dossier),
                lane.known,
                lane.fence,
                Instant.ofEpochMilli(Objects.requireNonNull(lane.leasedUntil)),
                rows.stream()
                        .map(row -> new Claimed(
                                row.id,
                                row.flow,
                                Objects.requireNonNull(records.get(row.record)),
                                row.attempts,
                                instant(row.firstTriedAt),
                                Instant.ofEpochMilli(row.enteredAt),
                                row.unanswered))
                        .toList());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
