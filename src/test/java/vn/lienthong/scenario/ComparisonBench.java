package vn.lienthong.scenario;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.DurablePostgres;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.sandbox.FreePorts;

/**
 * The connector against the physical limit and against what an engineer would otherwise assemble ({@link PlainCamel}): the
 * same messages, pushed by the same senders, to the same portal, which answers at once; two calls a dossier. Everything
 * shares this machine. Prints one line for each contender; asserts only that everything arrived.
 */
@Tag("bench")
class ComparisonBench {

    private static final int DOSSIERS = Integer.getInteger("bench.dossiers", 20_000);
    private static final int WARM_UP = 3_000;
    private static final int SENDERS = 32;
    private static final int HALF_LOAD_SECONDS = Integer.getInteger("bench.seconds", 15);
    private static final String UNLIMITED = """
            pace: { perSecond: 0, parallel: 64, rampAfterOutage: 1s }
            breaker: { window: 200 calls, failureRate: 50%, slowCall: 20s, openFor: 5s, probes: 1 }
            """;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    @TempDir
    Path folder;

    @Test
    void the_same_calls_by_a_bare_client() throws Exception {
        try (AnsweringPortal portal = AnsweringPortal.start()) {
            String[] calls = {
                "{\"service\":\"TraCuuHoSo\",\"mahoso\":\"%s\"}", "{\"data\":[{\"MaHoSo\":\"%s\",\"x\":%s}]}"
            };
            long started = System.nanoTime();
            inParallel(0, DOSSIERS, dossier -> {
                String number = Dossiers.number(dossier);
                post(portal.adapter() + "/mapi/g", calls[0].formatted(number));
                post(portal.adapter() + "/mapi/g", calls[1].formatted(number, Dossiers.dossier(dossier, "received")));
            });
            System.out.printf("COMPARE bare client: %.0f dossiers/s (two calls each)%n", rate(DOSSIERS, started));
        }
    }

    @Test
    void single_commits_of_the_same_bytes_by_a_bare_loop() throws Exception {
        String file = "jdbc:sqlite:" + folder.resolve("bare.db");
        try (Connection sqlite = DriverManager.getConnection(file)) {
            try (Statement statement = sqlite.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
            }
            bareCommits("SQLite", sqlite, "BLOB");
        }
        try (EmbeddedPostgres server = DurablePostgres.start();
                Connection postgres = server.getPostgresDatabase().getConnection()) {
            bareCommits("PostgreSQL", postgres, "BYTEA");
        }
    }

    private static void bareCommits(String name, Connection connection, String bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare (id BIGINT PRIMARY KEY, body " + bytes + ")");
        }
        int rows = 5_000;
        long started = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (id, body) VALUES (?, ?)")) {
            for (int row = 0; row < rows; row++) {
                insert.setLong(1, row);
                insert.setBytes(2, Dossiers.dossier(row, "received").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                insert.executeUpdate();
            }
        }
        System.out.printf("COMPARE bare commits, %s, one thread: %.0f rows/s%n", name, rate(rows, started));
    }

    @Test
    void plain_camel_with_an_embedded_broker() throws Exception {
        try (AnsweringPortal portal = AnsweringPortal.start()) {
            int port = FreePorts.one();
            Path log = folder.resolve("plain.txt");
            try (JavaProcess plain = JavaProcess.fromTests(
                    "vn.lienthong.scenario.PlainCamel",
                    log,
                    List.of("-Xmx1g"),
                    List.of(String.valueOf(port), folder.toString(), portal.adapter(), "64"))) {
                String address = "http://127.0.0.1:" + port + "/records";
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                    post(address, Dossiers.dossier(99_999_999, "received"));
                    return true;
                });
                measure("plain Camel, Artemis", portal, List.of(address), List.of(plain));
            }
        }
    }

    @Test
    void the_connector_on_sqlite() throws Exception {
        connectors("the connector, SQLite", 1, 0, Map.of());
    }

    @Test
    void the_connector_on_sqlite_with_a_backlog_elsewhere() throws Exception {
        for (int owed : new int[] {100_000, 1_000_000}) {
            Path data = folder.resolve("owed-" + owed).resolve("connector-0").resolve("data");
            Files.createDirectories(data);
            try (RealLedger ledger = RealLedger.onSqlite(data)) {
                ledger.owe("another-counterpart", owed);
            }
            connectors("the connector, SQLite, %,d owed elsewhere".formatted(owed), 1, owed, Map.of());
        }
    }

    @Test
    void the_connector_on_postgresql() throws Exception {
        for (int processes : new int[] {1, 2, 4}) {
            try (EmbeddedPostgres server = postgres()) {
                connectors("the connector, PostgreSQL, processes: " + processes, processes, 0, settings(server));
            }
        }
    }

    @Test
    void the_connector_on_postgresql_with_a_backlog_elsewhere() throws Exception {
        for (int owed : new int[] {100_000, 1_000_000}) {
            try (EmbeddedPostgres server = postgres()) {
                try (RealLedger ledger = RealLedger.onPostgres(server.getJdbcUrl("postgres", "postgres"), "postgres")) {
                    ledger.owe("another-counterpart", owed);
                }
                connectors("the connector, PostgreSQL, %,d owed elsewhere".formatted(owed), 1, owed, settings(server));
            }
        }
    }

    private static EmbeddedPostgres postgres() throws IOException {
        return DurablePostgres.builder()
                .setServerConfig("max_connections", "200")
                .start();
    }

    private static Map<String, String> settings(EmbeddedPostgres server) {
        return Map.of(
                "ledger.url", server.getJdbcUrl("postgres", "postgres"),
                "ledger.username", "postgres",
                "ledger.password", "postgres");
    }

    private void connectors(String name, int processes, int owed, Map<String, String> settings) throws Exception {
        Path base = folder.resolve(owed > 0 ? "owed-" + owed : "processes-" + processes);
        List<Connector> started = new ArrayList<>();
        try (AnsweringPortal portal = AnsweringPortal.start()) {
            for (int process = 0; process < processes; process++) {
                Path own = base.resolve("connector-" + process);
                Files.createDirectories(own);
                started.add(Connector.start(
                        own, portal.adapter(), UNLIMITED, settings, List.of("-Xmx" + 1024 / processes + "m")));
            }
            measure(
                    name,
                    portal,
                    started.stream()
                            .map(one -> "http://127.0.0.1:" + one.port() + "/api/records/npsp-dossier")
                            .toList(),
                    started.stream().map(Connector::process).toList());
        } finally {
            for (Connector one : started) {
                one.close();
            }
        }
    }

    private static void measure(
            String name, AnsweringPortal portal, List<String> addresses, List<JavaProcess> processes) throws Exception {
        int before = portal.dossiers();
        send(0, WARM_UP, addresses);
        arrived(portal, before + WARM_UP);
        Duration cpuBefore = cpu(processes);
        long callsBefore = portal.calls();
        long started = System.nanoTime();
        send(WARM_UP, DOSSIERS, addresses);
        double intake = rate(DOSSIERS, started);
        arrived(portal, before + WARM_UP + DOSSIERS);
        double all = rate(DOSSIERS, started);
        Duration cpu = cpu(processes).minus(cpuBefore);
        long calls = portal.calls() - callsBefore;
        long resident = 0;
        for (JavaProcess process : processes) {
            resident += process.residentMiB();
        }
        long[] latencies = atHalfLoad(portal, addresses, all / 2, WARM_UP + DOSSIERS);
        System.out.printf(
                "COMPARE %s: %.0f dossiers/s, intake %.0f/s meanwhile, %.2f calls and %.2f ms CPU a dossier,"
                        + " resident %d MiB; at half load p50 %.1f ms, p99 %.1f ms%n",
                name,
                all,
                intake,
                calls / (double) DOSSIERS,
                cpu.toNanos() / 1e6 / DOSSIERS,
                resident,
                latencies[latencies.length / 2] / 1e6,
                latencies[latencies.length * 99 / 100] / 1e6);
    }

    /** From the moment a dossier is pushed to the moment the portal has it; sorted. */
    private static long[] atHalfLoad(AnsweringPortal portal, List<String> addresses, double perSecond, int first)
            throws Exception {
        int dossiers = (int) (perSecond * HALF_LOAD_SECONDS);
        int before = portal.dossiers();
        long[] pushed = new long[dossiers];
        long begin = System.nanoTime();
        inParallel(0, dossiers, one -> {
            long at = begin + (long) (one / perSecond * 1e9);
            for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            pushed[one] = System.nanoTime();
            post(addresses.get(one % addresses.size()), Dossiers.dossier(first + one, "received"));
        });
        arrived(portal, before + dossiers);
        long[] latencies = new long[dossiers];
        Arrays.setAll(latencies, one -> portal.arrivedAt(Dossiers.number(first + one)) - pushed[one]);
        Arrays.sort(latencies);
        return latencies;
    }

    private static void send(int first, int dossiers, List<String> addresses) throws Exception {
        inParallel(
                first, dossiers, one -> post(addresses.get(one % addresses.size()), Dossiers.dossier(one, "received")));
    }

    private interface Step {
        void take(int dossier) throws Exception;
    }

    private static void inParallel(int first, int dossiers, Step step) throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                all.add(senders.submit(() -> {
                    for (int one = next.getAndIncrement(); one < first + dossiers; one = next.getAndIncrement()) {
                        step.take(one);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static void post(String address, String body) throws IOException, InterruptedException {
        HttpResponse<Void> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(address + " answered " + answer.statusCode());
        }
    }

    private static void arrived(AnsweringPortal portal, int dossiers) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> portal.dossiers() >= dossiers);
    }

    private static Duration cpu(List<JavaProcess> processes) {
        return processes.stream().map(JavaProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static double rate(int many, long since) {
        return many / ((System.nanoTime() - since) / 1e9);
    }
}
