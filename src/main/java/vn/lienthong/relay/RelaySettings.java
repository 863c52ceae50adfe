package vn.lienthong.relay;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Documented, with their defaults, in {@code settings/relay.yaml}.
 *
 * @param policies the folder of policy files
 * @param lease how long a lane stays taken without a sign of life; renewed when a third of it has passed
 * @param poll how often a dispatcher looks for due lanes when nothing wakes it
 * @param stopWithin how long a stop waits for attempts under way
 */
@ConfigurationProperties(prefix = "relay", ignoreUnknownFields = false)
record RelaySettings(Path policies, Duration lease, Duration poll, Duration stopWithin) {

    RelaySettings {
        atLeast("relay.lease", lease, Duration.ofMillis(100));
        atLeast("relay.poll", poll, Duration.ofMillis(1));
        atLeast("relay.stop-within", stopWithin, Duration.ZERO);
    }

    private static void atLeast(String name, Duration found, Duration least) {
        if (found.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", got " + found);
        }
    }
}
