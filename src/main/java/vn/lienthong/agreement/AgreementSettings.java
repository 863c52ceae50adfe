package vn.lienthong.agreement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.dossier.Nightly;

/**
 * {@code agreement.*}; each is explained in {@code settings/agreement.yaml}.
 *
 * @param nightly when one is started each day, {@code 02:00}; empty: only when a person asks
 * @param perSecond the dossiers looked up in a second
 * @param onTheWay how long what has changed at the source may take to come here
 */
@ConfigurationProperties(prefix = "agreement", ignoreUnknownFields = false)
record AgreementSettings(String nightly, int perSecond, Duration onTheWay) {

    private static final int MOST = 1000;

    /** @throws IllegalArgumentException naming the setting at fault */
    AgreementSettings {
        Nightly.at("agreement", nightly);
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("agreement.per-second: expected 1 to " + MOST + ", got " + perSecond);
        }
        if (onTheWay.isNegative()) {
            throw new IllegalArgumentException("agreement.on-the-way: expected a duration such as 1h, got " + onTheWay);
        }
    }

    Nightly time() {
        return Nightly.at("agreement", nightly);
    }
}
