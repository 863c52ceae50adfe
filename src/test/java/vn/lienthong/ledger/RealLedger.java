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

    @Override
    public void close() {
        database.close();
    }
}
