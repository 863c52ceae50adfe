package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;

/** The rows of deliveries. A lane's lock comes first, then its deliveries are read. */
final class Deliveries {

    private final Sql sql;
    private final Books books;

    Deliveries(Sql sql, Books books) {
        this.sql = sql;
        this.books = books;
    }

    Map<Long, DeliveryRow> load(Collection<Long> ids) {
        return byId(ids.isEmpty() ? List.of() : select("d.id IN (:ids)", values("ids", Sql.padded(ids))));
    }

    /**
     * The first unfinished delivery of each lane, and the earliest deadline; an index look-up for each, whatever stands
     * behind it.
     */
    Map<Long, First> firstOf(Collection<Lane> lanes) {
        List<First> heads = lanes.isEmpty()
                ? List.of()
                : sql.list(
                        """
                SELECT d.*, (SELECT u.deadline FROM delivery u WHERE u.lane = d.lane AND u.finished_at IS NULL
                        AND u.deadline > u.entered_at ORDER BY u.deadline LIMIT 1) AS lane_deadline
                FROM delivery d WHERE d.id IN (
                    SELECT (SELECT f.id FROM delivery f WHERE f.lane = l.id AND f.finished_at IS NULL
                            ORDER BY f.position, f.id LIMIT 1)
                    FROM lane l WHERE l.id IN (:lanes))
                """,
                        values(
                                "lanes",
                                Sql.padded(lanes.stream().map(lane -> lane.id).toList())),
                        (row, number) -> new First(read(row), longOrNull(row, "lane_deadline")));
        return heads.stream().collect(Collectors.toMap(first -> first.head.lane, Function.identity()));
    }

    /** @param deadline the earliest of the whole lane */
    record First(DeliveryRow head, @Nullable Long deadline) {}

    /** The first unfinished delivery of one lane. */
    Optional<DeliveryRow> firstOf(Lane lane) {
        return select(
                        "d.lane = :lane AND d.finished_at IS NULL ORDER BY d.position, d.id LIMIT 1",
                        values("lane", lane.id))
                .stream()
                .findFirst();
    }

    /** Of each lane the first unfinished delivery that makes its dossier known; by lane. */
    Map<Long, DeliveryRow> firstOpenersOf(Collection<Lane> lanes) {
        List<DeliveryRow> openers = lanes.isEmpty()
                ? List.of()
                : select(
                        """
                d.id IN (
                    SELECT (SELECT f.id FROM delivery f WHERE f.lane = l.id AND f.finished_at IS NULL AND f.opens_lane = 1
                            ORDER BY f.position, f.id LIMIT 1)
                    FROM lane l WHERE l.id IN (:lanes))
                """,
                        values(
                                "lanes",
                                Sql.padded(lanes.stream().map(lane -> lane.id).toList())));
        return openers.stream().collect(Collectors.toMap(opener -> opener.lane, Function.identity()));
    }

    /** What the leases of lanes covered when they ran out. */
    List<DeliveryRow> leftSending(Collection<Lane> lapsed) {
        return lapsed.isEmpty()
                ? List.of()
                : sql.list(
                        """
                SELECT d.* FROM lane l JOIN delivery d
                ON d.lane = l.id AND d.finished_at IS NULL AND d.position <= l.claimed_to AND d.state = 'SENDING'
                WHERE l.id IN (:lanes)
                """,
                        values(
                                "lanes",
                                Sql.padded(lapsed.stream().map(lane -> lane.id).toList())),
                        (row, number) -> read(row));
    }

    private List<DeliveryRow> select(String condition, MapSqlParameterSource values) {
        return sql.list("SELECT d.* FROM delivery d WHERE " + condition, values, (row, number) -> read(row));
    }

    private static Map<Long, DeliveryRow> byId(List<DeliveryRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
    }

    static DeliveryRow read(ResultSet row) throws SQLException {
        String dossier = row.getString("dossier");
        Long deadline = longOrNull(row, "deadline");
        Ledger.Owed owed = new Ledger.Owed(
                row.getString("flow"),
                row.getString("counterpart"),
                dossier == null ? null : new DossierNo(dossier),
                row.getBoolean("opens_lane"),
                false,
                deadline == null ? null : Instant.ofEpochMilli(deadline),
                List.of());
        DeliveryRow delivery = new DeliveryRow(
                row.getLong("id"),
                row.getLong("record"),
                row.getLong("lane"),
                owed,
                row.getLong("entered_at"),
                DeliveryState.valueOf(row.getString("state")));
        return fill(delivery, row);
    }

    private static DeliveryRow fill(DeliveryRow delivery, ResultSet row) throws SQLException {
        String cameFrom = row.getString("came_from");
        delivery.position = row.getLong("position");
        delivery.cameFrom = cameFrom == null ? null : DeliveryState.valueOf(cameFrom);
        delivery.attempts = row.getInt("attempts");
        delivery.tries = row.getInt("tries");
        delivery.unanswered = row.getBoolean("unanswered");
        delivery.since = row.getLong("since");
        delivery.dueAt = longOrNull(row, "due_at");
        delivery.firstTriedAt = longOrNull(row, "first_tried_at");
        delivery.finishedAt = longOrNull(row, "finished_at");
        delivery.receipt = row.getString("receipt");
        delivery.problems = Text.problems(row.getString("problems"));
        return delivery;
    }

    void insert(Collection<DeliveryRow> rows) {
        sql.batch("""
                INSERT INTO delivery (id, record, lane, position, flow, counterpart, dossier, opens_lane, state,
                    entered_at, since, due_at, deadline, problem_code, problem_key, problems)
                VALUES (:id, :record, :lane, :position, :flow, :counterpart, :dossier, :opens_lane, :state,
                    :entered_at, :since, :due_at, :deadline, :problem_code, :problem_key, :problems)
                """, counted(rows));
    }

    /** Marks deliveries as being sent, from now on. */
    void send(Collection<DeliveryRow> rows) {
        rows.forEach(row -> {
            row.send(books.millis);
            books.moved(row);
        });
        sql.update(
                "UPDATE delivery SET came_from = state, state = 'SENDING', since = :now WHERE id IN (:ids)",
                values("now", books.millis)
                        .addValue(
                                "ids",
                                Sql.padded(rows.stream().map(row -> row.id).toList())));
    }

    void save(Collection<DeliveryRow> rows) {
        sql.batch("""
                UPDATE delivery SET position = :position, state = :state, came_from = :came_from,
                    attempts = :attempts, tries = :tries, unanswered = :unanswered, since = :since, due_at = :due_at,
                    first_tried_at = :first_tried_at, finished_at = :finished_at, receipt = :receipt,
                    problem_code = :problem_code, problem_key = :problem_key, problems = :problems
                WHERE id = :id
                """, counted(rows));
    }

    private List<MapSqlParameterSource> counted(Collection<DeliveryRow> rows) {
        List<MapSqlParameterSource> all = new ArrayList<>(rows.size());
        for (DeliveryRow row : rows) {
            books.moved(row);
            all.add(columns(row));
        }
        return all;
    }

    private static MapSqlParameterSource columns(DeliveryRow row) {
        return values("id", row.id)
                .addValue("record", row.record)
                .addValue("lane", row.lane)
                .addValue("position", row.position)
                .addValue("flow", row.flow)
                .addValue("counterpart", row.counterpart)
                .addValue("dossier", row.dossier)
                .addValue("opens_lane", row.opensLane ? 1 : 0)
                .addValue("state", row.state.name())
                .addValue("came_from", nameOf(row.cameFrom))
                .addValue("attempts", row.attempts)
                .addValue("tries", row.tries)
                .addValue("unanswered", row.unanswered ? 1 : 0)
                .addValue("entered_at", row.enteredAt)
                .addValue("since", row.since)
                .addValue("due_at", row.dueAt)
                .addValue("first_tried_at", row.firstTriedAt)
                .addValue("finished_at", row.finishedAt)
                .addValue("deadline", row.deadline)
                .addValue("receipt", Text.storableOrNull(row.receipt))
                .addValue("problem_code", row.problemCode())
                .addValue("problem_key", row.problemKey())
                .addValue("problems", Text.problems(row.problems));
    }

    private static @Nullable String nameOf(@Nullable DeliveryState state) {
        return state == null ? null : state.name();
    }
}
