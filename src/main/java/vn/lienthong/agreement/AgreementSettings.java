package vn.lienthong.agreement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.dossier.Nightly;
import vn.lienthong.intake.inbox.LayoutFolders.Watched;

/**
 * {@code agreement.*}; each is explained in {@code settings/agreement.yaml}.
 *
 * @param nightly when one is started each day, {@code 02:00}; empty: only when a person asks
 * @param perSecond the dossiers looked up in a second
 * @param onTheWay how long what has changed at the source may take to come here
 * @param inbox where lists are dropped; empty: none is looked into
 */
@ConfigurationProperties(prefix = "agreement", ignoreUnknownFields = false)
record AgreementSettings(
        String nightly, int perSecond, Duration onTheWay, String inbox, Duration settle, Duration every) {

    private static final int MOST = 1000;

    /** @throws IllegalArgumentException naming the setting at fault */
    AgreementSettings {
        Nightly.at("agreement", nightly);
        Watched.of("agreement", inbox, settle, every);
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("agreement.per-second: expected 1 to " + MOST + ", got " + perSecond);
        }
        if (onTheWay.isNegative()) {
            throw new IllegalArgumentException("agreement.on-the-way: expected a duration such as 1h, got " + onTheWay);
        }
    }

    Watched watched() {
        return Watched.of("agreement", inbox, settle, every);
    }

    Nightly time() {
        return Nightly.at("agreement", nightly);
    }
}
