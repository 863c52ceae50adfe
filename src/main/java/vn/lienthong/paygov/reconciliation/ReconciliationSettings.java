package vn.lienthong.paygov.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.intake.inbox.LayoutFolders.Watched;

/**
 * {@code reconciliation.*}; explained in {@code settings/paygov.yaml}.
 *
 * @param inbox empty: none is looked into
 */
@ConfigurationProperties(prefix = "reconciliation", ignoreUnknownFields = false)
public record ReconciliationSettings(String inbox, Duration settle, Duration every) {

    /** @throws IllegalArgumentException naming the settings at fault */
    public ReconciliationSettings {
        Watched.of("reconciliation", inbox, settle, every);
    }

    Watched watched() {
        return Watched.of("reconciliation", inbox, settle, every);
    }
}
