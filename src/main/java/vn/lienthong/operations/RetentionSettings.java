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

    RetentionSettings {
        if (step < 1 || step > 1000) {
            throw new IllegalArgumentException("retention.step: expected 1 to 1000, got " + step);
        }
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("retention.pause: expected a duration above zero, got " + pause);
        }
        if (reconciliations.isNegative()) {
            throw new IllegalArgumentException(
                    "retention.reconciliations: expected a duration such as 3650d, or 0 for ever, got "
                            + reconciliations);
        }
        try {
            new Retention(bodies, rows, identities, every);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("retention: " + wrong.getMessage(), wrong);
        }
    }

    Retention retention() {
        return new Retention(bodies, rows, identities, every);
    }
}
