package vn.lienthong.operations.routes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Loads the files at the start and looks for changes until the stop; starts after Camel and before the relay. */
final class RouteWatch implements SmartLifecycle {

    private static final int AFTER_CAMEL = Integer.MAX_VALUE - 75;

    private final RouteFiles files;
    private final Duration period;
    private volatile @Nullable Thread watcher;

    RouteWatch(RouteFiles files, Duration period) {
        this.files = files;
        this.period = period;
    }

    @Override
    public void start() {
        files.refresh();
        watcher = Thread.ofVirtual().name("route-files").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(period);
                files.refresh();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread watching = watcher;
        watcher = null;
        if (watching != null) {
            watching.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watcher != null;
    }

    @Override
    public int getPhase() {
        return AFTER_CAMEL;
    }
}
