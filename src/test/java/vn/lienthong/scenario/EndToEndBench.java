package vn.lienthong.scenario;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.DurablePostgres;
import vn.lienthong.sandbox.FreePorts;
import vn.lienthong.sandbox.SimulatedPortal;

/**
 * Dossiers a second from the push to the portal, with the portal in a process of its own that answers at once and the
 * pace limits lifted; two calls a new dossier (look-up, creation). All share this machine. Prints; asserts only that
 * everything arrived.
 */
@Tag("bench")
class EndToEndBench {

    private static final int DOSSIERS = Integer.getInteger("bench.dossiers", 20_000);
    private static final int SENDERS = 32;
    private static final String UNLIMITED = """
            pace: { perSecond: 0, parallel: 64, rampAfterOutage: 1s }
            breaker: { window: 200 calls, failureRate: 50%, slowCall: 20s, openFor: 5s, probes: 1 }
            """;

    @Test
    void sqlite(@TempDir Path folder) throws Exception {
        run("SQLite", folder, Map.of(), Optional.empty());
    }

    @Test
    void postgresql(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("postgres");
        try (EmbeddedPostgres server =
                DurablePostgres.builder().setDataDirectory(data).start()) {
            run("PostgreSQL", folder, settings(server), Optional.of(postmaster(data)));
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres server) {
        return Map.of(
                "ledger.url", server.getJdbcUrl("postgres", "postgres"),
                "ledger.username", "postgres",
                "ledger.password", "postgres");
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        String pid =
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void run(String database, Path folder, Map<String, String> settings, Optional<ProcessHandle> server)
            throws Exception {
        int port = FreePorts.one();
        SimulatedPortalClient portal = new SimulatedPortalClient("http://127.0.0.1:" + port);
        try (JavaProcess portalProcess = JavaProcess.portal(folder.resolve("portal.txt"), port)) {
            portalProcess.awaitAnswer(portal.address() + "/_sandbox/counts");
            Files.createDirectories(folder.resolve("connector"));
            try (Connector connector = Connector.start(
                    folder.resolve("connector"),
                    portal.address() + SimulatedPortal.PATH,
                    UNLIMITED,
                    settings,
                    List.of(System.getProperty("bench.jvm", "-Xmx1g").split(" ")))) {
                long resting = connector.process().residentMiB();
                push(connector, 0, 2_000);
                arrived(portal, 2_000);
                List<Duration> cpuBefore = cpu(connector, portalProcess, server);
                long start = System.nanoTime();
                push(connector, 2_000, DOSSIERS);
                double intake = seconds(start);
                arrived(portal, 2_000 + DOSSIERS);
                double all = seconds(start);
                List<Duration> cpuAfter = cpu(connector, portalProcess, server);
                System.out.printf(
                        "end to end, %s: %.0f dossiers/s to the portal; intake %.0f/s meanwhile;"
                                + " resident %d MiB at rest, %d MiB after%n",
                        database,
                        DOSSIERS / all,
                        DOSSIERS / intake,
                        resting,
                        connector.process().residentMiB());
                System.out.printf(
                        "CPU a dossier: connector %.2f ms, portal %.2f ms, senders %.2f ms, database %.2f ms%n",
                        IntStream.range(0, cpuAfter.size())
                                .mapToObj(i ->
                                        cpuAfter.get(i).minus(cpuBefore.get(i)).toNanos() / 1e6 / DOSSIERS)
                                .toArray());
                connector.process().stop();
                Duration again = connector.startAgain();
                System.out.printf("start-up on %s: %.1f s until health answers%n", database, again.toMillis() / 1e3);
            }
        }
    }

    /** Used so far by the connector, the portal, the senders (this process) and the database server. */
    private static List<Duration> cpu(Connector connector, JavaProcess portal, Optional<ProcessHandle> server) {
        return List.of(
                connector.process().cpu(),
                portal.cpu(),
                used(ProcessHandle.current()),
                server.stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(EndToEndBench::used)
                        .reduce(Duration.ZERO, Duration::plus));
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void arrived(SimulatedPortalClient portal, int dossiers) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> portal.count("creates") == dossiers);
    }

    private static void push(Connector connector, int first, int dossiers) throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                all.add(senders.submit(() -> {
                    for (int one = next.getAndIncrement(); one < first + dossiers; one = next.getAndIncrement()) {
                        if (connector
                                        .push("npsp-dossier", Dossiers.dossier(one, "received"))
                                        .statusCode()
                                != 202) {
                            throw new AssertionError("a push was not taken");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
