package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Ledger.Decision;

/**
 * Replays of many dead letters: those that were there when the job began, in steps, each a transaction that also keeps how
 * far the job has come. Each letter returns to its own place, so the order of lanes does not depend on the job's.
 */
final class Replays {

    private static final String JOBS = "SELECT * FROM replay_job ";

    private final Books books;

    Replays(Books books) {
        this.books = books;
    }

    ReplayJob start(DeliveryFilter asked, Decision decision) {
        long id = books.numbers(1).next();
        DeliveryFilter dead = dead(asked);
        long found = asked.state() == null || asked.state() == DeliveryState.DEAD ? count(dead, id) : 0;
        ReplayJob job = new ReplayJob(
                id,
                asked,
                Text.storable(decision.by()),
                Text.storable(decision.reason()),
                Instant.ofEpochMilli(books.millis),
                found == 0 ? Instant.ofEpochMilli(books.millis) : null,
                found,
                0);
        insert(job);
        return job;
    }

    private static DeliveryFilter dead(DeliveryFilter asked) {
        return new DeliveryFilter(
                DeliveryState.DEAD, asked.dossier(), asked.counterpart(), asked.flow(), asked.problem());
    }

    private long count(DeliveryFilter dead, long upTo) {
        Selection selection = select(dead, 0, upTo, Long.MAX_VALUE);
        return books.sql()
                .one(
                        "SELECT COUNT(*) FROM (" + selection.sql() + ") AS found",
                        selection.values(),
                        (row, number) -> row.getLong(1))
                .orElse(0L);
    }

    private Selection select(DeliveryFilter dead, long after, long upTo, long most) {
        return Selection.oldestFirst(dead, new Tallies(books.sql()).cells(dead), after, upTo, most);
    }

    /** False when no job had anything left. */
    boolean step(int most) {
        Optional<Unfinished> next = books.sql()
                .one(
                        JOBS + "WHERE finished_at IS NULL ORDER BY id LIMIT 1 " + books.dialect().lockFree,
                        values(),
                        (row, number) -> new Unfinished(read(row), row.getLong("reached"), row.getLong("up_to")));
        next.ifPresent(job -> step(job, most));
        return next.isPresent();
    }

    private void step(Unfinished unfinished, int most) {
        ReplayJob job = unfinished.job();
        Selection selection = select(dead(job.filter()), unfinished.reached(), unfinished.upTo(), most);
        List<Long[]> found = books.sql()
                .list(
                        "SELECT id, lane FROM delivery WHERE id IN (" + selection.sql() + ") ORDER BY id",
                        selection.values(),
                        (row, number) -> new Long[] {row.getLong("id"), row.getLong("lane")});
        int replayed = replay(found, new Decision(job.by(), job.reason()));
        boolean finished = found.size() < most;
        books.sql()
                .update(
                        """
                        UPDATE replay_job SET replayed = replayed + :replayed, reached = :reached, finished_at = :finished_at
                        WHERE id = :id
                        """,
                        values("id", job.id())
                                .addValue("replayed", replayed)
                                .addValue("reached", found.isEmpty() ? unfinished.reached() : found.getLast()[0])
                                .addValue("finished_at", finished ? books.millis : null));
    }

    private int replay(List<Long[]> found, Decision decision) {
        Map<Long, Lane> lanes =
                books.lanes.lock(found.stream().map(ids -> ids[1]).distinct().toList());
        List<DeliveryRow> dead = new ArrayList<>();
        for (DeliveryRow row : books.deliveries
                .load(found.stream().map(ids -> ids[0]).toList())
                .values()) {
            if (row.state == DeliveryState.DEAD) {
                new Deciding(books).replayInPlace(row);
                books.event(row, "replay", decision);
                dead.add(row);
            }
        }
        books.deliveries.save(dead);
        books.lanes.settle(lanes.values(), books.deliveries);
        return dead.size();
    }

    private record Unfinished(ReplayJob job, long reached, long upTo) {}

    private void insert(ReplayJob job) {
        DeliveryFilter filter = job.filter();
        MapSqlParameterSource values = values("id", job.id())
                .addValue(
                        "state", filter.state() == null ? null : filter.state().name())
                .addValue("dossier", filter.dossier())
                .addValue("counterpart", filter.counterpart())
                .addValue("flow", filter.flow())
                .addValue("problem", filter.problem())
                .addValue("by", job.by())
                .addValue("reason", job.reason())
                .addValue("started_at", books.millis)
                .addValue("finished_at", job.finishedAt() == null ? null : books.millis)
                .addValue("found", job.found());
        books.sql().update("""
                INSERT INTO replay_job (id, state, dossier, counterpart, flow, problem, decided_by, reason,
                    started_at, finished_at, found, up_to)
                VALUES (:id, :state, :dossier, :counterpart, :flow, :problem, :by, :reason,
                    :started_at, :finished_at, :found, :id)
                """, values);
    }

    static List<ReplayJob> newest(Sql sql, int most) {
        return sql.list(JOBS + "ORDER BY id DESC LIMIT :most", values("most", most), (row, number) -> read(row));
    }

    static Optional<ReplayJob> find(Sql sql, long id) {
        return sql.one(JOBS + "WHERE id = :id", values("id", id), (row, number) -> read(row));
    }

    private static ReplayJob read(ResultSet row) throws SQLException {
        return new ReplayJob(
                row.getLong("id"),
                new DeliveryFilter(
                        state(row.getString("state")),
                        row.getString("dossier"),
                        row.getString("counterpart"),
                        row.getString("flow"),
                        row.getString("problem")),
                row.getString("decided_by"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                instant(longOrNull(row, "finished_at")),
                row.getLong("found"),
                row.getLong("replayed"));
    }

    private static @Nullable DeliveryState state(@Nullable String name) {
        return name == null ? null : DeliveryState.valueOf(name);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
