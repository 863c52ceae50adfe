package vn.lienthong.ledger;

import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Sql.values;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step of a job and a step of retention cost, beside little history and beside much. */
@Tag("bench")
class HistoryBench {

    private static final int LITTLE = 5_000;
    private static final int MUCH = Integer.getInteger("bench.history", 300_000);
    private static final int STEPS = 15;
    private static final int STEP = 20;
    private static final Retention RETENTION =
            new Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ZERO, Duration.ofDays(10_000));

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private int numbers;

    @Test
    void sqlite() {
        measure("SQLite", new LedgerSettings("", "", "", folder, 8, Duration.ofSeconds(10), ""));
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            measure(
                    "PostgreSQL",
                    new LedgerSettings(url, "postgres", "postgres", folder, 20, Duration.ofSeconds(10), ""));
        }
    }

    private void measure(String name, LedgerSettings settings) {
        try (Database database = Databases.open(settings)) {
            Ledger ledger = new JdbcLedger(database, clock, new Random(1));
            history(database, LITTLE);
            double job = job(ledger);
            double forgetting = forgetting(database, ledger);
            history(database, MUCH - LITTLE);
            System.out.printf(
                    "BENCH %s: step of a job at %,d and %,d past deliveries, ratio %.2f%n",
                    name, LITTLE, MUCH, job(ledger) / job);
            System.out.printf(
                    "BENCH %s: step of retention at %,d and %,d forgotten bodies, ratio %.2f%n",
                    name, LITTLE, MUCH, forgetting(database, ledger) / forgetting);
        }
    }

    /** Deliveries long done, whose bodies are gone and whose rows are not old enough to go. */
    private void history(Database database, int many) {
        long now = clock.instant().toEpochMilli();
        database.write(() -> {
            for (String into : new String[] {
                "INSERT INTO record (id, source, source_key, version, content_hash, received_at, media_type, body,"
                        + " body_deleted_at) SELECT :from + i, 'push/past', 'past' || (:from + i), 1, 'h', :then,"
                        + " 'text/plain', :body, :then FROM n",
                "INSERT INTO lane (id, counterpart, dossier, known, openers, last_position) SELECT :from + i, 'npsp',"
                        + " 'PAST-' || (:from + i), 1, 1, 1024 FROM n",
                "INSERT INTO delivery (id, record, lane, position, flow, counterpart, dossier, opens_lane, state,"
                        + " entered_at, since, finished_at) SELECT :from + i, :from + i, :from + i, 1024, 'npsp-dossier',"
                        + " 'npsp', 'PAST-' || (:from + i), 1, 'DELIVERED', :then, :then, :then FROM n"
            }) {
                database.writing()
                        .update(
                                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many) "
                                        + into,
                                values("many", many)
                                        .addValue("from", 1_000_000_000L + numbers)
                                        .addValue(
                                                "then",
                                                now - Duration.ofDays(200).toMillis())
                                        .addValue("body", new byte[0]));
            }
            return true;
        });
        numbers += many;
        if (database.dialect() == Dialect.POSTGRESQL) {
            database.read(() -> database.reading().update("ANALYZE", values()));
        }
    }

    private double job(Ledger ledger) {
        int from = numbers;
        ledger.enter(IntStream.range(0, STEP * STEPS)
                .mapToObj(n -> record("bad" + (from + n), badDossier("BAD-" + (from + n), problem("x.bad" + from))))
                .toList());
        numbers += STEP * STEPS;
        ledger.startJob(Verb.REPLAY, new DeliveryFilter(null, null, null, null, "x.bad" + from, null), LAN);
        return median(() -> ledger.continueJobs(STEP));
    }

    private double forgetting(Database database, Ledger ledger) {
        int from = numbers;
        ledger.enter(IntStream.range(0, STEP * STEPS)
                .mapToObj(n -> record("old" + (from + n)))
                .toList());
        numbers += STEP * STEPS;
        clock.pass(Duration.ofDays(91));
        database.write(() -> database.writing().update("UPDATE retention SET next_at = 0", values()));
        return median(() -> ledger.forget(RETENTION, STEP));
    }

    private static double median(BooleanSupplier step) {
        double[] times = new double[STEPS];
        for (int n = 0; n < STEPS; n++) {
            long before = System.nanoTime();
            var _ = step.getAsBoolean();
            times[n] = System.nanoTime() - before;
        }
        Arrays.sort(times);
        return times[STEPS / 2];
    }
}
