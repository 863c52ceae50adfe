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
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
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
    private final List<MapSqlParameterSource> events = new ArrayList<>();
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
        events.add(values("delivery", row.id)
                .addValue("at", millis)
                .addValue("by", Text.storable(decision.by()))
                .addValue("verb", verb)
                .addValue("reason", Text.storable(decision.reason())));
    }

    /** Writes events and tallies: last of all, since tallies are what transactions have in common. */
    Set<String> close() {
        Iterator<Long> ids = numbers(events.size());
        events.forEach(event -> event.addValue("id", ids.next()));
        sql.batch("""
                INSERT INTO event (id, delivery, happened_at, decided_by, verb, reason)
                VALUES (:id, :delivery, :at, :by, :verb, :reason)
                """, events);
        tallies.values().removeIf(amount -> amount == 0);
        if (!tallies.isEmpty()) {
            sql.update("""
                    INSERT INTO tally (day, counterpart, flow, what, shard, amount) VALUES :tallies
                    ON CONFLICT (day, counterpart, flow, what, shard)
                    DO UPDATE SET amount = tally.amount + excluded.amount
                    """, values("tallies", tallyRows()));
        }
        return due;
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
