package vn.lienthong.operations.routes;

import org.jspecify.annotations.Nullable;

/** What runs routes. Used by one thread at a time. */
public interface RouteEngine {

    /**
     * Starts the one route of a file.
     *
     * @throws RouteRefused if it cannot be started; nothing of it is left then
     */
    void start(RouteText route) throws RouteRefused;

    /** Stops a route: takes in nothing more, waits a few seconds for what is under way, and forgets it. */
    void stop(String id);

    /** @throws RouteRefused if the template cannot be used; nothing of it is left then */
    void define(RouteText template) throws RouteRefused;

    void forget(String templateId);

    /** @param id of its route or template */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record RouteText(String id, String file, byte[] yaml) {}

    /** The engine's own words for why a route does not run; they name parts of the route file only. */
    final class RouteRefused extends Exception {

        public RouteRefused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }
}
