package vn.lienthong.relay;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** Starts the relay last, when the routes have opened their flows, and stops it first, while they still run. */
final class RelayLifecycle implements SmartLifecycle {

    private static final int STOPS_BEFORE_ROUTES = Integer.MAX_VALUE - 50;

    private final DispatchingRelay relay;

    RelayLifecycle(DispatchingRelay relay) {
        this.relay = relay;
    }

    @Order(2)
    @EventListener
    void begin(ApplicationStartedEvent routesRun) {
        start();
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void start() {
        relay.start();
    }

    @Override
    public void stop() {
        relay.stop();
    }

    @Override
    public boolean isRunning() {
        return relay.isRunning();
    }

    @Override
    public int getPhase() {
        return STOPS_BEFORE_ROUTES;
    }
}
