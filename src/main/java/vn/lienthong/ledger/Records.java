package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.Entry;

/** The rows of records: written once, never altered. */
final class Records {

    private final Sql sql;

    Records(Sql sql) {
        this.sql = sql;
    }

    /** What makes a record the same record. */
    record Key(String source, String key) implements Comparable<Key> {

        static Key of(Entry entry) {
            return new Key(Text.key(entry.source()), Text.key(entry.key()));
        }

        /** The key of what came too late: it is no version of what came in time. */
        static Key ofOlder(Entry entry) {
            return older(entry.source(), entry.key());
        }

        static Key older(String source, String key) {
            return new Key(Text.key(source), Text.key("older:" + key));
        }

        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : key.compareTo(other.key);
        }
    }

    record Newest(
            long id,
            int version,
            String contentHash,
            @Nullable String position) {}

    record NewRecord(long id, Key key, int version, Entry entry) {}

    /** An index look-up for each key, however many versions it has. */
    Map<Key, Newest> newest(Collection<Key> keys) {
        Map<Key, Newest> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        sql.list(
                """
                SELECT id, source, source_key, version, content_hash, position FROM record WHERE id IN (
                    WITH k (source, source_key) AS (VALUES :keys)
                    SELECT (SELECT r.id FROM record r WHERE r.source = k.source AND r.source_key = k.source_key
                            ORDER BY r.version DESC LIMIT 1)
                    FROM k)
                """,
                values("keys", pairs(Sql.padded(keys))),
                (row, number) -> found.put(
                        new Key(row.getString("source"), row.getString("source_key")),
                        new Newest(
                                row.getLong("id"),
                                row.getInt("version"),
                                row.getString("content_hash"),
                                row.getString("position"))));
        return found;
    }

    /** The deliveries of records, by record, in the order in which they were entered. */
    Map<Long, List<Long>> deliveries(Collection<Long> records) {
        Map<Long, List<Long>> found = new HashMap<>();
        if (!records.isEmpty()) {
            sql.list(
                    "SELECT record, id FROM delivery WHERE record IN (:records) ORDER BY id",
                    values("records", Sql.padded(records)),
                    (row, number) -> found.computeIfAbsent(row.getLong("record"), any -> new ArrayList<>())
                            .add(row.getLong("id")));
        }
        return found;
    }

    /** Unfinished deliveries of any version of these records. SQLite takes CROSS JOIN as the order in which to look things up. */
    List<Unfinished> unfinished(Collection<Key> keys) {
        return keys.isEmpty()
                ? List.of()
                : sql.list(
                        """
                WITH k (source, source_key) AS (VALUES :keys)
                SELECT d.id, d.lane, r.source, r.source_key, r.version FROM k
                CROSS JOIN record r
                CROSS JOIN delivery d
                WHERE r.source = k.source AND r.source_key = k.source_key AND d.record = r.id AND d.finished_at IS NULL
                ORDER BY d.id
                """,
                        values("keys", pairs(keys)),
                        (row, number) -> new Unfinished(
                                row.getLong("id"),
                                row.getLong("lane"),
                                new Key(row.getString("source"), row.getString("source_key")),
                                row.getInt("version")));
    }

    record Unfinished(long delivery, long lane, Key key, int version) {}

    /** In the order of their keys, so that two processes that enter the same records wait instead of locking each other out. */
    void insert(Collection<NewRecord> records, long now) {
        sql.batch(
                """
                INSERT INTO record (id, source, source_key, version, content_hash, position, received_at, media_type, body)
                VALUES (:id, :source, :source_key, :version, :hash, :position, :now, :media_type, :body)
                """,
                records.stream()
                        .sorted(Comparator.comparing(NewRecord::key))
                        .map(record -> values("id", record.id())
                                .addValue("source", record.key().source())
                                .addValue("source_key", record.key().key())
                                .addValue("version", record.version())
                                .addValue("hash", record.entry().contentHash())
                                .addValue(
                                        "position",
                                        Text.storableOrNull(record.entry().position()))
                                .addValue("now", now)
                                .addValue("media_type", record.entry().record().mediaType())
                                .addValue(
                                        "body",
                                        sql.closed(record.entry().record().body())))
                        .toList());
    }

    private static List<Object[]> pairs(Collection<Key> keys) {
        return keys.stream().map(key -> new Object[] {key.source(), key.key()}).toList();
    }
}
