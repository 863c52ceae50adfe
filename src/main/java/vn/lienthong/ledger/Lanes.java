package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The rows of lanes. Whoever locks several locks them in the order of their keys. */
final class Lanes {

    private static final String COLUMNS = "id, counterpart, dossier, known, openers, last_position, head, parked,"
            + " due_at, leased_until, claimed_to, fence, deadline, promised";

    /** The same of a lane called {@code l}, told apart from those of its deliveries. */
    private static final String JOINED = COLUMNS.replaceAll("(\\w+)", "l.$1 AS lane_$1");

    private static final String DUE = "counterpart = :counterpart AND due_at IS NOT NULL AND due_at <= :now";
    private static final String URGENT =
            "counterpart = :counterpart AND deadline IS NOT NULL AND ready = 1 AND deadline <= :deadline";

    /** Of lanes that may have to be passed over: more would cost too much at each claim. */
    private static final int LOOKED_AT = 1000;

    private final Sql sql;
    private final Dialect dialect;
    private final Books books;

    Lanes(Sql sql, Dialect dialect, Books books) {
        this.sql = sql;
        this.dialect = dialect;
        this.books = books;
    }

    Map<Long, Lane> lock(Collection<Long> ids) {
        List<Lane> found = ids.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT " + COLUMNS + " FROM lane WHERE id IN (:ids) ORDER BY counterpart, dossier, id "
                                + dialect.lock("lane"),
                        values("ids", Sql.padded(ids)),
                        (row, number) -> read(row, ""));
        return found.stream().collect(Collectors.toMap(lane -> lane.id, Function.identity()));
    }

    /** Locks those of these lanes that exist. */
    void lockNamed(Collection<Entering.LaneKey> keys) {
        if (!keys.isEmpty()) {
            sql.list(
                    "SELECT id FROM lane WHERE (counterpart, dossier) IN (VALUES :keys) ORDER BY counterpart, dossier, id "
                            + dialect.lock("lane"),
                    values(
                            "keys",
                            keys.stream()
                                    .map(key -> new Object[] {key.counterpart(), key.dossier()})
                                    .toList()),
                    (row, number) -> row.getLong("id"));
        }
    }

    /**
     * Locks the lanes of deliveries that claims hold and reads both in one statement. The deliveries are as they were
     * before the lock, which is as good: nobody but its holder changes what a lease covers, and one whose lease is over is
     * told by the lane.
     */
    Held lockHeld(Collection<Long> lanes, Collection<Long> deliveries) {
        Held held = new Held(new HashMap<>(), new HashMap<>());
        sql.list(
                "SELECT " + JOINED + ", d.* FROM lane l JOIN delivery d ON d.lane = l.id"
                        + " WHERE l.id IN (:lanes) AND d.id IN (:deliveries)"
                        + " ORDER BY l.counterpart, l.dossier, l.id " + dialect.lock("l"),
                values("lanes", Sql.padded(lanes)).addValue("deliveries", Sql.padded(deliveries)),
                (row, number) -> {
                    held.lanes.putIfAbsent(row.getLong("lane_id"), read(row, "lane_"));
                    return held.rows.put(row.getLong("id"), Deliveries.read(row));
                });
        return held;
    }

    /** Lanes and deliveries by their numbers. */
    record Held(Map<Long, Lane> lanes, Map<Long, DeliveryRow> rows) {}

    /**
     * Due lanes nobody works on, but those at hand; earliest first. Those whose lease ran out are among them.
     *
     * @param left flows that are passed over: of the first {@link #LOOKED_AT} lanes then those whose head is of another one
     */
    List<Lane> lockDue(String counterpart, long now, int most, Collection<Lane> atHand, Collection<String> left) {
        String others = atHand.isEmpty() ? "" : " AND id NOT IN (:at_hand)";
        return lockFirst(
                DUE + others,
                "due_at",
                left,
                values("counterpart", counterpart)
                        .addValue("now", now)
                        .addValue("most", most)
                        .addValue(
                                "at_hand",
                                Sql.padded(atHand.stream().map(lane -> lane.id).toList())));
    }

    /** Whether lanes are due that nobody sees who passes over the first ones. */
    boolean areMoreDueThanLookedAt(String counterpart, long now) {
        return sql.one(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM lane WHERE " + DUE + " LIMIT " + (LOOKED_AT + 1)
                                + ") AS due",
                        values("counterpart", counterpart).addValue("now", now),
                        (row, number) -> row.getInt(1) > LOOKED_AT)
                .orElse(false);
    }

    /**
     * Ready lanes with a deadline up to then, earliest deadline first.
     *
     * @param left as of {@link #lockDue}
     */
    List<Lane> lockUrgent(String counterpart, long deadline, int most, Collection<String> left) {
        return lockFirst(
                URGENT,
                "deadline",
                left,
                values("counterpart", counterpart)
                        .addValue("deadline", deadline)
                        .addValue("most", most));
    }

    /** What is passed over is found out before: in one statement PostgreSQL would look at all first lanes for each of them. */
    private List<Lane> lockFirst(String which, String order, Collection<String> left, MapSqlParameterSource values) {
        if (!left.isEmpty()) {
            List<Long> found = without(left, which, order, values);
            return found.isEmpty()
                    ? List.of()
                    : lockFirst(
                            which + " AND id IN (:found)",
                            order,
                            List.of(),
                            values.addValue("found", Sql.padded(found)));
        }
        return sql.list(
                "SELECT " + COLUMNS + " FROM lane WHERE " + which + " ORDER BY " + order + " LIMIT :most "
                        + dialect.lockFree,
                values,
                (row, number) -> read(row, ""));
    }

    /** The flow of a lane is that of its head, which has to be looked up. */
    private List<Long> without(Collection<String> flows, String which, String order, MapSqlParameterSource values) {
        return sql.list(
                "SELECT id FROM (SELECT id, head, " + order + " FROM lane WHERE " + which + " ORDER BY " + order
                        + " LIMIT " + LOOKED_AT + ") AS first"
                        + " WHERE (SELECT flow FROM delivery d WHERE d.id = first.head) NOT IN (:flows)"
                        + " ORDER BY " + order + " LIMIT :most",
                values.addValue("flows", Sql.padded(flows)),
                (row, number) -> row.getLong("id"));
    }

    /** Makes lanes ready that have a deadline and whose time has come since they were last written. */
    void makeReady(String counterpart, long now, int most) {
        sql.update(
                "UPDATE lane SET ready = 1 WHERE id IN (SELECT id FROM lane WHERE counterpart = :counterpart"
                        + " AND deadline IS NOT NULL AND ready = 0 AND due_at IS NOT NULL AND due_at <= :now"
                        + " ORDER BY due_at LIMIT :most " + dialect.lockFree + ")",
                values("counterpart", counterpart).addValue("now", now).addValue("most", most));
    }

    /**
     * Makes lanes due that wait for a time which only a clock that was ahead can have named: what is first in them came into its
     * state at a time that is still to come. A lane that somebody has is due when a lease from now would end.
     *
     * @return how many there were, up to {@code most}
     */
    int bringForward(String counterpart, Duration lease, int most) {
        return sql.update(
                "UPDATE lane SET due_at = CASE WHEN leased_until IS NULL THEN :now ELSE :lease_end END,"
                        + " leased_until = CASE WHEN leased_until IS NULL THEN NULL ELSE :lease_end END"
                        + " WHERE id IN (SELECT id FROM lane WHERE counterpart = :counterpart AND due_at IS NOT NULL"
                        + " AND due_at > :to_come AND (SELECT since FROM delivery d WHERE d.id = lane.head) > :to_come"
                        + " ORDER BY due_at LIMIT :most " + dialect.lockFree + ")",
                values("counterpart", counterpart)
                        .addValue("now", books.millis)
                        .addValue("lease_end", books.now.plus(lease).toEpochMilli())
                        .addValue("to_come", TimeSetBack.toCome(books.millis))
                        .addValue("most", most));
    }

    /**
     * Makes the lanes, or adds the openers and positions of those that exist already to them. Gives each as it is then,
     * locked; a new one has the id it was given.
     */
    List<Lane> open(List<Lane> lanes) {
        return sql.list("""
                INSERT INTO lane (id, counterpart, dossier, openers, last_position, head, parked, due_at, deadline, promised, ready)
                SELECT column1, column2, column3, column4, column5, column6, column7,
                    CAST(column8 AS BIGINT), CAST(column9 AS BIGINT), CAST(column10 AS BIGINT), column11
                FROM (VALUES :lanes) AS lanes WHERE column12 = 1
                ON CONFLICT (counterpart, dossier) DO UPDATE SET
                    openers = lane.openers + excluded.openers,
                    last_position = lane.last_position + excluded.last_position,
                    deadline = CASE WHEN excluded.deadline IS NULL OR lane.deadline < excluded.deadline
                        THEN lane.deadline ELSE excluded.deadline END,
                    promised = COALESCE(excluded.promised, lane.promised)
                RETURNING
                """ + COLUMNS, values("lanes", newColumns(lanes)), (row, number) -> read(row, ""));
    }

    /** The last column tells a lane from its repetitions. */
    private List<Object[]> newColumns(List<Lane> lanes) {
        List<Object[]> rows = new ArrayList<>();
        for (Lane lane : Sql.padded(lanes)) {
            rows.add(new Object[] {
                lane.id,
                lane.counterpart,
                lane.dossier,
                lane.openers,
                lane.lastPosition,
                lane.head,
                lane.parked,
                lane.dueAt,
                lane.deadline,
                lane.promised,
                lane.isDue(books.millis) ? 1 : 0,
                rows.size() < lanes.size() ? 1 : 0
            });
        }
        return rows;
    }

    private static Lane read(ResultSet row, String prefix) throws SQLException {
        Lane lane = new Lane(
                row.getLong(prefix + "id"),
                row.getString(prefix + "counterpart"),
                row.getString(prefix + "dossier"),
                row.getString(prefix + "parked"));
        lane.known = row.getBoolean(prefix + "known");
        lane.openers = row.getInt(prefix + "openers");
        lane.lastPosition = row.getLong(prefix + "last_position");
        lane.head = longOrNull(row, prefix + "head");
        lane.dueAt = longOrNull(row, prefix + "due_at");
        lane.leasedUntil = longOrNull(row, prefix + "leased_until");
        lane.claimedTo = longOrNull(row, prefix + "claimed_to");
        lane.fence = row.getLong(prefix + "fence");
        lane.deadline = longOrNull(row, prefix + "deadline");
        lane.promised = longOrNull(row, prefix + "promised");
        return lane;
    }

    /** Looks up what is first in each lane now and saves the lanes; after the deliveries are saved. */
    void settle(Collection<Lane> lanes, Deliveries deliveries) {
        findHeads(lanes, deliveries);
        save(lanes);
    }

    void findHeads(Collection<Lane> lanes, Deliveries deliveries) {
        Map<Long, Deliveries.First> first = deliveries.firstOf(lanes);
        for (Lane lane : lanes) {
            Deliveries.First found = first.get(lane.id);
            lane.headIs(found == null ? null : found.head(), found == null ? null : found.deadline(), books.millis);
        }
    }

    void save(Collection<Lane> lanes) {
        lanes.forEach(books::saved);
        sql.batch("""
                UPDATE lane SET known = :known, openers = :openers, last_position = :last_position, head = :head,
                    parked = :parked, due_at = :due_at, leased_until = :leased_until, claimed_to = :claimed_to,
                    fence = :fence, deadline = :deadline, ready = :ready
                WHERE id = :id
                """, lanes.stream().map(this::columns).toList());
    }

    private MapSqlParameterSource columns(Lane lane) {
        return values("id", lane.id)
                .addValue("known", lane.known ? 1 : 0)
                .addValue("openers", lane.openers)
                .addValue("last_position", lane.lastPosition)
                .addValue("head", lane.head)
                .addValue("parked", lane.parked)
                .addValue("due_at", lane.dueAt)
                .addValue("leased_until", lane.leasedUntil)
                .addValue("claimed_to", lane.claimedTo)
                .addValue("fence", lane.fence)
                .addValue("deadline", lane.deadline)
                .addValue("ready", lane.isDue(books.millis) ? 1 : 0);
    }

    /** False if another worker has the lane by now. */
    boolean renew(Ledger.Claim claim, long until) {
        return sql.update(
                        "UPDATE lane SET leased_until = :until, due_at = :until, ready = 0"
                                + " WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL",
                        values("until", until).addValue("id", claim.lane()).addValue("fence", claim.fence()))
                == 1;
    }
}
