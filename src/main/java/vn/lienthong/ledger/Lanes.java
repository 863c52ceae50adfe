package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The rows of lanes. Whoever locks several locks them in the order of their keys. */
final class Lanes {

    private static final String COLUMNS = "id, counterpart, dossier, known, openers, last_position, head, parked,"
            + " due_at, leased_until, claimed_to, fence";

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
                                + dialect.lock,
                        values("ids", ids),
                        (row, number) -> read(row));
        return found.stream().collect(Collectors.toMap(lane -> lane.id, Function.identity()));
    }

    /** Due lanes nobody works on, earliest first; those whose lease ran out are among them. */
    List<Lane> lockDue(String counterpart, long now, int most) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM lane WHERE counterpart = :counterpart AND due_at IS NOT NULL"
                        + " AND due_at <= :now ORDER BY due_at LIMIT :most " + dialect.lockFree,
                values("counterpart", counterpart).addValue("now", now).addValue("most", most),
                (row, number) -> read(row));
    }

    /**
     * Makes the lanes, or adds the openers and positions of those that exist already to them. Gives each as it is then,
     * locked; a new one has the id it was given.
     */
    List<Lane> open(List<Lane> lanes) {
        return sql.list(
                """
                INSERT INTO lane (id, counterpart, dossier, openers, last_position, head, parked, due_at) VALUES :lanes
                ON CONFLICT (counterpart, dossier) DO UPDATE SET
                    openers = lane.openers + excluded.openers,
                    last_position = lane.last_position + excluded.last_position
                RETURNING
                """ + COLUMNS,
                values("lanes", lanes.stream().map(Lanes::newColumns).toList()),
                (row, number) -> read(row));
    }

    private static Object[] newColumns(Lane lane) {
        return new Object[] {
            lane.id, lane.counterpart, lane.dossier, lane.openers, lane.lastPosition, lane.head, lane.parked, lane.dueAt
        };
    }

    private static Lane read(ResultSet row) throws SQLException {
        Lane lane = new Lane(
                row.getLong("id"), row.getString("counterpart"), row.getString("dossier"), row.getString("parked"));
        lane.known = row.getBoolean("known");
        lane.openers = row.getInt("openers");
        lane.lastPosition = row.getLong("last_position");
        lane.head = longOrNull(row, "head");
        lane.dueAt = longOrNull(row, "due_at");
        lane.leasedUntil = longOrNull(row, "leased_until");
        lane.claimedTo = longOrNull(row, "claimed_to");
        lane.fence = row.getLong("fence");
        return lane;
    }

    /** Looks up what is first in each lane now and saves the lanes; after the deliveries are saved. */
    void settle(Collection<Lane> lanes, Deliveries deliveries) {
        Map<Long, DeliveryRow> heads = deliveries.firstOf(lanes);
        lanes.forEach(lane -> lane.headIs(heads.get(lane.id)));
        save(lanes);
    }

    void save(Collection<Lane> lanes) {
        lanes.forEach(books::saved);
        sql.batch("""
                UPDATE lane SET known = :known, openers = :openers, last_position = :last_position, head = :head,
                    parked = :parked, due_at = :due_at, leased_until = :leased_until, claimed_to = :claimed_to,
                    fence = :fence
                WHERE id = :id
                """, lanes.stream().map(Lanes::columns).toList());
    }

    private static MapSqlParameterSource columns(Lane lane) {
        return values("id", lane.id)
                .addValue("known", lane.known ? 1 : 0)
                .addValue("openers", lane.openers)
                .addValue("last_position", lane.lastPosition)
                .addValue("head", lane.head)
                .addValue("parked", lane.parked)
                .addValue("due_at", lane.dueAt)
                .addValue("leased_until", lane.leasedUntil)
                .addValue("claimed_to", lane.claimedTo)
                .addValue("fence", lane.fence);
    }

    /** False if another worker has the lane by now. */
    boolean renew(Ledger.Claim claim, long until) {
        return sql.update(
                        "UPDATE lane SET leased_until = :until, due_at = :until"
                                + " WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL",
                        values("until", until).addValue("id", claim.lane()).addValue("fence", claim.fence()))
                == 1;
    }
}
