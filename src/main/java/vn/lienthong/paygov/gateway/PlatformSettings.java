package vn.lienthong.paygov.gateway;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.paygov.book.Schedule;

/** {@code payment-platform.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "payment-platform", ignoreUnknownFields = false)
public record PlatformSettings(
        Urls url, String version, String partnerCode, String secret, String sweep, List<String> unknownPhrases) {

    public PlatformSettings {
        Checks.addresses("payment-platform.url", List.of(url.init(), url.query(), url.bill()));
        if (!url.init().isEmpty() && (partnerCode.isBlank() || secret.isBlank())) {
            throw new IllegalArgumentException(
                    "payment-platform.partner-code, payment-platform.secret: needed once payment-platform.url.init is set");
        }
        Checks.schedule("payment-platform.sweep", sweep);
        unknownPhrases = List.copyOf(unknownPhrases);
    }

    public record Urls(String init, String query, String bill) {}

    Schedule schedule() {
        return Schedule.parse(sweep);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PlatformSettings[" + url + ", " + partnerCode + "]";
    }
}
