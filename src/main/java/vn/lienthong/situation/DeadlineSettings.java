package vn.lienthong.situation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code deadlines.*}; explained in {@code settings/situation.yaml}. */
@ConfigurationProperties(prefix = "deadlines", ignoreUnknownFields = false)
record DeadlineSettings(Duration near) {

    /** @throws IllegalArgumentException naming the setting */
    DeadlineSettings {
        if (near.isNegative()) {
            throw new IllegalArgumentException("deadlines.near: expected a duration such as 1d, or 0s");
        }
    }
}
