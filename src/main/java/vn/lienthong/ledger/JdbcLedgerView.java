package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** Reads a ledger's database; on SQLite beside its writer, without waiting for it. */
final class JdbcLedgerView implements LedgerView {

    private static final int LARGEST_PAGE = 500;
    private static final int MOST_GROUPS = 500;
    private static final int MOST_JOBS = 100;

    private static final String DELIVERY = """
            SELECT d.*, r.version, r.source, r.position AS source_position,
                r.body_deleted_at, l.head, l.parked, l.deadline AS earliest
            FROM delivery d JOIN record r ON r.id = d.record JOIN lane l ON l.id = d.lane
            """;

    private final Database database;
    private final InstantSource clock;

    JdbcLedgerView(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Page<Delivery> deliveries(DeliveryFilter filter, int page, int size) {
        int number = Math.max(page, 1);
        int length = Math.clamp(size, 1, LARGEST_PAGE);
        long skipped = (number - 1L) * length;
        if (skipped >= DEEPEST) {
            throw new IllegalArgumentException(
                    "Page " + number + " of " + length + " begins behind the newest " + DEEPEST);
        }
        return read(sql -> {
            List<Selection.Cell> cells = new Tallies(sql).cells(filter);
            Numbers numbers = Numbers.of(sql, filter.reception());
            if (filter.reception().namesSource()) {
                Looked looked = looked(sql, filter, cells, numbers);
                List<Long> fitting = looked.fitting();
                List<Delivery> items =
                        each(sql, fitting.stream().skip(skipped).limit(length).toList());
                return new Page<>(
                        items, number, length, fitting.size(), looked.more(), next(items, length, looked.last()));
            }
            Selection wanted = Selection.newestFirst(database.dialect(), filter, cells, numbers, skipped + length);
            List<Delivery> items = sql.list(
                    DELIVERY + "JOIN (SELECT id FROM (" + wanted.sql()
                            + ") AS found ORDER BY id DESC LIMIT " + length + " OFFSET " + skipped
                            + ") AS page ON page.id = d.id"
                            + " ORDER BY d.id DESC",
                    wanted.values(),
                    (row, index) -> delivery(row));
            boolean tallied = filter.isTallied();
            long total = tallied ? tallied(cells) : counted(sql, filter, cells, numbers);
            return new Page<>(items, number, length, total, !tallied && total == DEEPEST, next(items, length, null));
        });
    }

    @Override
    public Part<Delivery> deliveriesBefore(DeliveryFilter filter, long id, int size) {
        int length = Math.clamp(size, 1, LARGEST_PAGE);
        return read(sql -> {
            List<Selection.Cell> cells = new Tallies(sql).cells(filter);
            Numbers numbers = Numbers.of(sql, filter.reception()).below(id);
            if (filter.reception().namesSource()) {
                Looked looked = looked(sql, filter, cells, numbers);
                List<Delivery> items =
                        each(sql, looked.fitting().stream().limit(length).toList());
                return new Part<>(items, next(items, length, looked.last()));
            }
            Selection wanted = Selection.newestFirst(database.dialect(), filter, cells, numbers, length);
            List<Delivery> items = sql.list(
                    DELIVERY + "WHERE d.id IN (" + wanted.sql() + ") ORDER BY d.id DESC",
                    wanted.values(),
                    (row, index) -> delivery(row));
            return new Part<>(items, next(items, length, null));
        });
    }

    private Looked looked(Sql sql, DeliveryFilter filter, List<Selection.Cell> cells, Numbers numbers) {
        Selection among = Selection.newestFirst(database.dialect(), filter, cells, numbers, Looked.AT_ONCE);
        return Looked.at(sql, among, filter.reception());
    }

    private static List<Delivery> each(Sql sql, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        DELIVERY + "WHERE d.id IN (:ids) ORDER BY d.id DESC",
                        values("ids", Sql.padded(ids)),
                        (row, index) -> delivery(row));
    }

    private static @Nullable Long next(List<Delivery> items, int length, @Nullable Long lookedAt) {
        return items.size() == length ? Long.valueOf(items.getLast().id()) : lookedAt;
    }

    private static long tallied(List<Selection.Cell> cells) {
        return cells.stream().mapToLong(Selection.Cell::deliveries).sum();
    }

    /** No further than a person would turn pages. */
    private long counted(Sql sql, DeliveryFilter filter, List<Selection.Cell> cells, Numbers numbers) {
        Selection counted = Selection.newestFirst(database.dialect(), filter, cells, numbers, DEEPEST);
        return sql.one(
                        "SELECT COUNT(*) FROM (" + counted.sql() + ") AS counted",
                        counted.values(),
                        (row, index) -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public Optional<Delivery> delivery(long id) {
        return read(sql -> sql.one(DELIVERY + "WHERE d.id = :id", values("id", id), (row, index) -> delivery(row)));
    }

    @Override
    public List<Attempt> attempts(long delivery) {
        return read(sql -> Attempts.of(sql, delivery));
    }

    @Override
    public List<Attempt> attemptsWithoutBodies(long delivery) {
        return read(sql -> Attempts.withoutBodies(sql, delivery));
    }

    @Override
    public Map<Long, List<Attempt>> tried(Collection<Long> deliveries) {
        return deliveries.isEmpty() ? Map.of() : read(sql -> Attempts.withoutCalls(sql, deliveries));
    }

    @Override
    public Map<Long, List<Event>> decided(Collection<Long> deliveries) {
        Map<Long, List<Event>> decided = new HashMap<>();
        if (!deliveries.isEmpty()) {
            read(sql -> sql.list(
                    "SELECT delivery, happened_at, decided_by, verb, reason FROM event WHERE delivery IN (:deliveries)"
                            + " AND verb NOT IN (" + JdbcResults.OF_RELAY + ")"
                            + " ORDER BY delivery, id",
                    values("deliveries", Sql.padded(deliveries)),
                    (row, index) -> decided.computeIfAbsent(row.getLong("delivery"), id -> new ArrayList<>())
                            .add(event(row))));
        }
        return decided;
    }

    @Override
    public List<Event> events(long delivery) {
        return events("event WHERE delivery = :of AND verb NOT IN (" + JdbcResults.OF_RELAY + ")", delivery);
    }

    @Override
    public List<Event> jobEvents(long job) {
        return events("job_event WHERE job = :of", job);
    }

    private List<Event> events(String source, long of) {
        return read(sql -> sql.list(
                "SELECT happened_at, decided_by, verb, reason FROM " + source + " ORDER BY id",
                values("of", of),
                (row, index) -> event(row)));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                Instant.ofEpochMilli(row.getLong("happened_at")),
                row.getString("decided_by"),
                row.getString("verb"),
                row.getString("reason"));
    }

    @Override
    public Optional<SourceRecord> record(long delivery) {
        return read(sql -> sql.one(
                "SELECT r.body, r.media_type FROM delivery d JOIN record r ON r.id = d.record"
                        + " WHERE d.id = :id AND r.body_deleted_at IS NULL",
                values("id", delivery),
                (row, index) -> sql.record(row)));
    }

    @Override
    public List<Received> received(String counterpart, Reached after, Instant before, int most) {
        // Through the records, in their order, with a look for the deliveries of each; never the other way. CROSS JOIN
        // tells SQLite so. PostgreSQL, before it has counted a new table, would compare all with all by the index of
        // counterparts; the || '' keeps it from that.
        return read(sql -> sql.list(
                """
                SELECT d.id, r.id AS record, r.received_at, r.body, r.media_type, d.flow, d.dossier
                FROM record r CROSS JOIN delivery d
                WHERE d.record = r.id AND r.body_deleted_at IS NULL
                    AND (r.received_at, r.id) >= (:at, :record) AND r.received_at < :before
                    AND NOT (r.id = :record AND d.id <= :delivery) AND d.counterpart || '' = :counterpart
                ORDER BY r.received_at, r.id, d.id LIMIT :most
                """,
                values("counterpart", counterpart)
                        .addValue("at", after.receivedAt().toEpochMilli())
                        .addValue("record", after.record())
                        .addValue("delivery", after.delivery())
                        .addValue("before", before.toEpochMilli())
                        .addValue("most", most),
                (row, index) -> new Received(
                        new Reached(
                                Instant.ofEpochMilli(row.getLong("received_at")),
                                row.getLong("record"),
                                row.getLong("id")),
                        row.getString("flow"),
                        row.getString("dossier"),
                        sql.record(row))));
    }

    @Override
    public List<Delivery> dossier(DossierNo dossier) {
        Selection newest = Selection.newestFirst(
                database.dialect(),
                new DeliveryFilter(null, dossier.value(), null, null, null, null),
                List.of(),
                Numbers.ALL,
                LARGEST_PAGE);
        return read(sql -> sql.list(
                DELIVERY + "WHERE d.id IN (" + newest.sql() + ") ORDER BY d.counterpart, d.position, d.id",
                newest.values(),
                (row, index) -> delivery(row)));
    }

    @Override
    public Optional<Delivery> last(String counterpart, DossierNo dossier) {
        Selection newest = Selection.newestFirst(
                database.dialect(),
                new DeliveryFilter(null, dossier.value(), counterpart, null, null, null),
                List.of(),
                Numbers.ALL,
                LARGEST_PAGE);
        return read(sql -> sql.one(
                DELIVERY + "WHERE d.id IN (" + newest.sql() + ") ORDER BY d.position DESC, d.id DESC LIMIT 1",
                newest.values(),
                (row, index) -> delivery(row)));
    }

    @Override
    public List<Known> known(String source, List<String> keys) {
        Map<Records.Key, String> asked = new HashMap<>();
        keys.forEach(key -> asked.put(new Records.Key(Text.key(source), Text.key(key)), key));
        return newest(asked);
    }

    @Override
    public List<Known> late(String source, List<String> keys) {
        Map<Records.Key, String> asked = new HashMap<>();
        keys.forEach(key -> asked.put(Records.Key.older(source, key), key));
        return newest(asked);
    }

    private List<Known> newest(Map<Records.Key, String> asked) {
        return read(sql -> {
            List<Known> known = new ArrayList<>();
            new Records(sql)
                    .newest(asked.keySet())
                    .forEach((key, newest) -> known.add(new Known(
                            asked.getOrDefault(key, key.key()),
                            newest.id(),
                            newest.version(),
                            newest.contentHash(),
                            newest.position())));
            return known;
        });
    }

    @Override
    public Set<Long> dead(Collection<Long> deliveries) {
        return deliveries.isEmpty()
                ? Set.of()
                : Set.copyOf(read(sql -> sql.list(
                        "SELECT id FROM delivery WHERE id IN (:ids) AND state = 'DEAD'",
                        values("ids", Sql.padded(deliveries)),
                        (row, index) -> row.getLong("id"))));
    }

    @Override
    public Map<String, Instant> changes(Collection<String> of) {
        Map<String, String> asked = new HashMap<>();
        of.forEach(each -> asked.put(Text.key(each), each));
        Map<String, Instant> found = new HashMap<>();
        if (!asked.isEmpty()) {
            read(sql -> sql.list(
                    "SELECT subject, changed_at FROM change WHERE subject IN (:of)",
                    values("of", Sql.padded(asked.keySet())),
                    (row, index) -> found.put(
                            asked.getOrDefault(row.getString("subject"), ""),
                            Instant.ofEpochMilli(row.getLong("changed_at")))));
        }
        return found;
    }

    @Override
    public List<Known> versions(String source, Map<String, String> contents) {
        Map<String, String> asked = new HashMap<>();
        contents.keySet().forEach(key -> asked.put(Text.key(key), key));
        return contents.isEmpty()
                ? List.of()
                : read(sql -> sql.list(
                        """
                        WITH k (source_key, content_hash) AS (VALUES :contents)
                        SELECT r.id, r.source_key, r.version, r.content_hash, r.position FROM k CROSS JOIN record r
                        WHERE r.source = :source AND r.source_key = k.source_key AND r.content_hash = k.content_hash
                        """,
                        values("source", Text.key(source))
                                .addValue(
                                        "contents",
                                        contents.entrySet().stream()
                                                .map(one -> new Object[] {Text.key(one.getKey()), one.getValue()})
                                                .toList()),
                        (row, index) -> new Known(
                                asked.getOrDefault(row.getString("source_key"), ""),
                                row.getLong("id"),
                                row.getInt("version"),
                                row.getString("content_hash"),
                                row.getString("position"))));
    }

    @Override
    public Optional<DossierNo> dossierOf(long record) {
        return read(sql -> sql.one(
                "SELECT dossier FROM delivery WHERE record = :record AND dossier IS NOT NULL ORDER BY id LIMIT 1",
                values("record", record),
                (row, index) -> new DossierNo(row.getString("dossier"))));
    }

    @Override
    public boolean keeps() {
        return database.keeps();
    }

    @Override
    public List<Tally> tallies() {
        return read(sql -> new Tallies(sql).all(clock.instant()));
    }

    @Override
    public List<Pressing> pressing(Instant until, Collection<String> without, int most) {
        NearestDeadlines nearest = new NearestDeadlines(until, without);
        return read(sql -> {
            List<Long> heads = nearest.heads(sql, Math.clamp(most, 1, LARGEST_PAGE));
            return heads.isEmpty()
                    ? List.of()
                    : sql.list(
                            DELIVERY + "WHERE d.id IN (:heads) ORDER BY l.deadline, d.id",
                            values("heads", Sql.padded(heads)),
                            (row, index) -> new Pressing(Instant.ofEpochMilli(row.getLong("earliest")), delivery(row)));
        });
    }

    @Override
    public List<Deadlines> deadlines(Instant now, Instant until, Collection<String> without) {
        return read(sql -> new NearestDeadlines(until, without).counted(sql, now));
    }

    @Override
    public List<ProblemGroup> problemGroups() {
        return read(sql -> sql.list(
                """
                SELECT g.problem_key, g.counterpart, g.flow, g.deliveries, g.since, d.problems FROM (
                    SELECT counterpart, flow, problem_key, COUNT(*) AS deliveries, MIN(since) AS since, MAX(id) AS sample
                    FROM delivery WHERE state = 'DEAD' GROUP BY counterpart, flow, problem_key
                    ORDER BY COUNT(*) DESC LIMIT :most) AS g
                JOIN delivery d ON d.id = g.sample
                ORDER BY g.deliveries DESC, g.since
                """,
                values("most", MOST_GROUPS),
                (row, index) -> new ProblemGroup(
                        row.getString("problem_key"),
                        row.getString("counterpart"),
                        row.getString("flow"),
                        sample(row.getString("problems")),
                        row.getLong("deliveries"),
                        Instant.ofEpochMilli(row.getLong("since")))));
    }

    private static Problem sample(@Nullable String problems) {
        List<Problem> all = Text.problems(problems);
        return all.isEmpty() ? Problem.of("ledger.no-cause") : all.getFirst();
    }

    @Override
    public List<Place> places(String counterpart, String after, int most) {
        return read(sql -> sql.list(
                """
                SELECT l.dossier, l.known, l.last_position, l.fence, d.id, d.state, d.problem_code
                FROM lane l LEFT JOIN delivery d ON d.id = l.head
                WHERE l.counterpart = :counterpart AND l.dossier > :after ORDER BY l.dossier LIMIT :most
                """,
                values("counterpart", counterpart).addValue("after", after).addValue("most", most),
                (row, index) -> place(row)));
    }

    private static Place place(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String cause = row.getString("problem_code");
        return new Place(
                row.getString("dossier"),
                row.getBoolean("known"),
                state == null ? null : DeliveryState.valueOf(state),
                longOrNull(row, "id"),
                cause == null ? "" : cause,
                row.getLong("last_position"),
                row.getLong("fence"));
    }

    @Override
    public List<Job> jobs() {
        return read(sql -> Jobs.newest(sql, MOST_JOBS));
    }

    @Override
    public Optional<Job> job(long id) {
        return read(sql -> Jobs.find(sql, id));
    }

    private <R> R read(Function<Sql, R> work) {
        return database.read(() -> work.apply(database.reading()));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        return new Delivery(
                row.getLong("id"),
                row.getLong("record"),
                row.getInt("version"),
                row.getString("flow"),
                row.getString("counterpart"),
                row.getString("dossier"),
                state,
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("entered_at")),
                dueAt(row, state),
                instant(row, "finished_at"),
                instant(row, "deadline"),
                row.getString("source"),
                row.getString("source_position"),
                row.getString("receipt"),
                Text.problems(row.getString("problems")),
                instant(row, "body_deleted_at"));
    }

    /** Only the head of a lane that is not parked is due. */
    private static @Nullable Instant dueAt(ResultSet row, DeliveryState state) throws SQLException {
        boolean waits = state == DeliveryState.PENDING || state == DeliveryState.RETRYING;
        boolean isHead = row.getLong("head") == row.getLong("id");
        return waits && isHead ? instant(row, "due_at") : null;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = longOrNull(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
