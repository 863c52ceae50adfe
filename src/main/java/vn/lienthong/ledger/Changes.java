package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.Ledger.Entry;

/** The latest time at which each thing was changed, as its source told it: one short row a dossier and flow. */
final class Changes {

    private final Books books;

    Changes(Books books) {
        this.books = books;
    }

    /**
     * Notes the times of these entries, each of another thing, and says which of them come after what is newer. The rows stay
     * locked to the end of the transaction. One statement, in the order of their keys, so that two processes wait instead of
     * locking each other out; none where no entry says when it was changed.
     *
     * <p>What nothing is owed of notes nothing: it neither replaces nor precedes what is sent.
     */
    Set<Entry> late(List<Entry> entries) {
        Map<String, Long> told = new TreeMap<>();
        for (Entry entry : entries) {
            Change change = entry.change();
            if (change != null && !entry.owed().isEmpty()) {
                told.put(Text.key(change.of()), change.at().toEpochMilli());
            }
        }
        Map<String, Long> latest = note(told);
        Set<Entry> late = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entry entry : entries) {
            Change change = entry.change();
            Long known = change == null ? null : latest.get(Text.key(change.of()));
            if (change != null && known != null && known > change.at().toEpochMilli()) {
                late.add(entry);
            }
        }
        return late;
    }

    private Map<String, Long> note(Map<String, Long> told) {
        Map<String, Long> latest = new HashMap<>();
        if (!told.isEmpty()) {
            sql().list(
                            """
                    INSERT INTO change (subject, changed_at, noted_at) VALUES :told
                    ON CONFLICT (subject) DO UPDATE SET noted_at = excluded.noted_at, changed_at =
                        CASE WHEN change.changed_at > excluded.changed_at THEN change.changed_at ELSE excluded.changed_at END
                    RETURNING subject, changed_at
                    """,
                            values(
                                    "told",
                                    told.entrySet().stream()
                                            .map(one -> new Object[] {one.getKey(), one.getValue(), books.millis})
                                            .toList()),
                            (row, number) -> latest.put(row.getString("subject"), row.getLong("changed_at")));
        }
        return latest;
    }

    /** Forgets what was noted up to then, so many at most. */
    void forget(long before, int most) {
        sql().update(
                        "DELETE FROM change WHERE subject IN"
                                + " (SELECT subject FROM change WHERE noted_at <= :before ORDER BY noted_at LIMIT "
                                + most
                                + ")",
                        values("before", before));
    }

    private Sql sql() {
        return books.sql();
    }
}
