package vn.lienthong.ledger;

import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.settlement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
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
 * How fast the ledger is, and that a claim costs the same whatever is owed. Run by
 * {@code ./mvnw -Pbench test -Dtest=LedgerBench}.
 */
@Tag("bench")
class LedgerBench {

    private static final int SMALLEST = 1000;
    private static final int LARGEST = Integer.getInteger("bench.owed", 1_000_000);
    private static final String BODY = "x".repeat(2048);
    private static final int PAGE = 1000;

    @TempDir
    Path folder;

    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void sqlite() {
        LedgerSettings fast = new LedgerSettings("", "", "", folder.resolve("speeds"), 8, Duration.ofSeconds(10), "");
        LedgerSettings full = new LedgerSettings("", "", "", folder.resolve("claims"), 8, Duration.ofSeconds(10), "");
        measure("SQLite", fast, full);
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.start()) {
            measure("PostgreSQL", database(server, "speeds"), database(server, "claims"));
        }
    }

    private LedgerSettings database(EmbeddedPostgres server, String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
        return new LedgerSettings(url, "postgres", "postgres", folder, 20, Duration.ofSeconds(10), "");
    }

    private void measure(String name, LedgerSettings fast, LedgerSettings full) {
        try (Database database = Databases.open(fast)) {
            speeds(name, new JdbcLedger(database, InstantSource.system(), new Random()));
        }
        try (Database database = Databases.open(full)) {
            Ledger ledger = new JdbcLedger(database, InstantSource.system(), new Random());
            whateverIsOwed(name, ledger, new JdbcLedgerView(database, InstantSource.system()));
        }
    }

    private void speeds(String name, Ledger ledger) {
        intake(ledger, 1, 200);
        say(name, "intake, 1 thread: %.0f/s", intake(ledger, 1, 1500));
        say(name, "intake, 16 threads: %.0f/s", intake(ledger, 16, 8000));
        say(name, "intake by pages of %d: %.0f/s", PAGE, fill(ledger, 10_000));
        say(name, "claim and settle, 4 workers, 4 lanes a claim: %.0f/s", work(ledger, 4, 8000));
        say(name, "claim and settle, 16 workers, 4 lanes a claim: %.0f/s", work(ledger, 16, 8000));
    }

    private void whateverIsOwed(String name, Ledger ledger, LedgerView view) {
        fill(ledger, SMALLEST);
        claims(ledger, 300);
        double smallest = claims(ledger, 100);
        say(name, "claim of 10 lanes at %,d owed: %.2f ms", owed(view), smallest);
        for (int size = 100 * SMALLEST; size <= LARGEST; size *= 10) {
            fill(ledger, size - owed(view));
            double time = claims(ledger, 100);
            say(name, "claim of 10 lanes at %,d owed: %.2f ms, ratio %.2f", owed(view), time, time / smallest);
        }
        ledger.enter(List.of(record("parked", badDossier("PARKED", problem("x.bad")))));
        behindParked(ledger, 100_000);
        double time = claims(ledger, 100);
        say(name, "with 100,000 behind one parked lane: %.2f ms, ratio %.2f", time, time / smallest);
        say(name, "claim and settle, 4 workers, at %,d owed: %.0f/s", owed(view), work(ledger, 4, 4000));
        views(name, view);
    }

    private static int owed(LedgerView view) {
        return (int) view.tallies().stream().mapToLong(LedgerView.Tally::owed).sum();
    }

    private Ledger.Entry next(String body) {
        int number = numbers.incrementAndGet();
        return record("k" + number, number + body, dossier("D-" + number));
    }

    private double intake(Ledger ledger, int threads, int many) {
        return perSecond(many, threads, () -> ledger.enter(List.of(next(BODY))));
    }

    private double fill(Ledger ledger, int many) {
        int pages = Math.ceilDiv(many, PAGE);
        return PAGE
                * perSecond(
                        Math.max(pages, 0),
                        1,
                        () -> ledger.enter(
                                IntStream.range(0, PAGE).mapToObj(i -> next("")).toList()));
    }

    private void behindParked(Ledger ledger, int many) {
        for (int page = 0; page < many / PAGE; page++) {
            ledger.enter(IntStream.range(0, PAGE)
                    .mapToObj(i -> record("p" + numbers.incrementAndGet(), progress("PARKED")))
                    .toList());
        }
    }

    private double work(Ledger ledger, int workers, int deliveries) {
        return 4
                * perSecond(deliveries / 4, workers, () -> {
                    for (Claim claim : ledger.claim(NPSP, 4, Map.of(), LEASE)) {
                        ledger.settle(settlement(
                                claim, Samples.delivered(claim.deliveries().getFirst())));
                    }
                });
    }

    /** The median of so many claims of ten lanes, each given back. */
    private static double claims(Ledger ledger, int many) {
        long[] times = new long[Math.max(many, 1)];
        for (int i = 0; i < times.length; i++) {
            long before = System.nanoTime();
            List<Claim> claims = ledger.claim(NPSP, 10, Map.of(), LEASE);
            times[i] = System.nanoTime() - before;
            claims.forEach(claim -> ledger.giveBack(claim, Instant.now()));
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1e6;
    }

    private static void views(String name, LedgerView view) {
        DeliveryFilter dead = new DeliveryFilter(DeliveryState.DEAD, null, null, null, null, null);
        DeliveryFilter pending = new DeliveryFilter(DeliveryState.PENDING, null, null, null, null, null);
        say(name, "tallies: %.2f ms", millis(view::tallies));
        say(name, "newest 50: %.2f ms", millis(() -> view.deliveries(DeliveryFilter.any(), 1, 50)));
        say(name, "newest 50 pending: %.2f ms", millis(() -> view.deliveries(pending, 1, 50)));
        say(name, "dead letters: %.2f ms", millis(() -> view.deliveries(dead, 1, 50)));
        say(name, "problem groups: %.2f ms", millis(view::problemGroups));
    }

    private static double millis(Runnable work) {
        work.run();
        long before = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            work.run();
        }
        return (System.nanoTime() - before) / 1e7;
    }

    private static double perSecond(int many, int threads, Runnable work) {
        AtomicInteger left = new AtomicInteger(many);
        long before = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                var unused = callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        work.run();
                    }
                });
            }
        }
        return many * 1e9 / (System.nanoTime() - before);
    }

    private static void say(String name, String format, Object... figures) {
        System.out.printf("BENCH %s: " + format + "%n", prepend(name, figures));
    }

    private static Object[] prepend(String name, Object[] figures) {
        Object[] all = new Object[figures.length + 1];
        all[0] = name;
        System.arraycopy(figures, 0, all, 1, figures.length);
        return all;
    }
}
