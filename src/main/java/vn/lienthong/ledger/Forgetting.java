package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Memos.Memo;

/**
 * Deletes what is over and old enough, the oldest first, a few records a step. What may not be deleted is passed over and
 * looked at again in the next pass. The lanes' locks keep out whoever would replay a delivery in the same moment.
 */
final class Forgetting {

    private static final byte[] NOTHING = new byte[0];

    /** A file gives each page of a body back one by one, and meanwhile nobody else can write. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Books books;
    private final Sql sql;

    Forgetting(Books books) {
        this.books = books;
        this.sql = books.sql();
    }

    /** In the order in which a record comes through them; each has the index of its condition. */
    private enum Stage {
        BODIES("body_deleted_at IS NULL"),
        ROWS("body_deleted_at IS NOT NULL AND rows_deleted_at IS NULL"),
        IDENTITIES("rows_deleted_at IS NOT NULL");

        final String condition;

        Stage(String condition) {
            this.condition = condition;
        }

        Duration keeps(Retention retention) {
            return switch (this) {
                case BODIES -> retention.bodies();
                case ROWS -> retention.rows();
                case IDENTITIES -> retention.identities();
            };
        }
    }

    private record Turn(Stage stage, long receivedAt, long record) {}

    private record Old(long id, long receivedAt, long bytes) {}

    private record Of(
            long delivery,
            long record,
            long lane,
            @Nullable Long finishedAt,
            String counterpart,
            String flow,
            DeliveryState state) {}

    /** The next step of the stage whose turn it is. False if none has anything to do, or another process works now. */
    boolean step(Retention retention, int most) {
        Optional<Turn> turn = sql.one(
                "SELECT stage, received_at, record FROM retention WHERE next_at <= :now OR next_at > :put_off"
                        + " ORDER BY next_at, stage LIMIT 1 " + books.dialect().lockFree,
                values("now", books.millis)
                        .addValue(
                                "put_off",
                                TimeSetBack.toCome(books.millis)
                                        + retention.every().toMillis()),
                (row, number) -> new Turn(
                        Stage.valueOf(row.getString("stage")), row.getLong("received_at"), row.getLong("record")));
        turn.ifPresent(next -> step(next, retention, most));
        return turn.isPresent();
    }

    private void step(Turn turn, Retention retention, int most) {
        Duration keeps = turn.stage.keeps(retention);
        long before = books.now.minus(keeps).toEpochMilli();
        List<Old> all = keeps.isZero() ? List.of() : old(turn, before, most);
        List<Old> old = upTo(MOST_BYTES, all);
        List<Long> records = withoutMisdated(old, turn.stage, before);
        if (!records.isEmpty()) {
            switch (turn.stage) {
                case BODIES -> deleteBodies(over(records, before));
                case ROWS -> deleteRows(over(records, before));
                case IDENTITIES -> deleteIdentities(records);
            }
        }
        if (turn.stage == Stage.IDENTITIES && !keeps.isZero()) {
            new Changes(books).forget(before, most);
        }
        if (old.size() == all.size() && all.size() < most) {
            endPass(turn, retention);
        } else {
            goOn(turn, old.getLast());
        }
    }

    private List<Old> old(Turn turn, long before, int most) {
        return sql.list(
                "SELECT id, received_at, LENGTH(body) AS bytes FROM record WHERE " + turn.stage.condition
                        + " AND received_at <= :before AND (received_at, id) > (:received_at, :id)"
                        + " ORDER BY received_at, id LIMIT " + most,
                values("before", before)
                        .addValue("received_at", turn.receivedAt)
                        .addValue("id", turn.record),
                (row, number) -> new Old(row.getLong("id"), row.getLong("received_at"), row.getLong("bytes")));
    }

    /** One at least. */
    private static List<Old> upTo(long most, List<Old> all) {
        long bytes = 0;
        int many = 0;
        while (many < all.size() && bytes < most) {
            bytes += all.get(many).bytes;
            many++;
        }
        return all.subList(0, many);
    }

    /**
     * Records are entered in the order of their numbers. One that says it is older than what was entered before it came while
     * the clock was behind, and goes with its neighbours.
     */
    private List<Long> withoutMisdated(List<Old> old, Stage stage, long before) {
        long stays = old.isEmpty() ? 0 : firstThatStays(stage, before);
        return old.stream().map(Old::id).filter(id -> id < stays).toList();
    }

    private long firstThatStays(Stage stage, long before) {
        return sql.one(
                        "SELECT id FROM record WHERE " + stage.condition
                                + " AND received_at > :before ORDER BY received_at, id LIMIT 1",
                        values("before", before),
                        (row, number) -> row.getLong("id"))
                .orElse(Long.MAX_VALUE);
    }

    /** Records with nothing left to do, each with its deliveries: all of them over since then, in lanes where all is. */
    private Map<Long, List<Of>> over(List<Long> records, long before) {
        List<Long> lanes =
                deliveriesOf(records).stream().map(Of::lane).distinct().toList();
        Map<Long, Lane> locked = books.lanes.lock(lanes);
        Map<Long, List<Of>> deliveries = deliveriesOf(records).stream().collect(Collectors.groupingBy(Of::record));
        return records.stream()
                .filter(record -> deliveries.getOrDefault(record, List.of()).stream()
                        .allMatch(of -> isOver(of, locked.get(of.lane), before)))
                .collect(Collectors.toMap(record -> record, record -> deliveries.getOrDefault(record, List.of())));
    }

    private static boolean isOver(Of of, @Nullable Lane lane, long before) {
        return of.finishedAt != null && of.finishedAt <= before && lane != null && lane.head == null;
    }

    private List<Of> deliveriesOf(List<Long> records) {
        return sql.list(
                "SELECT id, record, lane, finished_at, counterpart, flow, state FROM delivery WHERE record IN (:records)",
                values("records", records),
                (row, number) -> new Of(
                        row.getLong("id"),
                        row.getLong("record"),
                        row.getLong("lane"),
                        longOrNull(row, "finished_at"),
                        row.getString("counterpart"),
                        row.getString("flow"),
                        DeliveryState.valueOf(row.getString("state"))));
    }

    private static List<Long> ids(Collection<List<Of>> deliveries) {
        return deliveries.stream().flatMap(List::stream).map(Of::delivery).toList();
    }

    private void deleteBodies(Map<Long, List<Of>> over) {
        update(
                "UPDATE call SET sent = NULL, answered = NULL, kept_back = CASE WHEN kept_back IS NULL THEN NULL ELSE '[]' END"
                        + " WHERE calls IN"
                        + " (SELECT calls FROM attempt WHERE delivery IN (:ids))",
                ids(over.values()));
        sql.batch(
                "UPDATE record SET body = :nothing, body_deleted_at = :now WHERE id = :id",
                over.keySet().stream()
                        .map(id -> values("id", id).addValue("nothing", NOTHING).addValue("now", books.millis))
                        .toList());
    }

    private void deleteRows(Map<Long, List<Of>> over) {
        List<Long> ids = ids(over.values());
        update("DELETE FROM call WHERE calls IN (SELECT calls FROM attempt WHERE delivery IN (:ids))", ids);
        update("DELETE FROM attempt WHERE delivery IN (:ids)", ids);
        noteForgotten(ids);
        update("DELETE FROM event WHERE delivery IN (:ids)", ids);
        update("DELETE FROM delivery WHERE id IN (:ids)", ids);
        over.values().stream().flatMap(List::stream).forEach(of -> books.forgotten(of.counterpart, of.flow, of.state));
        sql.batch(
                "UPDATE record SET rows_deleted_at = :now WHERE id = :id",
                over.keySet().stream()
                        .map(id -> values("id", id).addValue("now", books.millis))
                        .toList());
    }

    /** Who follows results and stands before these has missed some. The + keeps PostgreSQL from walking through all events. */
    private void noteForgotten(List<Long> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        long last = sql.one(
                        "SELECT COALESCE(MAX(id + 0), 0) FROM event WHERE delivery IN (:ids)",
                        values("ids", deliveries),
                        (row, number) -> row.getLong(1))
                .orElseThrow();
        Memo before = JdbcResults.forgotten(sql);
        if (last > JdbcResults.number(before)) {
            JdbcMemos.write(sql, before, String.valueOf(last), books.millis);
        }
    }

    private void deleteIdentities(List<Long> records) {
        update("DELETE FROM record WHERE id IN (:ids)", records);
    }

    private void update(String statement, List<Long> ids) {
        if (!ids.isEmpty()) {
            sql.update(statement, values("ids", ids));
        }
    }

    private void goOn(Turn turn, Old last) {
        sql.update(
                "UPDATE retention SET received_at = :received_at, record = :record WHERE stage = :stage",
                values("stage", turn.stage.name())
                        .addValue("received_at", last.receivedAt)
                        .addValue("record", last.id));
    }

    /** What was delivered on a day is asked of today only. */
    private void endPass(Turn turn, Retention retention) {
        sql.update(
                "UPDATE retention SET received_at = 0, record = 0, next_at = :next_at WHERE stage = :stage",
                values("stage", turn.stage.name())
                        .addValue("next_at", books.now.plus(retention.every()).toEpochMilli()));
        sql.update(
                "DELETE FROM tally WHERE day > 0 AND day < :yesterday", values("yesterday", Books.day(books.now) - 1));
    }
}
