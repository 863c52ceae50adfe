package vn.lienthong.sandbox.soak;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of a run took. Used by one thread. */
final class Timing {

    private final Map<String, Duration> parts = new LinkedHashMap<>();
    private long since = System.nanoTime();

    /** The part that ends now. */
    void is(String part) {
        long now = System.nanoTime();
        parts.put(part, Duration.ofNanos(now - since));
        since = now;
    }

    Map<String, Duration> parts() {
        return parts;
    }
}
