package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.soak.plan.Fault;

/**
 * Makes the planned faults happen, one after the other; those that strike different things overlap. A fault whose target
 * has not recovered from the one before waits for it.
 */
final class Trouble implements AutoCloseable {

    /** As slow as nobody waits; as long as nobody is asked to wait. */
    private static final double SLOW_SECONDS = 2.5;

    private static final double RETRY_AFTER_SECONDS = 1;

    /** A fault that strikes nothing proves nothing: so many messages must come to the portal before it, or so long no more. */
    private static final int TRAFFIC = 10;

    private static final Duration TO_RECOVER = Duration.ofSeconds(4);

    private final List<Connector> connectors;
    private final SimulatedPortal portal;
    private final PortalRecord record;
    private final Store store;
    private final Chronicle chronicle;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Future<?>> underWay = new HashMap<>();
    private final List<Future<?>> all = new ArrayList<>();

    Trouble(List<Connector> connectors, SimulatedPortal portal, PortalRecord record, Store store, Chronicle chronicle) {
        this.connectors = connectors;
        this.portal = portal;
        this.record = record;
        this.store = store;
        this.chronicle = chronicle;
    }

    /** Returns when the fault has begun; it strikes into traffic if there is any. */
    void begin(Fault fault) throws InterruptedException, ExecutionException {
        Thread.sleep(fault.after());
        awaitTraffic();
        Future<?> before = underWay.get(fault.target());
        if (before != null) {
            before.get();
        }
        Future<?> now = threads.submit(() -> {
            strike(fault);
            return null;
        });
        underWay.put(fault.target(), now);
        all.add(now);
    }

    private void awaitTraffic() throws InterruptedException {
        int before = record.size();
        long until = System.nanoTime() + TO_RECOVER.toNanos();
        while (record.size() < before + TRAFFIC && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    /**
     * Waits until every fault is over. All clocks then go as far ahead as any ever was, so that what was put off by a clock
     * that was ahead need not be waited for.
     */
    void end() throws InterruptedException, ExecutionException, IOException {
        for (Future<?> each : all) {
            each.get();
        }
        portal.goWell();
        Duration furthest = Duration.ZERO;
        for (Connector connector : connectors) {
            furthest = connector.furthestAhead().compareTo(furthest) > 0 ? connector.furthestAhead() : furthest;
        }
        for (Connector connector : connectors) {
            connector.setClock(furthest);
        }
    }

    private void strike(Fault fault) throws IOException, InterruptedException {
        Connector connector = connectors.get(fault.process());
        boolean ofConnector = fault.target().startsWith("connector");
        String life = ofConnector ? connector.lifeName() : "";
        Instant from = Instant.now();
        switch (fault.kind()) {
            case KILL -> connector.kill();
            case STOP -> connector.stop();
            case PAUSE -> pause(connector, fault.lasts());
            case CLOCK -> moveClock(connector, fault.step(), fault.lasts());
            case DISK_FULL -> fillDisk(connector, fault.lasts());
            case DATABASE_STOP -> {
                store.stop();
                startStoreAfter(fault.lasts());
            }
            case DATABASE_KILL -> {
                store.kill();
                startStoreAfter(fault.lasts());
            }
            case PORTAL_GONE -> {
                portal.leave();
                Thread.sleep(fault.lasts());
                portal.comeBack();
            }
            case PORTAL_DROPS -> wrong("down", 0, fault.lasts());
            case PORTAL_CUTS -> wrong("cut", 0, fault.lasts());
            case PORTAL_SLOW -> wrong("slow", SLOW_SECONDS, fault.lasts());
            case PORTAL_UNAVAILABLE -> wrong("unavailable", RETRY_AFTER_SECONDS, fault.lasts());
            case PORTAL_REFUSES_SESSIONS -> wrong("session", 0, fault.lasts());
            case PORTAL_FORGETS_SESSIONS -> portal.expireSessions();
            case PORTAL_FAILS -> wrong("failing", 0, fault.lasts());
            case PORTAL_HTML -> wrong("html", 0, fault.lasts());
        }
        chronicle.happened(fault, life, from, Instant.now());
        switch (fault.kind()) {
            case KILL, STOP -> startAfter(connector, fault.lasts());
            default -> {}
        }
    }

    private static void pause(Connector connector, Duration lasts) throws IOException, InterruptedException {
        connector.pause();
        Thread.sleep(lasts);
        connector.goOn();
    }

    private static void moveClock(Connector connector, Duration step, Duration lasts)
            throws IOException, InterruptedException {
        connector.setClock(step);
        Thread.sleep(lasts);
        connector.setClock(Duration.ZERO);
    }

    private static void fillDisk(Connector connector, Duration lasts) throws IOException, InterruptedException {
        connector.fillDisk();
        Thread.sleep(lasts);
        connector.emptyDisk();
    }

    private void startStoreAfter(Duration wait) throws IOException, InterruptedException {
        Thread.sleep(wait);
        store.start();
    }

    /** A connector does not start while its database is away; then it is started again, as a service manager would. */
    private static void startAfter(Connector connector, Duration wait) throws IOException, InterruptedException {
        Thread.sleep(wait);
        for (int left = 5; ; left--) {
            try {
                connector.start();
                return;
            } catch (IOException ended) {
                if (left == 0) {
                    throw ended;
                }
            }
        }
    }

    private void wrong(String kind, double seconds, Duration lasts) throws InterruptedException {
        portal.goWrong(kind, seconds);
        Thread.sleep(lasts);
        portal.goWell();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
