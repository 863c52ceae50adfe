package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;

/**
 * Verbs for many deliveries: those that were there when the job began, in steps, each a transaction that also keeps how far
 * the job has come. Jobs take turns, a step each, so that a small one does not wait for a large one to end. Each delivery
 * keeps its own place, so the order of lanes does not depend on the job's.
 */
final class Jobs {

    private static final String JOBS = "SELECT * FROM job ";

    private final Books books;

    Jobs(Books books) {
        this.books = books;
    }

    /**
     * How many deliveries a job would take, for a reader: to count a million would keep all writers waiting meanwhile.
     *
     * @param upTo the job's own number
     */
    static long count(Sql sql, Dialect dialect, Verb verb, DeliveryFilter filter, long upTo) {
        Set<DeliveryState> states = verb.inJobs(filter.state());
        List<Selection.Cell> cells = new Tallies(sql).cells(filter);
        if (filter.isTallied()) {
            return cells.stream()
                    .filter(cell -> states.contains(cell.state()))
                    .mapToLong(Selection.Cell::deliveries)
                    .sum();
        }
        Selection selection =
                Selection.oldestFirst(dialect, filter, states, cells, new Numbers(0, upTo + 1), Long.MAX_VALUE);
        return sql.one(
                        "SELECT COUNT(*) FROM (" + selection.sql() + ") AS found",
                        selection.values(),
                        (row, number) -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * @param id what was entered later than this number was given is not the job's
     * @param found as counted
     */
    Job start(long id, long found, Verb verb, DeliveryFilter filter, Decision decision) {
        Instant now = Instant.ofEpochMilli(books.millis);
        Job job = new Job(
                id,
                verb,
                filter,
                Text.storable(decision.by()),
                Text.storable(decision.reason()),
                now,
                found == 0 ? now : null,
                found == 0 ? Job.State.FINISHED : Job.State.RUNNING,
                found,
                0);
        insert(job);
        return job;
    }

    private Selection select(Verb verb, DeliveryFilter filter, long after, long upTo, long most) {
        Set<DeliveryState> states = verb.inJobs(filter.state());
        List<Selection.Cell> cells = new Tallies(books.sql()).cells(filter);
        return Selection.oldestFirst(books.dialect(), filter, states, cells, new Numbers(after, upTo + 1), most);
    }

    void pause(long job, Decision decision) {
        Job found = lock(job, "pause");
        if (found.state() == Job.State.RUNNING) {
            change(job, "paused = 1", "pause", decision);
        }
    }

    void resume(long job, Decision decision) {
        Job found = lock(job, "resume");
        if (found.state() == Job.State.PAUSED) {
            change(job, "paused = 0", "resume", decision);
        }
    }

    void cancel(long job, Decision decision) {
        lock(job, "cancel");
        change(job, "cancelled = 1, finished_at = :now", "cancel", decision);
    }

    /** After the step under way, if there is one. */
    private Job lock(long id, String verb) {
        Job job = books.sql()
                .one(
                        JOBS + "WHERE id = :id " + books.dialect().lock("job"),
                        values("id", id),
                        (row, number) -> read(row))
                .orElseThrow(
                        () -> new VerbRefused(Problem.of("ledger.no-such-job").with("job", String.valueOf(id))));
        if (job.state().hasEnded()) {
            throw new VerbRefused(Problem.of("ledger.job-has-ended")
                    .with("job", String.valueOf(id))
                    .with("state", job.state().name())
                    .with("verb", verb));
        }
        return job;
    }

    private void change(long job, String change, String verb, Decision decision) {
        books.sql()
                .update(
                        "UPDATE job SET " + change + " WHERE id = :id",
                        values("id", job).addValue("now", books.millis));
        books.sql()
                .update(
                        """
                INSERT INTO job_event (id, job, happened_at, decided_by, verb, reason)
                VALUES (:id, :job, :now, :by, :verb, :reason)
                """,
                        values("id", books.numbers(1).next())
                                .addValue("job", job)
                                .addValue("now", books.millis)
                                .addValue("by", Text.storable(decision.by()))
                                .addValue("verb", verb)
                                .addValue("reason", Text.storable(decision.reason())));
    }

    /** A step of the job whose turn it is. False when no job had anything left. */
    boolean step(int most) {
        Optional<Unfinished> next = books.sql()
                .one(
                        JOBS + "WHERE finished_at IS NULL AND paused = 0 ORDER BY turn, id LIMIT 1 "
                                + books.dialect().lockFree,
                        values(),
                        (row, number) -> new Unfinished(read(row), row.getLong("reached"), row.getLong("up_to")));
        next.ifPresent(job -> step(job, most));
        return next.isPresent();
    }

    private void step(Unfinished unfinished, int most) {
        Job job = unfinished.job();
        Selection selection = select(job.verb(), job.filter(), unfinished.reached(), unfinished.upTo(), most);
        List<Deciding.Place> found = books.sql()
                .list(
                        "SELECT id, lane FROM delivery WHERE id IN (" + selection.sql() + ") ORDER BY id",
                        selection.values(),
                        (row, number) -> new Deciding.Place(row.getLong("id"), row.getLong("lane")));
        Set<DeliveryState> states = job.verb().inJobs(job.filter().state());
        int done = new Deciding(books).decideAll(job.verb(), found, states, new Decision(job.by(), job.reason()));
        boolean finished = found.size() < most;
        books.sql()
                .update(
                        """
                        UPDATE job SET done = done + :done, reached = :reached, finished_at = :finished_at, turn = :turn
                        WHERE id = :id
                        """,
                        values("id", job.id())
                                .addValue("done", done)
                                .addValue(
                                        "reached",
                                        found.isEmpty()
                                                ? unfinished.reached()
                                                : found.getLast().delivery())
                                .addValue("finished_at", finished ? books.millis : null)
                                .addValue("turn", books.numbers(1).next()));
    }

    private record Unfinished(Job job, long reached, long upTo) {}

    private void insert(Job job) {
        DeliveryFilter filter = job.filter();
        MapSqlParameterSource values = values("id", job.id())
                .addValue("verb", job.verb().name())
                .addValue(
                        "state", filter.state() == null ? null : filter.state().name())
                .addValue("dossier", filter.dossier())
                .addValue("counterpart", filter.counterpart())
                .addValue("flow", filter.flow())
                .addValue("problem", filter.problem())
                .addValue("group", filter.group())
                .addValue("by", job.by())
                .addValue("reason", job.reason())
                .addValue("started_at", books.millis)
                .addValue("finished_at", job.finishedAt() == null ? null : books.millis)
                .addValue("found", job.found());
        books.sql().update("""
                INSERT INTO job (id, verb, state, dossier, counterpart, flow, problem, problem_key, decided_by, reason,
                    started_at, finished_at, found, up_to, turn)
                VALUES (:id, :verb, :state, :dossier, :counterpart, :flow, :problem, :group, :by, :reason,
                    :started_at, :finished_at, :found, :id, :id)
                """, values);
    }

    static List<Job> newest(Sql sql, int most) {
        return sql.list(JOBS + "ORDER BY id DESC LIMIT :most", values("most", most), (row, number) -> read(row));
    }

    static Optional<Job> find(Sql sql, long id) {
        return sql.one(JOBS + "WHERE id = :id", values("id", id), (row, number) -> read(row));
    }

    private static Job read(ResultSet row) throws SQLException {
        Long finishedAt = longOrNull(row, "finished_at");
        return new Job(
                row.getLong("id"),
                Verb.valueOf(row.getString("verb")),
                new DeliveryFilter(
                        state(row.getString("state")),
                        row.getString("dossier"),
                        row.getString("counterpart"),
                        row.getString("flow"),
                        row.getString("problem"),
                        row.getString("problem_key")),
                row.getString("decided_by"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                finishedAt == null ? null : Instant.ofEpochMilli(finishedAt),
                standing(row, finishedAt),
                row.getLong("found"),
                row.getLong("done"));
    }

    private static Job.State standing(ResultSet row, @Nullable Long finishedAt) throws SQLException {
        if (finishedAt != null) {
            return row.getBoolean("cancelled") ? Job.State.CANCELLED : Job.State.FINISHED;
        }
        return row.getBoolean("paused") ? Job.State.PAUSED : Job.State.RUNNING;
    }

    private static @Nullable DeliveryState state(@Nullable String name) {
        return name == null ? null : DeliveryState.valueOf(name);
    }
}
