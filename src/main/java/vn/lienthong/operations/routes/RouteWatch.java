package vn.lienthong.operations.routes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/**
 * Loads the files at the start and looks for changes until the stop. Camel starts when the application's context is
 * complete, after all lifecycles; so the start is on the event that follows, before the relay's.
 */
final class RouteWatch implements SmartLifecycle {

    private static final int STOPS_BEFORE_CAMEL = Integer.MAX_VALUE - 75;

    private final RouteFiles files;
    private final Duration period;
    private volatile @Nullable Thread watcher;

    RouteWatch(RouteFiles files, Duration period) {
        this.files = files;
        this.period = period;
    }

    @Order(1)
    @EventListener
    void begin(ApplicationStartedEvent camelRuns) {
        start();
    }

    @Override
    public boolean isAutoStartup() {
        return false;
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
        return STOPS_BEFORE_CAMEL;
    }
}
