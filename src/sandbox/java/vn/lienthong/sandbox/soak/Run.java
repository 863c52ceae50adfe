package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.soak.check.Evidence;
import vn.lienthong.sandbox.soak.plan.Fault;
import vn.lienthong.sandbox.soak.plan.Faults;
import vn.lienthong.sandbox.soak.plan.History;

/** One run, from an empty folder to the report. Everything it starts it ends. */
final class Run implements AutoCloseable {

    private final Settings settings;
    private final Consumer<String> tell;
    private final History history;
    private final Faults faults;
    private final Chronicle chronicle = new Chronicle();
    private final PortalRecord record;
    private final SimulatedPortal portal;
    private final Store store;
    private final Installation installation;
    private final List<Connector> connectors;
    private final Timing timing = new Timing();

    Run(Settings settings, Installed installed, Consumer<String> tell) throws IOException {
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
        this.installation = Installation.make(dir, installed);
        this.connectors = IntStream.rangeClosed(1, settings.processes())
                .mapToObj(number -> new Connector(number, installation, portal.adapterBehindDoor(), store.settings()))
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
        if (settings.faults() >= StartCache.WORTH_IT) {
            StartCache.train(installation, portal.adapterBehindDoor());
        }
        start();
        timing.is("start");
        Turns turns = new Turns();
        Person person = new Person(connectors, portal);
        try (Agency agency = new Agency(connectors, turns, person, settings.senders(), new Random(settings.seed()));
                Trouble trouble = new Trouble(connectors, portal, record, store, chronicle)) {
            List<Future<?>> lives = agency.begin(history);
            strike(trouble, turns);
            timing.is("faults");
            new Quiet(history, connectors, record, tell).await(lives);
            timing.is("quiet");
            Evidence evidence = new Inquiry(history, connectors, store, tell)
                    .evidence(agency, record, portal.changes(), chronicle.gaps());
            timing.is("evidence");
            return new Report(
                    settings,
                    new Report.Deeds(
                            chronicle.all(), agency.unheard(), agency.notNow(), portal.counts(), timing.parts()),
                    evidence);
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

    @Override
    public void close() throws IOException, InterruptedException {
        connectors.forEach(Connector::close);
        portal.close();
        store.close();
        record.close();
    }
}
