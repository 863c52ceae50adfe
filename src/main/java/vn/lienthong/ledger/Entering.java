package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Records.Key;
import vn.lienthong.ledger.Records.NewRecord;
import vn.lienthong.ledger.Records.Newest;

/** Enters records: tells new from known, and gives each delivery its lane. */
final class Entering {

    private static final int ROUND = 1000;

    private final Books books;
    private final Records records;
    private final Changes changes;

    Entering(Books books) {
        this.books = books;
        this.records = new Records(books.sql());
        this.changes = new Changes(books);
    }

    /** One answer for each entry, in order. */
    List<Entered> enter(List<Entry> entries) {
        Entered[] entered = new Entered[entries.size()];
        for (List<Integer> round : rounds(entries)) {
            Iterator<Entered> answers =
                    round(round.stream().map(entries::get).toList()).iterator();
            round.forEach(place -> entered[place] = answers.next());
        }
        return List.of(entered);
    }

    /**
     * What comes twice is entered in two rounds, so that the second finds the first in the database. Everything that comes
     * first is in the first round, wherever it stands: within a round locks are taken in the order of their keys, and the
     * later ones find theirs taken, so that two processes wait instead of locking each other out. What is of one lane stays
     * in its order.
     *
     * @return for each round the places of its entries
     */
    private static List<List<Integer>> rounds(List<Entry> entries) {
        Map<Object, Integer> earliest = new HashMap<>();
        Map<Integer, List<Integer>> rounds = new TreeMap<>();
        for (int place = 0; place < entries.size(); place++) {
            Entry entry = entries.get(place);
            List<Object> once = once(entry);
            List<LaneKey> lanes = lanes(entry);
            int round = Stream.concat(once.stream(), lanes.stream())
                    .mapToInt(thing -> earliest.getOrDefault(thing, 0))
                    .max()
                    .orElseThrow();
            once.forEach(thing -> earliest.put(thing, round + 1));
            lanes.forEach(lane -> earliest.put(lane, round));
            rounds.computeIfAbsent(round, any -> new ArrayList<>()).add(place);
        }
        return rounds.values().stream().flatMap(Entering::parts).toList();
    }

    /** What a round may hold one entry of. */
    private static List<Object> once(Entry entry) {
        Change change = entry.change();
        return change == null ? List.of(Key.of(entry)) : List.of(Key.of(entry), change.of());
    }

    private static List<LaneKey> lanes(Entry entry) {
        return entry.owed().stream()
                .filter(owed -> owed.dossier() != null)
                .map(owed -> LaneKey.of(owed, 0))
                .toList();
    }

    private static Stream<List<Integer>> parts(List<Integer> round) {
        return IntStream.iterate(0, from -> from < round.size(), from -> from + ROUND)
                .mapToObj(from -> round.subList(from, Math.min(from + ROUND, round.size())));
    }

    private List<Entered> round(List<Entry> entries) {
        // First: whoever enters something of the same thing at the same time waits here, and then sees what the other
        // entered.
        Set<Entry> late = changes.late(entries);
        // Where a record says nothing of its change its lane does that, once it was seen that others enter the same.
        if (books.overtaken) {
            books.lanes.lockNamed(entries.stream()
                    .flatMap(entry -> lanes(entry).stream())
                    .distinct()
                    .toList());
        }
        List<Coming> coming = coming(entries, late);
        Map<Long, List<Long>> known = records.deliveries(
                coming.stream().filter(Coming::repeats).map(Coming::lastId).collect(Collectors.toSet()));
        Iterator<Long> numbers = books.numbers(coming.stream()
                .filter(one -> !one.repeats())
                .mapToInt(one -> 1 + 2 * one.owed().size())
                .sum());
        List<Entered> entered = new ArrayList<>();
        List<NewRecord> fresh = new ArrayList<>();
        Map<LaneKey, Opening> openings = new TreeMap<>();
        for (Coming one : coming) {
            Newest last = one.last;
            if (last != null && one.repeats()) {
                Kind kind = one.late ? Kind.OLDER : Kind.REPEATED;
                entered.add(new Entered(kind, last.id(), last.version(), known.getOrDefault(last.id(), List.of())));
            } else {
                NewRecord record =
                        new NewRecord(numbers.next(), one.key, last == null ? 1 : last.version() + 1, one.entry);
                fresh.add(record);
                entered.add(owe(record, one, numbers, openings));
            }
        }
        write(fresh, openings.values());
        return entered;
    }

    /** @param late those that are older than what is known; one that says what the newest version says is a repeat all the same */
    private List<Coming> coming(List<Entry> entries, Set<Entry> late) {
        Map<Key, Newest> newest = records.newest(entries.stream().map(Key::of).toList());
        List<Coming> inTime = entries.stream()
                .map(entry -> new Coming(entry, Key.of(entry), newest.get(Key.of(entry)), false))
                .toList();
        Predicate<Coming> tooLate = one -> late.contains(one.entry) && !one.repeats();
        Map<Key, Newest> older = records.newest(inTime.stream()
                .filter(tooLate)
                .map(one -> Key.ofOlder(one.entry))
                .toList());
        return inTime.stream()
                .map(one -> tooLate.test(one) ? one.tooLate(older.get(Key.ofOlder(one.entry))) : one)
                .toList();
    }

    /**
     * An entry as the ledger stands to it.
     *
     * @param last the newest version of its key; null if there is none
     * @param late it comes after what is newer
     */
    private record Coming(Entry entry, Key key, @Nullable Newest last, boolean late) {

        boolean repeats() {
            return last != null && last.contentHash().equals(entry.contentHash());
        }

        long lastId() {
            return Objects.requireNonNull(last).id();
        }

        List<Ledger.Owed> owed() {
            return late ? List.of() : entry.owed();
        }

        Coming tooLate(@Nullable Newest lastOlder) {
            return new Coming(entry, Key.ofOlder(entry), lastOlder, true);
        }
    }

    private static Entered owe(
            NewRecord record, Coming coming, Iterator<Long> numbers, Map<LaneKey, Opening> openings) {
        List<Long> deliveries = new ArrayList<>();
        for (Ledger.Owed owed : coming.owed()) {
            long delivery = numbers.next();
            long lane = numbers.next();
            deliveries.add(delivery);
            openings.computeIfAbsent(LaneKey.of(owed, lane), key -> new Opening(key, lane))
                    .add(new Opening.NewDelivery(delivery, record, owed));
        }
        Kind inTime = record.version() == 1 ? Kind.NEW : Kind.NEW_VERSION;
        return new Entered(coming.late ? Kind.OLDER : inTime, record.id(), record.version(), deliveries);
    }

    private void write(List<NewRecord> fresh, Collection<Opening> openings) {
        Placing placing = new Placing(books, new Superseding(books, records.unfinished(superseded(fresh))));
        if (!openings.isEmpty()) {
            placing.open(openings);
        }
        records.insert(fresh, books.millis);
        if (!openings.isEmpty()) {
            placing.place();
        }
    }

    private static List<Key> superseded(List<NewRecord> fresh) {
        return fresh.stream()
                .filter(record ->
                        record.version() > 1 && record.entry().owed().stream().anyMatch(Ledger.Owed::supersedes))
                .map(NewRecord::key)
                .toList();
    }

    /** A lane as records name it; one without a dossier is told from others by its number. */
    record LaneKey(String counterpart, String dossier, long own) implements Comparable<LaneKey> {

        static LaneKey of(Ledger.Owed owed, long lane) {
            return owed.dossier() == null
                    ? new LaneKey(owed.counterpart(), "", lane)
                    : new LaneKey(owed.counterpart(), owed.dossier().value(), 0);
        }

        static LaneKey of(Lane lane) {
            return lane.dossier == null
                    ? new LaneKey(lane.counterpart, "", lane.id)
                    : new LaneKey(lane.counterpart, lane.dossier, 0);
        }

        @Nullable
        String dossierOrNull() {
            return dossier.isEmpty() ? null : dossier;
        }

        @Override
        public int compareTo(LaneKey other) {
            int byCounterpart = counterpart.compareTo(other.counterpart);
            int byDossier = byCounterpart != 0 ? byCounterpart : dossier.compareTo(other.dossier);
            return byDossier != 0 ? byDossier : Long.compare(own, other.own);
        }
    }
}
