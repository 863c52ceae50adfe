package vn.lienthong.paygov.reconciliation;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code reconciliation.*}; explained in {@code settings/paygov.yaml}.
 *
 * @param inbox empty: none is looked into
 */
@ConfigurationProperties(prefix = "reconciliation", ignoreUnknownFields = false)
public record ReconciliationSettings(String inbox, Duration settle, Duration every) {

    public ReconciliationSettings {
        if (settle.isNegative() || !every.isPositive()) {
            throw new IllegalArgumentException(
                    "reconciliation.settle and reconciliation.every: expected durations such as 2s and 5s, got "
                            + settle + " and " + every);
        }
    }

    @Nullable
    Path folder() {
        return inbox.isBlank() ? null : Path.of(inbox.strip());
    }
}
