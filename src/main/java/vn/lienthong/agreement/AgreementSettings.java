package vn.lienthong.agreement;

import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code agreement.*}; each is explained in {@code settings/agreement.yaml}.
 *
 * @param nightly when one is started each day, Vietnam time, {@code 02:00}; empty: only when a person asks
 * @param perSecond the dossiers looked up in a second
 */
@ConfigurationProperties(prefix = "agreement", ignoreUnknownFields = false)
record AgreementSettings(String nightly, int perSecond) {

    private static final int MOST = 1000;

    /** @throws IllegalArgumentException naming the setting at fault */
    AgreementSettings {
        try {
            time(nightly);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    "agreement.nightly: expected a time such as 02:00, or nothing", notATime);
        }
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("agreement.per-second: expected 1 to " + MOST + ", got " + perSecond);
        }
    }

    @Nullable
    LocalTime time() {
        return time(nightly);
    }

    private static @Nullable LocalTime time(String nightly) {
        return nightly.isBlank() ? null : LocalTime.parse(nightly.strip());
    }
}
