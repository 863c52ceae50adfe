package vn.lienthong.ledger;

import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Sql.values;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.Ledger.Claim;

/**
 * That a message costs the same in an empty ledger, behind a history of delivered ones, and among many owed: entered one
 * by one by 16 threads, claimed and settled by 16 workers, as a ratio to the empty ledger of the same run.
 */
@Tag("bench")
class GrowthBench {

    private static final int DELIVERED = Integer.getInteger("bench.delivered", 1_000_000);
    private static final int OWED = Integer.getInteger("bench.owed", 1_000_000);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 10_000);
    private static final int FILL = 50_000;
    private static final int PAGE = 1000;
    private static final String BODY = "x".repeat(2048);

    private static final String NUMBERED = """
            WITH RECURSIVE s (n) AS (SELECT CAST(:from AS BIGINT) UNION ALL SELECT n + 1 FROM s WHERE n < :to)
            """;

    /** A history as years of work leave it; its numbers are negative, so that they are nobody else's. */
    private static final List<String> HISTORY = List.of("""
            INSERT INTO record (id, source, source_key, version, content_hash, received_at, media_type, body)
            %s SELECT -n, 'push/history', 'H-' || n, 1, 'hash of ' || n, :then, 'application/json', :body FROM s
            """, """
            INSERT INTO lane (id, counterpart, dossier, known, openers, last_position)
            %s SELECT -n, 'npsp', 'H-' || n, 1, 1, 1024 FROM s
            """, """
            INSERT INTO delivery (id, record, lane, position, flow, counterpart, dossier, opens_lane, state, attempts,
                tries, entered_at, since, first_tried_at, finished_at, receipt)
            %s SELECT -n, -n, -n, 1024, 'npsp-dossier', 'npsp', 'H-' || n, 1, 'DELIVERED', 1,
                1, :then, :then, :then, :then, 'receipt' FROM s
            """, """
            INSERT INTO attempt (delivery, number, started_at, took, outcome, mapping, calls)
            %s SELECT -n, 1, :then, 120, 'delivered', 'npsp/dossier@3f9c21aa', -n FROM s
            """, """
            INSERT INTO call (calls, number, service, status, called_at, took, sent, answered)
            %s SELECT -n, 1, 'DongBoHoSoMC', 200, :then, 120, :body, :body FROM s
            """);

    @TempDir
    Path folder;

    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void sqlite() {
        measure("SQLite", new LedgerSettings("", "", "", folder, 8, Duration.ofSeconds(30)));
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            measure("PostgreSQL", new LedgerSettings(url, "postgres", "postgres", folder, 20, Duration.ofSeconds(30)));
        }
    }

    private void measure(String name, LedgerSettings settings) {
        try (Database database = Databases.open(settings)) {
            Ledger ledger = new JdbcLedger(database, InstantSource.system(), new Random());
            round(ledger);
            double empty = round(ledger);
            say(name, "empty", empty, empty);
            deliver(database);
            round(ledger);
            say(name, "%,d delivered".formatted(DELIVERED), round(ledger), empty);
            owe(ledger);
            round(ledger);
            say(name, "%,d delivered, %,d owed".formatted(DELIVERED, OWED), round(ledger), empty);
        }
    }

    /** Microseconds a message. */
    private double round(Ledger ledger) {
        long began = System.nanoTime();
        inParallel(MESSAGES, () -> {
            int number = numbers.incrementAndGet();
            ledger.enter(List.of(record("k" + number, number + BODY, dossier("D-" + number))));
        });
        inParallel(MESSAGES / 4, () -> {
            for (Claim claim : ledger.claim(NPSP, 4, Map.of(), LEASE)) {
                ledger.settle(
                        settlement(claim, Samples.delivered(claim.deliveries().getFirst())));
            }
        });
        return (System.nanoTime() - began) / 1e3 / MESSAGES;
    }

    private void owe(Ledger ledger) {
        for (int page = 0; page < OWED / PAGE; page++) {
            ledger.enter(IntStream.range(0, PAGE)
                    .mapToObj(i -> {
                        int number = numbers.incrementAndGet();
                        return record("k" + number, number + "", dossier("D-" + number));
                    })
                    .toList());
        }
    }

    private static void deliver(Database database) {
        byte[] body = "x".repeat(200).getBytes(StandardCharsets.UTF_8);
        long then = Instant.now().minus(Duration.ofDays(30)).toEpochMilli();
        for (int from = 1; from <= DELIVERED; from += FILL) {
            int first = from;
            database.write(() -> {
                HISTORY.forEach(statement -> database.writing()
                        .update(
                                statement.formatted(NUMBERED),
                                values("from", first)
                                        .addValue("to", Math.min(first + FILL - 1, DELIVERED))
                                        .addValue("then", then)
                                        .addValue("body", body)));
                return true;
            });
        }
        analyse(database);
    }

    /** As the server's own housekeeping would have done over the years. */
    private static void analyse(Database database) {
        database.write(() -> database.writing().update("ANALYZE", values()));
    }

    private static void inParallel(int many, Runnable work) {
        AtomicInteger left = new AtomicInteger(many);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 16; thread++) {
                var unused = callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        work.run();
                    }
                });
            }
        }
    }

    private static void say(String database, String when, double micros, double empty) {
        System.out.printf("GROWTH %s, %s: %.0f us a message, ratio %.2f%n", database, when, micros, micros / empty);
    }
}
