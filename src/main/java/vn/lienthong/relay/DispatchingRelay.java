package vn.lienthong.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** A dispatcher for each counterpart, and what keeps them supplied: policies, leases, wake-up calls. */
final class DispatchingRelay implements Relay, Breakers {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchingRelay.class);
    private static final Duration POLICY_CHECK = Duration.ofSeconds(1);
    private static final int LEASE_CHECKS = 6;

    /** How long a stop waits for a task of the housekeeping that is under way. */
    private static final Duration LAST_TASK = Duration.ofSeconds(1);

    private final Dispatcher.Surroundings around;
    private final ConcurrentMap<String, Dispatcher> dispatchers = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile @Nullable ScheduledExecutorService housekeeping;

    DispatchingRelay(Dispatcher.Surroundings around) {
        this.around = around;
        around.ledger().onDue(this::due);
        around.flows().onOpen(this::opened);
    }

    synchronized void start() {
        running = true;
        guard(Peers.BEAT, around.together().peers()::beat);
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(
                3, Thread.ofPlatform().daemon().name("relay-housekeeping-", 0).factory());
        every(executor, POLICY_CHECK, this::refresh);
        every(executor, around.settings().lease().dividedBy(LEASE_CHECKS), around.leases()::renewDue);
        every(executor, Peers.BEAT, around.together().peers()::beat);
        housekeeping = executor;
        names().forEach(this::dispatcher);
    }

    private static void every(ScheduledExecutorService executor, Duration period, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> guard(period, task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What fails is told, and tried again after the period: neither the start nor the times after it end with it. */
    private static void guard(Duration period, Runnable task) {
        try {
            task.run();
        } catch (LedgerUnavailable unavailable) {
            LOG.debug("Ledger out of reach. Tried again in {} ms.", period.toMillis());
        } catch (Throwable trouble) {
            LOG.error(
                    "A task of the relay's housekeeping failed. It is tried again in {} ms.",
                    period.toMillis(),
                    Thrown.of(trouble));
        }
    }

    /** Reads policies that have changed, and takes up counterparts that are new; after the stop there are none to take up. */
    void refresh() {
        around.policies().refresh();
        if (running) {
            names().forEach(this::dispatcher);
        }
    }

    private void due(String counterpart) {
        Dispatcher dispatcher = dispatchers.get(counterpart);
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }

    private void opened(Flow flow) {
        around.stopped().opened(flow);
        if (running) {
            dispatcher(flow.counterpart()).wake();
        }
    }

    private Dispatcher dispatcher(String counterpart) {
        return dispatchers.computeIfAbsent(counterpart, name -> {
            Dispatcher made = new Dispatcher(name, around);
            made.start();
            return made;
        });
    }

    private Set<String> names() {
        return Stream.concat(
                        around.policies().all().stream().map(Policy::name),
                        around.flows().all().stream().map(Flow::counterpart))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Claims nothing more, waits for what is under way, gives back the rest. */
    synchronized void stop() {
        running = false;
        long deadline = System.nanoTime() + around.settings().stopWithin().toNanos();
        dispatchers.values().forEach(Dispatcher::beginStop);
        try {
            for (Dispatcher dispatcher : dispatchers.values()) {
                dispatcher.finishStop(deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        endHousekeeping();
        dispatchers.clear();
        around.together().peers().leave();
        LOG.info("Relay has stopped. What is still owed goes on at the next start.");
    }

    /** Leases are renewed until nothing is under way; from here on nobody says any more that this process is at work. */
    private void endHousekeeping() {
        ScheduledExecutorService executor = housekeeping;
        if (executor == null) {
            return;
        }
        executor.shutdown();
        try {
            executor.awaitTermination(LAST_TASK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /** All dispatchers look for due lanes at once. */
    void wake() {
        dispatchers.values().forEach(Dispatcher::wake);
    }

    boolean isRunning() {
        return running;
    }

    @Override
    public List<Counterpart> counterparts() {
        return names().stream()
                .map(name -> {
                    Dispatcher dispatcher = dispatchers.get(name);
                    return dispatcher == null ? around.gate(name).status() : dispatcher.status();
                })
                .toList();
    }

    /** Before the start and after the stop nothing is counted, and nothing held back. */
    @Override
    public boolean lets(String counterpart) {
        Dispatcher dispatcher = dispatchers.get(counterpart);
        return dispatcher == null || dispatcher.gate().letsCalls();
    }

    @Override
    public boolean borrow(String counterpart) {
        Dispatcher dispatcher = dispatchers.get(counterpart);
        return dispatcher == null || dispatcher.gate().borrow();
    }

    @Override
    public Share share() {
        return around.together().peers().share();
    }

    @Override
    public void answered(String counterpart, Duration took) {
        called(counterpart, new Signal.Answered(true), took);
    }

    @Override
    public void failed(String counterpart, Problem cause, Duration took) {
        called(counterpart, new Signal.Failed(cause), took);
    }

    private void called(String counterpart, Signal signal, Duration took) {
        Dispatcher dispatcher = dispatchers.get(counterpart);
        if (dispatcher != null) {
            dispatcher.gate().called(signal, took);
        }
    }

    @Override
    public List<Problem> faults() {
        List<Problem> faults = new ArrayList<>(
                around.stopped().faults(around.flows(), around.clock().instant()));
        around.flows().all().stream()
                .filter(flow -> around.policies().find(flow.counterpart()).isEmpty())
                .forEach(flow -> faults.add(Problem.of("relay.no-policy")
                        .with("counterpart", flow.counterpart())
                        .with("flow", flow.name())));
        dispatchers.values().stream()
                .map(Dispatcher::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(why -> faults.add(Problem.of("relay.cannot-claim").with("why", why)));
        return List.copyOf(faults);
    }
}
