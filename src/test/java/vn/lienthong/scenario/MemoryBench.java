package vn.lienthong.scenario;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.DurablePostgres;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.sandbox.FreePorts;

/**
 * Resident memory of a connector with nothing owed and with a million dossiers owed, while its portal is down and its
 * console and metrics are looked at. Prints only.
 */
@Tag("bench")
class MemoryBench {

    private static final int OWED = Integer.getInteger("bench.owed", 1_000_000);
    private static final Duration REST = Duration.ofSeconds(30);

    @Test
    void sqlite(@TempDir Path folder) throws Exception {
        measure("SQLite", folder, Map.of(), () -> RealLedger.onSqlite(folder.resolve("data")));
    }

    @Test
    void postgresql(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            measure(
                    "PostgreSQL",
                    folder,
                    Map.of("ledger.url", url, "ledger.username", "postgres", "ledger.password", "postgres"),
                    () -> RealLedger.onPostgres(url, "postgres"));
        }
    }

    private static void measure(String database, Path folder, Map<String, String> settings, Supplier<RealLedger> ledger)
            throws Exception {
        String portal = "http://127.0.0.1:" + FreePorts.one() + "/VXPAdapter/RestService/forward";
        try (Connector connector = Connector.start(folder, portal, "", settings, List.of("-Xmx1g"))) {
            long resting = resident(connector);
            connector.process().stop();
            try (RealLedger filled = ledger.get()) {
                Backlog.owe(filled, OWED);
            }
            connector.startAgain();
            System.out.printf(
                    "memory, %s: resident %d MiB at rest, %d MiB with %,d owed%n",
                    database, resting, resident(connector), connector.count("PENDING") + connector.count("RETRYING"));
        }
    }

    /** After a while in which it was looked at as people and scrapers do. */
    private static long resident(Connector connector) throws Exception {
        long end = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < end) {
            connector.text("/");
            connector.metrics();
            Thread.sleep(Duration.ofSeconds(2));
        }
        return connector.process().residentMiB();
    }
}
