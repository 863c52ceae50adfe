package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    Entering(Books books) {
        this.books = books;
        this.records = new Records(books.sql());
    }

    /** One answer for each entry, in order. */
    List<Entered> enter(List<Entry> entries) {
        List<Entered> entered = new ArrayList<>(entries.size());
        while (entered.size() < entries.size()) {
            List<Entry> rest = entries.subList(entered.size(), entries.size());
            entered.addAll(round(rest.subList(0, untilAKeyComesAgain(rest))));
        }
        return entered;
    }

    /** A key that comes twice is entered in two rounds, so that the second finds the first in the database. */
    private static int untilAKeyComesAgain(List<Entry> entries) {
        Set<Key> seen = new HashSet<>();
        for (Entry entry : entries) {
            if (seen.size() == ROUND || !seen.add(Key.of(entry))) {
                break;
            }
        }
        return seen.size();
    }

    private List<Entered> round(List<Entry> entries) {
        Map<Key, Newest> newest = records.newest(entries.stream().map(Key::of).toList());
        Map<Long, List<Long>> known = records.deliveries(repeated(entries, newest));
        Iterator<Long> numbers = books.numbers(entries.stream()
                .filter(entry -> !isRepeat(entry, newest.get(Key.of(entry))))
                .mapToInt(entry -> 1 + 2 * entry.owed().size())
                .sum());
        List<Entered> entered = new ArrayList<>();
        List<NewRecord> fresh = new ArrayList<>();
        Map<LaneKey, Opening> openings = new TreeMap<>();
        for (Entry entry : entries) {
            Newest last = newest.get(Key.of(entry));
            if (isRepeat(entry, last)) {
                long id = Objects.requireNonNull(last).id();
                entered.add(new Entered(Kind.REPEATED, id, last.version(), known.getOrDefault(id, List.of())));
            } else {
                NewRecord record =
                        new NewRecord(numbers.next(), Key.of(entry), last == null ? 1 : last.version() + 1, entry);
                fresh.add(record);
                entered.add(owe(record, numbers, openings));
            }
        }
        write(fresh, openings.values());
        return entered;
    }

    private static boolean isRepeat(Entry entry, @Nullable Newest last) {
        return last != null && last.contentHash().equals(entry.contentHash());
    }

    private static Set<Long> repeated(List<Entry> entries, Map<Key, Newest> newest) {
        return entries.stream()
                .filter(entry -> isRepeat(entry, newest.get(Key.of(entry))))
                .map(entry -> Objects.requireNonNull(newest.get(Key.of(entry))).id())
                .collect(Collectors.toSet());
    }

    private static Entered owe(NewRecord record, Iterator<Long> numbers, Map<LaneKey, Opening> openings) {
        List<Long> deliveries = new ArrayList<>();
        for (Ledger.Owed owed : record.entry().owed()) {
            long delivery = numbers.next();
            long lane = numbers.next();
            deliveries.add(delivery);
            openings.computeIfAbsent(LaneKey.of(owed, lane), key -> new Opening(key, lane))
                    .add(new Opening.NewDelivery(delivery, record, owed));
        }
        return new Entered(
                record.version() == 1 ? Kind.NEW : Kind.NEW_VERSION, record.id(), record.version(), deliveries);
    }

    private void write(List<NewRecord> fresh, Collection<Opening> openings) {
        Superseding superseding = new Superseding(books, records.unfinished(superseded(fresh)));
        records.insert(fresh, books.millis);
        if (!openings.isEmpty()) {
            new Placing(books, superseding).place(openings);
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
