package vn.lienthong.intake.rest;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.connections.NamedSettings;
import vn.lienthong.relay.HttpAddress;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/**
 * {@code apis.<name>.*}; explained in {@code settings/intake.yaml}.
 *
 * @param url what all paths begin with
 * @param timeout so long one answer may take
 * @param longestAnswer a longer one is not read
 * @param zone of the clock by which its times without a zone are written
 * @param header an API key; without a name there is none
 * @param oauth2 where tokens come from; without an address there are none
 */
public record ApiSettings(
        @DefaultValue("") String url,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("20MB") DataSize longestAnswer,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone,
        @DefaultValue SecretHeader header,
        @DefaultValue OAuth2 oauth2) {

    /** @throws IllegalArgumentException naming every setting at fault at once */
    public ApiSettings {
        List<String> faults = new ArrayList<>();
        if (url.isBlank() || url.contains("?") || url.contains("#")) {
            faults.add("apis.<name>.url: expected an address such as https://10.0.0.9/api");
        }
        HttpAddress.check("apis.<name>.url", url, faults);
        header.check("apis.<name>.header", faults);
        oauth2.check("apis.<name>.oauth2", faults);
        if (timeout.toSeconds() < 1) {
            faults.add("apis.<name>.timeout: expected 1s or more");
        }
        if (longestAnswer.toKilobytes() < 1 || longestAnswer.toMegabytes() > 64) {
            faults.add("apis.<name>.longest-answer: expected 1KB to 64MB");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /**
     * All that are set, by name.
     *
     * @throws RuntimeException as Spring's, if a setting is unknown or wrong: the start ends with what is to be corrected
     */
    public static Map<String, ApiSettings> allIn(Environment environment) {
        return NamedSettings.under("apis", ApiSettings.class, environment);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "ApiSettings[" + url + "]";
    }
}
