package vn.lienthong.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/** The ledger as it is in production, for tests of the rooms that stand on it. */
public final class RealLedger implements AutoCloseable {

    public final Ledger ledger;
    public final LedgerView view;
    public final Memos memos;
    public final Processes processes;
    private final Database database;

    private RealLedger(LedgerSettings settings, InstantSource time) {
        database = Databases.open(settings);
        ledger = new JdbcLedger(database, time, new Random());
        view = new JdbcLedgerView(database, time);
        memos = new JdbcMemos(database, time);
        processes = new JdbcProcesses(database, time);
    }

    public static RealLedger onSqlite(Path folder) {
        return onSqlite(folder, InstantSource.system());
    }

    public static RealLedger onSqlite(Path folder, InstantSource time) {
        return new RealLedger(new LedgerSettings("", "", "", folder, 4, Duration.ofSeconds(5)), time);
    }

    public static RealLedger onPostgres(String url, String username) {
        return new RealLedger(
                new LedgerSettings(url, username, "postgres", Path.of("unused"), 10, Duration.ofSeconds(5)),
                InstantSource.system());
    }

    /** @param patience so long a call waits for a connection */
    public static RealLedger onPostgres(String url, String username, Duration patience) {
        return new RealLedger(
                new LedgerSettings(url, username, "postgres", Path.of("unused"), 10, patience), InstantSource.system());
    }

    /** SQLite says "full" when its file would need more pages than this, as it does when the disk has no more. */
    public void limitPages(int most) {
        database.write(() -> database.writing()
                .list("PRAGMA max_page_count = " + most, Sql.values(), (row, number) -> row.getLong(1)));
    }

    @Override
    public void close() {
        database.close();
    }
}
