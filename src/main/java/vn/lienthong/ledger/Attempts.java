package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.longOrNull;
import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The rows of attempts. Attempts of one batch that made the same calls share these calls' rows. */
final class Attempts {

    private static final int MOST_ANSWERED = 64 * 1024;

    private final Sql sql;
    private final Iterator<Long> callNumbers;
    private final List<MapSqlParameterSource> attempts = new ArrayList<>();
    private final Map<List<Attempt.Call>, Long> calls = new LinkedHashMap<>();

    private static final List<Attempt.Change> DAMAGED = List.of(new Attempt.Change("ledger.body-damaged", "?", "?"));

    /** @param callNumbers one for each attempt that is going to be added */
    Attempts(Sql sql, List<Long> callNumbers) {
        this.sql = sql;
        this.callNumbers = callNumbers.iterator();
    }

    /** @param row already counts the attempt among its tries */
    void add(DeliveryRow row, Ledger.NewAttempt attempt) {
        attempts.add(values("delivery", row.id)
                .addValue("number", row.tries)
                .addValue("started_at", attempt.startedAt().toEpochMilli())
                .addValue("took", attempt.took().toMillis())
                .addValue("outcome", attempt.outcome())
                .addValue("mapping", attempt.mapping())
                .addValue("problems", Text.problems(attempt.problems()))
                .addValue("calls", numberOf(attempt.calls())));
    }

    private @Nullable Long numberOf(List<Attempt.Call> made) {
        return made.isEmpty() ? null : calls.computeIfAbsent(made, first -> callNumbers.next());
    }

    void insert() {
        sql.batch("""
                INSERT INTO attempt (delivery, number, started_at, took, outcome, mapping, problems, calls)
                VALUES (:delivery, :number, :started_at, :took, :outcome, :mapping, :problems, :calls)
                """, attempts);
        List<MapSqlParameterSource> rows = new ArrayList<>();
        calls.forEach((made, number) -> addCalls(rows, made, number));
        sql.batch("""
                INSERT INTO call (calls, number, service, status, called_at, took, sent, answered, kept_back)
                VALUES (:calls, :number, :service, :status, :called_at, :took, :sent, :answered, :kept_back)
                """, rows);
    }

    private void addCalls(List<MapSqlParameterSource> rows, List<Attempt.Call> calls, long id) {
        int number = 0;
        for (Attempt.Call call : calls) {
            rows.add(values("calls", id)
                    .addValue("number", ++number)
                    .addValue("service", call.service())
                    .addValue("status", call.status())
                    .addValue("called_at", call.at().toEpochMilli())
                    .addValue("took", call.took().toMillis())
                    .addValue("sent", sql.closed(call.sent()))
                    .addValue("answered", sql.closed(shortened(call.answered())))
                    .addValue("kept_back", sql.closedText(Text.changes(call.keptBack()))));
        }
    }

    private static byte @Nullable [] shortened(byte @Nullable [] answered) {
        return answered == null || answered.length <= MOST_ANSWERED ? answered : Arrays.copyOf(answered, MOST_ANSWERED);
    }

    /** A delivery's attempts, oldest first. */
    static List<Attempt> of(Sql sql, long delivery) {
        return of(sql, delivery, ", sent, answered", Attempts::call);
    }

    /** The same, and no body is read or opened. */
    static List<Attempt> withoutBodies(Sql sql, long delivery) {
        return of(sql, delivery, "", (opening, row) -> call(opening, row, null, null));
    }

    private static List<Attempt> of(Sql sql, long delivery, String bodies, CallReader reader) {
        Map<Long, List<Attempt.Call>> calls = new HashMap<>();
        sql.list(
                "SELECT calls, service, status, called_at, took, kept_back" + bodies + " FROM call"
                        + " WHERE calls IN (SELECT calls FROM attempt WHERE delivery = :delivery) ORDER BY calls, number",
                values("delivery", delivery),
                (row, number) -> calls.computeIfAbsent(row.getLong("calls"), id -> new ArrayList<>())
                        .add(reader.read(sql, row)));
        return sql.list(
                "SELECT * FROM attempt WHERE delivery = :delivery ORDER BY number",
                values("delivery", delivery),
                (row, number) -> attempt(row, calls));
    }

    private interface CallReader {

        Attempt.Call read(Sql sql, ResultSet row) throws SQLException;
    }

    /** What was tried, without its calls; by delivery, oldest first. */
    static Map<Long, List<Attempt>> withoutCalls(Sql sql, Collection<Long> deliveries) {
        Map<Long, List<Attempt>> found = new HashMap<>();
        sql.list(
                "SELECT * FROM attempt WHERE delivery IN (:deliveries) ORDER BY delivery, number",
                values("deliveries", Sql.padded(deliveries)),
                (row, number) -> found.computeIfAbsent(row.getLong("delivery"), id -> new ArrayList<>())
                        .add(attempt(row, Map.of())));
        return found;
    }

    private static Attempt attempt(ResultSet row, Map<Long, List<Attempt.Call>> calls) throws SQLException {
        Long id = longOrNull(row, "calls");
        return new Attempt(
                row.getInt("number"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Duration.ofMillis(row.getLong("took")),
                row.getString("outcome"),
                row.getString("mapping"),
                Text.problems(row.getString("problems")),
                id == null ? List.of() : calls.getOrDefault(id, List.of()));
    }

    private static Attempt.Call call(Sql sql, ResultSet row) throws SQLException {
        return call(sql, row, sql.shown(row, "sent"), sql.shown(row, "answered"));
    }

    private static Attempt.Call call(Sql sql, ResultSet row, byte @Nullable [] sent, byte @Nullable [] answered)
            throws SQLException {
        Long status = longOrNull(row, "status");
        return new Attempt.Call(
                row.getString("service"),
                sent,
                status == null ? null : status.intValue(),
                answered,
                Instant.ofEpochMilli(row.getLong("called_at")),
                Duration.ofMillis(row.getLong("took")),
                keptBack(sql, row));
    }

    /** What does not open was kept back all the same. */
    private static @Nullable List<Attempt.Change> keptBack(Sql sql, ResultSet row) throws SQLException {
        String json = sql.openedText(row, "kept_back");
        return json == null && row.getString("kept_back") != null ? DAMAGED : Text.changes(json);
    }
}
