package vn.lienthong.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.ledger.Retention;

/** {@code retention.*}; explained in {@code settings/operations.yaml}. */
@ConfigurationProperties(prefix = "retention", ignoreUnknownFields = false)
record RetentionSettings(
        Duration bodies,
        Duration rows,
        Duration identities,
        Duration reconciliations,
        Duration every,
        Duration pause,
        int step) {

    /** What is deleted cannot be brought back, and {@code 3M}, three months to whoever writes it, is three minutes. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    RetentionSettings {
        if (step < 1 || step > 1000) {
            throw new IllegalArgumentException("retention.step: expected 1 to 1000, got " + step);
        }
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("retention.pause: expected a duration above zero, got " + pause);
        }
        mustBeDays("bodies", bodies);
        mustBeDays("rows", rows);
        mustBeDays("identities", identities);
        mustBeDays("reconciliations", reconciliations);
        try {
            new Retention(bodies, rows, identities, every);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("retention: " + wrong.getMessage(), wrong);
        }
    }

    private static void mustBeDays(String name, Duration kept) {
        if (!kept.isZero() && kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "retention.%s: expected days such as 90d, at least 1d, or 0 for ever, got %s (m is minutes; there are no months)"
                            .formatted(name, kept));
        }
    }

    Retention retention() {
        return new Retention(bodies, rows, identities, every);
    }
}
