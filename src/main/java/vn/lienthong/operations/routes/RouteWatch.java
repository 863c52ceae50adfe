package vn.lienthong.operations.routes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the files at the start and looks for changes until the stop; starts before the web server, so that no flow is
 * unknown to the first push.
 */
final class RouteWatch implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = 0;

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
        return BEFORE_THE_WEB_SERVER;
    }
}
