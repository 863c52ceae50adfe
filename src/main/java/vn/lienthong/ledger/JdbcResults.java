package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Memos.Memo;

/**
 * Results are events, in the order of their numbers. Each question looks at so many events by the primary key, whatever their
 * flow, and its mark is the last of them: so one who follows a quiet flow has a mark that is as young as the ledger.
 */
final class JdbcResults implements Results {

    /** How long what other transactions may still write is waited for in one question. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    /** Verbs of events that say what became of a delivery by itself, as a list in a statement. */
    static final String OF_RELAY = "'DELIVERED', 'DEAD', 'HELD'";

    /**
     * The events of one question. Where they are to end is not said here: a range with two ends PostgreSQL takes for small, and
     * sorts all that is behind a mark.
     */
    static final String LOOK = """
            SELECT e.id, e.happened_at, e.verb, (SELECT d.flow FROM delivery d WHERE d.id = e.delivery) AS flow
            FROM event e WHERE e.id > :after ORDER BY e.id LIMIT 1000
            """;

    /** A look-up by primary key for each result; CROSS JOIN tells SQLite in which order. */
    static final String TELL = """
            SELECT e.happened_at, e.verb, e.reason, d.id, d.record, d.flow, d.counterpart, d.dossier,
                r.version, r.source, r.position
            FROM event e CROSS JOIN delivery d CROSS JOIN record r
            WHERE e.id IN (:events) AND d.id = e.delivery AND r.id = d.record ORDER BY e.id
            """;

    private static final int LOOKED_AT = 1000;
    private static final int LARGEST_PAGE = 500;
    private static final String FORGOTTEN = "results/forgotten";

    private static final Map<String, DeliveryState> STATES = Map.of(
            "DELIVERED", DeliveryState.DELIVERED,
            "DEAD", DeliveryState.DEAD,
            "HELD", DeliveryState.HELD,
            "hold", DeliveryState.HELD,
            "release", DeliveryState.PENDING,
            "replay", DeliveryState.PENDING,
            "cancel", DeliveryState.CANCELLED,
            "supersede", DeliveryState.CANCELLED);

    private final Database database;
    private final SettledNumbers settled;

    JdbcResults(Database database, Duration patience) {
        this.database = database;
        this.settled = new SettledNumbers(patience);
    }

    @Override
    public Page after(String flow, @Nullable Mark after, int most) {
        return database.read(() -> {
            Sql sql = database.reading();
            long upTo = database.isFile() ? Long.MAX_VALUE : settled.upTo(sql);
            Page page = page(sql, flow, after, upTo, Math.clamp(most, 1, LARGEST_PAGE));
            // Only now: what retention deletes while the page is read is missed as well.
            if (after != null) {
                check(sql, after);
            }
            return page;
        });
    }

    private static Page page(Sql sql, String flow, @Nullable Mark after, long upTo, int most) {
        List<Seen> seen = sql.list(
                LOOK,
                values("after", after == null ? 0 : after.number()),
                (row, index) -> new Seen(
                        new Mark(row.getLong("id"), row.getLong("happened_at")),
                        row.getString("verb"),
                        row.getString("flow")));
        List<Long> found = new ArrayList<>();
        Mark last = after;
        boolean more = seen.size() == LOOKED_AT;
        for (Seen one : seen) {
            if (one.mark.number() > upTo) {
                more = false;
                break;
            }
            if (found.size() == most) {
                more = true;
                break;
            }
            last = one.mark;
            if (flow.equals(one.flow) && STATES.containsKey(one.verb)) {
                found.add(one.mark.number());
            }
        }
        return new Page(results(sql, found), last, more);
    }

    /** @param flow null if retention has just deleted the delivery */
    private record Seen(Mark mark, String verb, @Nullable String flow) {}

    private static List<Result> results(Sql sql, List<Long> events) {
        return events.isEmpty()
                ? List.of()
                : sql.list(TELL, values("events", Sql.padded(events)), (row, index) -> result(row));
    }

    private static Result result(ResultSet row) throws SQLException {
        String verb = row.getString("verb");
        String reason = row.getString("reason");
        DeliveryState state = Objects.requireNonNull(STATES.get(verb));
        boolean ofRelay = verb.equals(state.name());
        boolean delivered = state == DeliveryState.DELIVERED;
        return new Result(
                row.getLong("id"),
                row.getLong("record"),
                row.getInt("version"),
                row.getString("flow"),
                row.getString("counterpart"),
                row.getString("dossier"),
                row.getString("source"),
                row.getString("position"),
                state,
                Instant.ofEpochMilli(row.getLong("happened_at")),
                ofRelay ? null : verb,
                ofRelay ? null : reason,
                delivered && !reason.isEmpty() ? reason : null,
                ofRelay && !delivered && !reason.isEmpty() ? Text.problems(reason) : List.of());
    }

    /** A ledger that was restored may have given the number to something else since: so the time must fit as well. */
    private static void check(Sql sql, Mark mark) {
        long forgotten = number(forgotten(sql));
        if (mark.number() < forgotten) {
            throw new MarkLost(Problem.of("ledger.results-forgotten"));
        }
        boolean known = mark.number() == forgotten
                || sql.one(
                                "SELECT happened_at FROM event WHERE id = :id",
                                values("id", mark.number()),
                                (row, index) -> row.getLong(1) == mark.millis())
                        .orElse(false);
        if (!known) {
            throw new MarkLost(Problem.of("ledger.mark-unknown"));
        }
    }

    /** The note of the last event that retention has deleted. */
    static Memo forgotten(Sql sql) {
        return sql.one(
                        "SELECT version, content FROM memo WHERE name = :name",
                        values("name", FORGOTTEN),
                        (row, index) -> new Memo(FORGOTTEN, row.getLong("version"), row.getString("content")))
                .orElseGet(() -> new Memo(FORGOTTEN, 0, null));
    }

    static long number(Memo forgotten) {
        String content = forgotten.content();
        return content == null ? 0 : Long.parseLong(content);
    }
}
