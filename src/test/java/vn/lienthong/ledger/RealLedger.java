package vn.lienthong.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;

/** The ledger as it is in production, for tests of the rooms that stand on it. */
public final class RealLedger implements AutoCloseable {

    private static final int PAGE = 1000;

    public final Ledger ledger;
    public final LedgerView view;
    public final Memos memos;
    public final Processes processes;
    public final Store store;
    private final Database database;
    private final End end;

    /** What there is to do when it is closed. */
    private interface End {

        void come() throws SQLException;
    }

    private RealLedger(LedgerSettings settings, InstantSource time, End end) {
        this.end = end;
        database = Databases.open(settings);
        ledger = new JdbcLedger(database, time, new Random());
        view = new JdbcLedgerView(database, time);
        memos = new JdbcMemos(database, time);
        processes = new JdbcProcesses(database, time);
        store = new JdbcStore(database, time);
    }

    public static RealLedger onSqlite(Path folder) {
        return onSqlite(folder, InstantSource.system());
    }

    public static RealLedger onSqlite(Path folder, InstantSource time) {
        return new RealLedger(RealSqlite.ledger(folder), time, () -> {});
    }

    /** One that closes bodies with these keys. */
    public static RealLedger onSqliteWithKeys(Path folder, String keys) {
        LedgerSettings plain = RealSqlite.ledger(folder);
        LedgerSettings settings = new LedgerSettings(
                plain.url(),
                plain.username(),
                plain.password(),
                plain.directory(),
                plain.connections(),
                plain.patience(),
                keys);
        return new RealLedger(settings, InstantSource.system(), () -> {});
    }

    public static RealLedger onPostgres(String url, String username) {
        return onPostgres(url, username, Duration.ofSeconds(5));
    }

    /** @param patience so long a call waits for a connection */
    public static RealLedger onPostgres(String url, String username, Duration patience) {
        LedgerSettings settings = new LedgerSettings(url, username, "postgres", Path.of("unused"), 10, patience, "");
        return new RealLedger(settings, InstantSource.system(), () -> {});
    }

    /** A database of the server's that has nothing in it, and is gone when the ledger is closed. */
    static RealLedger on(RealPostgres server, InstantSource time) throws SQLException {
        LedgerSettings settings = server.ledger();
        return new RealLedger(settings, time, () -> server.drop(settings));
    }

    /** SQLite says "full" when its file would need more pages than this, as it does when the disk has no more. */
    public void limitPages(int most) {
        database.write(() -> database.writing()
                .list("PRAGMA max_page_count = " + most, Sql.values(), (row, number) -> row.getLong(1)));
    }

    /** Enters that many dossiers owed to a counterpart, each with a lane of its own. */
    public void owe(String counterpart, int dossiers) {
        byte[] body = "x".repeat(2048).getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < dossiers; from += PAGE) {
            ledger.enter(IntStream.range(from, Math.min(from + PAGE, dossiers))
                    .mapToObj(dossier -> entry(counterpart, "OWED-" + dossier, body))
                    .toList());
        }
    }

    /** Makes a dead letter of each delivery that is due there. */
    public void refuse(String counterpart) {
        for (Ledger.Claim claim : ledger.claim(counterpart, 100, Map.of(), Duration.ofMinutes(1))) {
            ledger.settle(new Ledger.Settlement(
                    claim,
                    claim.deliveries().stream()
                            .map(claimed -> Samples.dead(claimed, "npsp.refused"))
                            .toList()));
        }
    }

    private static Ledger.Entry entry(String counterpart, String number, byte[] body) {
        Ledger.Owed owed = new Ledger.Owed(
                counterpart + "-dossier", counterpart, new DossierNo(number), true, true, null, List.of());
        return new Ledger.Entry(
                "push/test", number, number, null, new SourceRecord(body, "application/json"), List.of(owed));
    }

    @Override
    public void close() {
        database.close();
        try {
            end.come();
        } catch (SQLException left) {
            throw new IllegalStateException(left);
        }
    }
}
