package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import vn.lienthong.sandbox.soak.plan.History;

/** Waits until nothing is owed but what the history planned to wait; or until nothing moves any more, and the check says why. */
final class Quiet {

    /** So long nothing may move before what is still open is called lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int LOOK_EVERY = 200;

    private final History history;
    private final List<Connector> connectors;
    private final PortalRecord record;
    private final Consumer<String> tell;

    Quiet(History history, List<Connector> connectors, PortalRecord record, Consumer<String> tell) {
        this.history = history;
        this.connectors = connectors;
        this.record = record;
        this.tell = tell;
    }

    /** @param lives of the dossiers; one that broke off is told as what broke it */
    void await(List<Future<?>> lives) throws InterruptedException, ExecutionException {
        for (Future<?> life : lives) {
            awaitEnd(life);
        }
        awaitNothingOwed();
    }

    private void awaitEnd(Future<?> life) throws InterruptedException, ExecutionException {
        long moved = System.nanoTime();
        int messages = record.size();
        while (System.nanoTime() - moved < PATIENCE.toNanos()) {
            try {
                life.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                moved = record.size() == messages ? moved : System.nanoTime();
                messages = record.size();
            }
        }
    }

    private void awaitNothingOwed() throws InterruptedException {
        long moved = System.nanoTime();
        long before = -1;
        while (System.nanoTime() - moved < PATIENCE.toNanos()) {
            long owed = owed();
            if (owed == history.waiting()) {
                return;
            }
            moved = owed == before ? moved : System.nanoTime();
            before = owed;
            Thread.sleep(LOOK_EVERY);
        }
        tell.accept("Nothing moves any more, and " + before + " deliveries are owed where " + history.waiting()
                + " were planned.");
    }

    /** As the first connector tells it; -1 if it does not. */
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
}
