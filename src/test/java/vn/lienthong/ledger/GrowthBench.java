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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
 * by one by 16 threads, claimed and settled by 16 workers. The empty ledger and the grown one take turns, so that a busy
 * machine slows both; told is the median of the ratios of neighbouring turns.
 */
@Tag("bench")
class GrowthBench {

    private static final int DELIVERED = Integer.getInteger("bench.delivered", 1_000_000);
    private static final int OWED = Integer.getInteger("bench.owed", 1_000_000);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 10_000);
    private static final int TURNS = Integer.getInteger("bench.turns", 9);
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
        measure(
                "SQLite",
                new LedgerSettings("", "", "", folder.resolve("empty"), 8, Duration.ofSeconds(30), ""),
                new LedgerSettings("", "", "", folder.resolve("grown"), 8, Duration.ofSeconds(30), ""));
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.start()) {
            measure("PostgreSQL", on(server, "empty"), on(server, "grown"));
        }
    }

    private LedgerSettings on(EmbeddedPostgres server, String database) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
        return new LedgerSettings(url, "postgres", "postgres", folder, 20, Duration.ofSeconds(30), "");
    }

    private void measure(String name, LedgerSettings empty, LedgerSettings grown) {
        try (Database none = Databases.open(empty);
                Database many = Databases.open(grown)) {
            Ledger small = new JdbcLedger(none, InstantSource.system(), new Random());
            Ledger large = new JdbcLedger(many, InstantSource.system(), new Random());
            deliver(many);
            compare(name, "%,d delivered".formatted(DELIVERED), small, large);
            owe(large);
            compare(name, "%,d delivered, %,d owed".formatted(DELIVERED, OWED), small, large);
        }
    }

    private void compare(String name, String when, Ledger small, Ledger large) {
        round(small);
        round(large);
        List<Double> ratios = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            double before = round(small);
            double cost = round(large);
            ratios.add(cost * 2 / (before + round(small)));
            micros.add(cost);
        }
        System.out.printf("GROWTH %s, %s: %.0f us a message, ratio %.2f%n", name, when, median(micros), median(ratios));
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
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
}
