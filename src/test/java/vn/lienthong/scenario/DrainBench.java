package vn.lienthong.scenario;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
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

/**
 * How fast a backlog of dossiers goes out when the portal is there again: without a pace limit, and under one. From the moment
 * the connector answers to the last dossier; the portal answers at once, on the same machine. Prints only.
 */
@Tag("bench")
class DrainBench {

    private static final int OWED = Integer.getInteger("bench.owed", 100_000);
    private static final int LIMIT = 100;
    private static final int LIMITED_SECONDS = 60;
    private static final String PACE = "pace: { perSecond: %d, parallel: 64, rampAfterOutage: 1s }%n";

    @TempDir
    Path folder;

    @Test
    void sqlite() throws Exception {
        measure("SQLite", 0, OWED, Map.of(), () -> RealLedger.onSqlite(folder.resolve("data")));
    }

    @Test
    void sqlite_at_a_limit() throws Exception {
        measure("SQLite", LIMIT, LIMIT * LIMITED_SECONDS, Map.of(), () -> RealLedger.onSqlite(folder.resolve("data")));
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            measure(
                    "PostgreSQL",
                    0,
                    OWED,
                    Map.of("ledger.url", url, "ledger.username", "postgres", "ledger.password", "postgres"),
                    () -> RealLedger.onPostgres(url, "postgres"));
        }
    }

    private void measure(String name, int limit, int owed, Map<String, String> settings, Supplier<RealLedger> ledger)
            throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (RealLedger filled = ledger.get()) {
            Backlog.owe(filled, owed);
        }
        try (AnsweringPortal portal = AnsweringPortal.start();
                Connector connector =
                        Connector.start(folder, portal.adapter(), PACE.formatted(limit), settings, List.of("-Xmx1g"))) {
            long started = System.nanoTime();
            int first = portal.dossiers();
            await().atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> portal.dossiers() >= owed);
            double rate = (owed - first) / ((System.nanoTime() - started) / 1e9);
            System.out.printf(
                    "DRAIN %s, %,d owed, %s: %.0f dossiers/s of %.2f calls each; CPU of the connector %.2f ms a dossier%n",
                    name,
                    owed,
                    limit == 0 ? "no limit" : "limit " + limit + " calls/s",
                    rate,
                    portal.calls() / (double) owed,
                    connector.process().cpu().toNanos() / 1e6 / owed);
        }
    }
}
