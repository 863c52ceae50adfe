package vn.lienthong.intake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.ledger.RealLedger;

/** Real processes, a real database, a real ledger on disk, real kills. A thousand rows each have one time. */
class SqlKillTest {

    private static final int ROWS_OF_ONE_TIME = 1000;

    @TempDir
    Path dir;

    @Test
    void loses_and_repeats_no_row_of_a_table_through_kills() throws Exception {
        killed(10_000, 3);
    }

    @Test
    @Tag("long")
    void loses_and_repeats_no_row_of_a_large_table_through_many_kills() throws Exception {
        killed(150_000, 30);
    }

    private void killed(int rows, int kills) throws Exception {
        RandomGenerator random = RandomGenerator.of("Random");
        try (PostgresServer server = filled(rows)) {
            Process process = SqlProcess.start(dir, server, "256m");
            for (int kill = 0; kill < kills; kill++) {
                awaitRows(process, (long) rows * kill / (kills + 1));
                process.waitFor(random.nextInt(50), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                process = SqlProcess.start(dir, server, "256m");
            }
            verify(process, rows);
        }
    }

    @Test
    @Tag("long")
    void takes_a_million_rows_in_512_MiB() throws Exception {
        try (PostgresServer server = filled(1_000_000)) {
            long start = System.nanoTime();
            verify(SqlProcess.start(dir, server, "192m"), 1_000_000);
            long kibibytes = Files.readAllLines(dir.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            System.out.printf(
                    "1,000,000 rows in %d s; the whole process had at most %d MiB%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), kibibytes / 1024);
            assertThat(kibibytes).isLessThan(512 * 1024);
        }
    }

    /**
     * As of a table that has scans of papers beside each dossier: a driver that fetches many such rows at a time holds
     * them all.
     */
    @Test
    void takes_rows_of_some_megabytes_each_in_a_small_heap() throws Exception {
        try (PostgresServer server = filled(40)) {
            server.execute("ALTER TABLE cases ADD scan bytea", """
                    UPDATE cases SET scan = decode(repeat('5f', 3000000), 'hex')\
                    """);
            verify(SqlProcess.start(dir, server, "128m"), 40);
        }
    }

    /** Waits until the ledger has more rows than that, or the process is done. */
    private void awaitRows(Process process, long rows) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (process.isAlive() && System.nanoTime() < deadline && entered() <= rows) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private long entered() {
        Path file = dir.resolve("data/ledger.db");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet count = ledger.createStatement().executeQuery("SELECT COUNT(*) FROM record")) {
            return count.getLong(1);
        } catch (SQLException notMadeYet) {
            return 0;
        }
    }

    private PostgresServer filled(int rows) throws Exception {
        PostgresServer server = new PostgresServer(dir.resolve("postgres"));
        server.execute(
                """
                CREATE TABLE cases (dossier varchar(60), owner varchar(200), status varchar(20), changed_at timestamp)\
                """,
                """
                INSERT INTO cases SELECT 'H-' || n, 'Người thử ' || n, 'new',
                timestamp '2024-03-04 12:00:00' + n / %d * interval '1 second' FROM generate_series(1, %d) n\
                """.formatted(ROWS_OF_ONE_TIME, rows),
                "CREATE UNIQUE INDEX ON cases (changed_at, dossier)",
                "ANALYZE cases");
        return server;
    }

    private void verify(Process process, int rows) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(dir.resolve("faults")).hasContent("[]");
        try (RealLedger ledger = RealLedger.onSqlite(dir.resolve("data"))) {
            Tally tally = ledger.view.tallies().getFirst();
            assertThat(tally.owed()).isEqualTo(rows);
            assertThat(tally.dead()).isZero();
        }
    }
}
