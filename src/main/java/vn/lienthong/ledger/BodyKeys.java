package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Memos.Memo;

/**
 * Which keys bodies were closed with, noted in the ledger by their names, so that a start without one of them is refused instead of
 * finding out at each record. A key that is gone from the settings is forgotten if nothing is closed with it any more, which is
 * looked for then in all that is there: once for each key.
 */
final class BodyKeys {

    private static final Logger LOG = LoggerFactory.getLogger(BodyKeys.class);
    private static final String MEMO = "ledger/keys";

    /** @param key of the table, rising as rows are added */
    private record Column(String table, String key, String name) {}

    /** So many rows at most in one statement: in a large ledger one over all would take longer than any answer may. */
    private static final long AT_A_TIME = 10_000;

    /** All that is ever closed. */
    private static final List<Column> COLUMNS = List.of(
            new Column("record", "id", "body"),
            new Column("call", "calls", "sent"),
            new Column("call", "calls", "answered"),
            new Column("payment", "id", "request"),
            new Column("payment_message", "id", "sent"),
            new Column("payment_receipt", "payment", "pdf"));

    /** The same of columns of text. */
    private static final List<Column> TEXTS =
            List.of(new Column("call", "calls", "kept_back"), new Column("payment_message", "id", "received"));

    private BodyKeys() {}

    /** @throws LedgerNotOpened if something is closed with a key that is not there */
    static void settle(Database database, Bodies bodies, String where) {
        Memos memos = new JdbcMemos(database, InstantSource.system());
        boolean settled = false;
        while (!settled) {
            Memo memo = memos.read(MEMO);
            Set<String> needed = needed(database, names(memo), bodies, where);
            settled = needed.equals(names(memo))
                    || memos.write(memo, String.join(" ", needed)).isPresent();
        }
    }

    private static Set<String> needed(Database database, Set<String> noted, Bodies bodies, String where) {
        Set<String> missing = new TreeSet<>(noted);
        missing.removeIf(key -> bodies.names().contains(key) || !database.read(() -> isInUse(database.reading(), key)));
        if (!missing.isEmpty()) {
            throw LedgerNotOpened.keyMissing(where, missing);
        }
        Set<String> needed = new TreeSet<>(noted);
        needed.retainAll(bodies.names());
        if (bodies.current() != null) {
            needed.add(bodies.current());
        }
        return needed;
    }

    private static Set<String> names(Memo memo) {
        return memo.content() == null || memo.content().isEmpty()
                ? Set.of()
                : new TreeSet<>(Arrays.asList(memo.content().split(" ")));
    }

    private static boolean isInUse(Sql sql, String key) {
        LOG.info("Key {} is in ledger.keys no more. The ledger is looked through for what is closed with it.", key);
        byte[] beginning = Bodies.beginning(key);
        // of a length that base64 writes without a rest
        String asText = Base64.getEncoder().encodeToString(beginning);
        return COLUMNS.stream().anyMatch(column -> isThere(sql, column, beginning, beginning.length))
                || TEXTS.stream().anyMatch(column -> isThere(sql, column, asText, asText.length()));
    }

    private static boolean isThere(Sql sql, Column column, Object beginning, int length) {
        long last = edge(sql, column, "MAX");
        for (long from = edge(sql, column, "MIN"); from <= last; from += AT_A_TIME) {
            if (isThere(sql, column, beginning, length, from)) {
                return true;
            }
        }
        return false;
    }

    private static long edge(Sql sql, Column column, String which) {
        return sql.one(
                        "SELECT COALESCE(%s(%s), %d) FROM %s"
                                .formatted(which, column.key(), which.equals("MIN") ? 1 : 0, column.table()),
                        values(),
                        (row, number) -> row.getLong(1))
                .orElseThrow();
    }

    private static boolean isThere(Sql sql, Column column, Object beginning, int length, long from) {
        return sql.one(
                        """
                        SELECT 1 FROM %1$s WHERE %2$s >= :from AND %2$s < :to AND substr(%3$s, 1, :length) = :beginning
                        LIMIT 1
                        """.formatted(column.table(), column.key(), column.name()),
                        values("beginning", beginning)
                                .addValue("length", length)
                                .addValue("from", from)
                                .addValue("to", from + AT_A_TIME),
                        (row, number) -> true)
                .isPresent();
    }
}
