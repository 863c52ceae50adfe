package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.VietnamTime;

/**
 * One transaction's pen: the rows it changes, and what follows from each change, namely tallies, events and what became
 * due. Made for one transaction and used by one thread.
 */
final class Books {

    static final String PARKED = "PARKED";
    /** Behind a state: deliveries whose rows retention has deleted. */
    static final String FORGOTTEN = "_FORGOTTEN";
    /** In whose name the product does what it does by itself. */
    static final String PRODUCT = "lienthong";

    /** No attempt says so: who made it could not write it down. */
    private static final Ledger.Decision CUT_OFF =
            new Ledger.Decision(PRODUCT, "its process ended, or lost its lease, before the answer was written");

    private static final String TALLIES = """
            INSERT INTO tally (day, counterpart, flow, what, shard, amount) VALUES :tallies
            ON CONFLICT (day, counterpart, flow, what, shard) DO UPDATE SET amount = tally.amount + excluded.amount
            """;

    private static final String EVENTS_BY_SERVER = """
            INSERT INTO event (id, delivery, happened_at, decided_by, verb, reason)
            SELECT nextval('number'), column1, column2, column3, column4, column5
            FROM (VALUES :events) AS events WHERE column6 = 1
            """;

    final Instant now;
    final long millis;
    /** Whether another process was faster: the work is done again, and takes care not to come too late once more. */
    final boolean overtaken;

    final Lanes lanes;
    final Deliveries deliveries;

    private final Sql sql;
    private final Dialect dialect;
    private final int shard;
    private final Map<TallyKey, Long> tallies = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<String> due = new TreeSet<>();

    Books(Sql sql, Dialect dialect, Instant now, int shard) {
        this(sql, dialect, now, shard, false);
    }

    Books(Sql sql, Dialect dialect, Instant now, int shard, boolean overtaken) {
        this.sql = sql;
        this.dialect = dialect;
        this.now = now;
        this.millis = now.toEpochMilli();
        this.shard = shard;
        this.overtaken = overtaken;
        this.lanes = new Lanes(sql, dialect, this);
        this.deliveries = new Deliveries(sql, this);
    }

    Sql sql() {
        return sql;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Rising numbers for new rows. */
    Iterator<Long> numbers(int many) {
        if (many == 0) {
            return List.<Long>of().iterator();
        }
        if (dialect == Dialect.SQLITE) {
            long last = sql.one(
                            "UPDATE number SET last = last + :many RETURNING last",
                            values("many", many),
                            (row, number) -> row.getLong(1))
                    .orElseThrow();
            return LongStream.rangeClosed(last - many + 1, last).iterator();
        }
        return sql.list(
                        "SELECT nextval('number') FROM generate_series(1, :many)",
                        values("many", many),
                        (row, number) -> row.getLong(1))
                .iterator();
    }

    /**
     * Takes locked lanes back whose lease ran out: their worker is gone, or too late, and can settle nothing any more. What
     * it was sending may have arrived.
     */
    void takeBackLapsed(Collection<Lane> locked) {
        takeBack(locked.stream().filter(lane -> lane.hasLapsed(millis)).toList());
    }

    /** Takes locked lanes back from whoever has them. */
    void takeBack(Collection<Lane> lapsed) {
        List<DeliveryRow> interrupted = deliveries.leftSending(lapsed);
        lapsed.forEach(Lane::free);
        for (DeliveryRow row : interrupted) {
            row.comeBack(millis);
            row.unanswered = true;
            event(row, "cut-off", CUT_OFF);
        }
        deliveries.save(interrupted);
        lanes.settle(lapsed, deliveries);
    }

    /**
     * Where what was to make a dossier known was given up, the next that can goes ahead of what the counterpart can take only
     * then. For lanes that are locked, before they are settled.
     */
    void openAhead(Collection<Lane> lanes) {
        List<Lane> unknown =
                lanes.stream().filter(lane -> !lane.known && lane.openers > 0).toList();
        Map<Long, Deliveries.First> first = deliveries.firstOf(unknown);
        List<Lane> waiting = unknown.stream()
                .filter(lane -> first.containsKey(lane.id)
                        && !Objects.requireNonNull(first.get(lane.id)).head().opensLane)
                .toList();
        Collection<DeliveryRow> openers = deliveries.firstOpenersOf(waiting).values();
        for (DeliveryRow opener : openers) {
            opener.position = Objects.requireNonNull(first.get(opener.lane)).head().position - 1;
            wentAhead(opener);
        }
        deliveries.save(List.copyOf(openers));
    }

    void wentAhead(DeliveryRow opener) {
        event(
                opener,
                "open-lane",
                new Ledger.Decision(PRODUCT, "makes " + opener.dossier + " known to " + opener.counterpart));
    }

    /** A delivery is written: counts it out of the state it had and into the one it has. */
    void moved(DeliveryRow row) {
        if (row.stateBefore != null) {
            count(0, row.counterpart, row.flow, row.stateBefore.name(), -1);
        }
        count(0, row.counterpart, row.flow, row.state.name(), 1);
        if (row.state == DeliveryState.DELIVERED && row.stateBefore != DeliveryState.DELIVERED) {
            count(day(now), row.counterpart, row.flow, row.state.name(), 1);
        }
    }

    /** A delivery's row is deleted: it is no longer listed, and still counted among all there ever were. */
    void forgotten(String counterpart, String flow, DeliveryState state) {
        count(0, counterpart, flow, state.name(), -1);
        count(0, counterpart, flow, state.name() + FORGOTTEN, 1);
    }

    /** A lane is written. */
    void saved(Lane lane) {
        park(lane.counterpart, lane.parkedBefore, -1);
        park(lane.counterpart, lane.parked, 1);
        lane.parkedBefore = lane.parked;
        if (lane.isDue(millis)) {
            due.add(lane.counterpart);
        }
    }

    private void park(String counterpart, @Nullable String flow, long amount) {
        if (flow != null) {
            count(0, counterpart, flow, PARKED, amount);
        }
    }

    private void count(long day, String counterpart, String flow, String what, long amount) {
        tallies.merge(new TallyKey(day, counterpart, flow, what), amount, Long::sum);
    }

    static long day(Instant at) {
        return LocalDate.ofInstant(at, VietnamTime.ZONE).toEpochDay();
    }

    void event(DeliveryRow row, String verb, Ledger.Decision decision) {
        events.add(new Event(row.id, decision.by(), verb, decision.reason()));
    }

    /** What became of a delivery without anybody's verb, with what it rests on: for {@link Results}, not for the audit line. */
    void became(DeliveryRow row) {
        String restsOn = row.state == DeliveryState.DELIVERED ? row.receipt : Text.problems(row.problems);
        events.add(new Event(row.id, PRODUCT, row.state.name(), restsOn == null ? "" : restsOn));
    }

    /**
     * Writes events and tallies: last of all, since tallies are what transactions have in common. A server is asked once for
     * both. The numbers of events are given here and not before: by then the transaction has locked or written something, and
     * so is known to who looks which transactions still run ({@link SettledNumbers}).
     */
    Set<String> close() {
        tallies.values().removeIf(amount -> amount == 0);
        if (dialect == Dialect.POSTGRESQL && !events.isEmpty()) {
            String written =
                    tallies.isEmpty() ? EVENTS_BY_SERVER : "WITH told AS (" + EVENTS_BY_SERVER + ") " + TALLIES;
            sql.update(written, values("tallies", tallyRows()).addValue("events", eventRows()));
            return due;
        }
        Iterator<Long> ids = numbers(events.size());
        sql.batch(
                """
                INSERT INTO event (id, delivery, happened_at, decided_by, verb, reason)
                VALUES (:id, :delivery, :at, :by, :verb, :reason)
                """,
                events.stream()
                        .map(event -> values("id", ids.next())
                                .addValue("delivery", event.delivery)
                                .addValue("at", millis)
                                .addValue("by", Text.storable(event.by))
                                .addValue("verb", event.verb)
                                .addValue("reason", Text.storable(event.reason)))
                        .toList());
        if (!tallies.isEmpty()) {
            sql.update(TALLIES, values("tallies", tallyRows()));
        }
        return due;
    }

    /** The last column tells an event from its repetitions. */
    private List<Object[]> eventRows() {
        List<Object[]> rows = new ArrayList<>();
        for (Event event : Sql.padded(events)) {
            rows.add(new Object[] {
                event.delivery,
                millis,
                Text.storable(event.by),
                event.verb,
                Text.storable(event.reason),
                rows.size() < events.size() ? 1 : 0
            });
        }
        return rows;
    }

    private Collection<Object[]> tallyRows() {
        return tallies.entrySet().stream()
                .map(entry -> new Object[] {
                    entry.getKey().day(),
                    entry.getKey().counterpart(),
                    entry.getKey().flow(),
                    entry.getKey().what(),
                    shard,
                    entry.getValue()
                })
                .toList();
    }

    private record Event(long delivery, String by, String verb, String reason) {}

    private record TallyKey(long day, String counterpart, String flow, String what) implements Comparable<TallyKey> {

        @Override
        public int compareTo(TallyKey other) {
            int byDay = Long.compare(day, other.day);
            int byCounterpart = byDay != 0 ? byDay : counterpart.compareTo(other.counterpart);
            int byFlow = byCounterpart != 0 ? byCounterpart : flow.compareTo(other.flow);
            return byFlow != 0 ? byFlow : what.compareTo(other.what);
        }
    }
}
