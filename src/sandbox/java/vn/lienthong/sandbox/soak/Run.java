package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.soak.check.Checker;
import vn.lienthong.sandbox.soak.check.Evidence;
import vn.lienthong.sandbox.soak.plan.Fault;
import vn.lienthong.sandbox.soak.plan.Faults;
import vn.lienthong.sandbox.soak.plan.History;

/** One run, from an empty folder to the report. Everything it starts it ends. */
final class Run implements AutoCloseable {

    /** So long nothing may move before what is still open is called lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Settings settings;
    private final Consumer<String> tell;
    private final History history;
    private final Faults faults;
    private final Chronicle chronicle = new Chronicle();
    private final PortalRecord record;
    private final SimulatedPortal portal;
    private final Store store;
    private final List<Connector> connectors;
    private final Timing timing = new Timing();

    Run(Settings settings, Consumer<String> tell) throws IOException {
        this.settings = settings;
        this.tell = tell;
        this.history = History.of(settings.seed(), settings.dossiers(), settings.faults());
        this.faults = Faults.of(settings.seed(), settings.faults(), settings.kinds(), settings.processes());
        Path dir = Folder.empty(settings.dir());
        Files.write(dir.resolve("plan.txt"), Plan.lines(settings, history, faults));
        this.record = new PortalRecord(dir.resolve("portal-record.ndjson"));
        this.portal = SimulatedPortal.recording(Account.INVENTED, record);
        portal.refuse(history.refused());
        this.store = store(settings, dir);
        Installation installation = Installation.make(dir);
        this.connectors = IntStream.rangeClosed(1, settings.processes())
                .mapToObj(number -> new Connector(number, installation, portal.adapter(), store.settings()))
                .toList();
    }

    private static Store store(Settings settings, Path dir) throws IOException {
        if (settings.database() == Settings.Database.SQLITE) {
            return new SqliteFile(dir.resolve("connector-1").resolve("data"));
        }
        return settings.given().url().isEmpty() ? PostgresServer.make(dir) : new GivenServer(settings.given());
    }

    Report run() throws Exception {
        tell.accept("Starting " + settings.processes() + " connector(s) …");
        start();
        timing.is("start");
        Turns turns = new Turns();
        Person person = new Person(connectors, portal);
        try (Agency agency = new Agency(connectors, turns, person, settings.senders(), new Random(settings.seed()));
                Trouble trouble = new Trouble(connectors, portal, record, store, chronicle)) {
            List<Future<?>> lives = agency.begin(history);
            strike(trouble, turns);
            timing.is("faults");
            awaitAll(lives);
            awaitQuiet();
            timing.is("quiet");
            Evidence evidence = evidence(agency);
            timing.is("evidence");
            return new Report(
                    settings,
                    history,
                    chronicle.all(),
                    agency,
                    portal.counts(),
                    evidence,
                    Checker.check(evidence),
                    timing);
        }
    }

    private void start() throws InterruptedException, ExecutionException {
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            connectors.forEach(connector -> all.add(starting.submit(() -> {
                connector.start();
                return null;
            })));
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private void strike(Trouble trouble, Turns turns) throws InterruptedException, ExecutionException, IOException {
        int told = 0;
        for (Fault fault : faults.all()) {
            turns.reach(fault.number());
            trouble.begin(fault);
            int percent = 100 * (fault.number() + 1) / faults.all().size();
            if (percent / 10 > told) {
                told = percent / 10;
                tell.accept("%d of %d faults, %d messages at the portal"
                        .formatted(fault.number() + 1, faults.all().size(), record.size()));
            }
        }
        turns.reach(Integer.MAX_VALUE);
        trouble.end();
        tell.accept("All faults are over. Waiting until nothing is owed that does not wait for a person …");
    }

    /** A sender that is never told "taken" is found by the check; here it only must not hold everything up. */
    private void awaitAll(List<Future<?>> lives) throws InterruptedException, ExecutionException {
        long moved = System.nanoTime();
        int calls = -1;
        for (Future<?> life : lives) {
            while (!life.isDone() && System.nanoTime() - moved < PATIENCE.toNanos()) {
                try {
                    life.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException notYet) {
                    moved = record.size() == calls ? moved : System.nanoTime();
                    calls = record.size();
                }
            }
            if (life.isDone()) {
                life.get();
            }
        }
    }

    private void awaitQuiet() throws InterruptedException {
        long moved = System.nanoTime();
        long before = -1;
        while (System.nanoTime() - moved < PATIENCE.toNanos()) {
            long owed = owed();
            if (owed == history.waiting()) {
                return;
            }
            moved = owed == before ? moved : System.nanoTime();
            before = owed;
            Thread.sleep(200);
        }
        tell.accept("Nothing moves any more, and " + before + " deliveries are owed where " + history.waiting()
                + " were planned.");
    }

    private long owed() throws InterruptedException {
        try {
            return Counted.byApi(connectors.getFirst()).entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(" OWED"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        } catch (IOException notNow) {
            return -1;
        }
    }

    private Evidence evidence(Agency agency) throws IOException, InterruptedException, SQLException {
        Map<String, Map<String, Long>> tallies = new HashMap<>();
        for (Connector connector : connectors) {
            Map<String, Long> api = Counted.byApi(connector);
            tallies.put("API of connector " + connector.number(), api);
            tallies.put("metrics of connector " + connector.number(), metrics(connector, api));
        }
        for (Connector connector : connectors) {
            if (!connector.stop()) {
                tell.accept("Connector " + connector.number() + " did not stop within a minute and was killed.");
            }
        }
        try (Connection connection = store.open()) {
            LedgerReader ledger = new LedgerReader(connection);
            tallies.put(Evidence.ROWS, ledger.rows());
            tallies.put("ledger", ledger.tallies());
            return new Evidence(
                    history,
                    List.copyOf(agency.told()),
                    record.calls(),
                    PortalRecord.changes(portal.changes()),
                    ledger.deliveries(),
                    ledger.tries(),
                    ledger.said(),
                    chronicle.gaps(),
                    Installation.PARALLEL,
                    tallies,
                    LogScan.of(connectors.stream().map(Connector::log).toList()));
        }
    }

    /** Metrics follow the ledger within their period. */
    private static Map<String, Long> metrics(Connector connector, Map<String, Long> api)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            Map<String, Long> metrics = Counted.byMetrics(connector);
            boolean follows =
                    metrics.entrySet().stream().allMatch(each -> each.getValue().equals(api.get(each.getKey())));
            if ((follows && !metrics.isEmpty()) || System.nanoTime() > until) {
                return metrics;
            }
            Thread.sleep(200);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        connectors.forEach(Connector::close);
        portal.close();
        store.close();
        record.close();
    }
}
