package vn.lienthong.intake.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.connections.NamedSettings;

/**
 * {@code exchanges.<name>.*}; explained in {@code settings/intake.yaml}.
 *
 * @param contract the WSDL, a path inside the mappings' folder
 * @param timeout so long one call may take
 * @param longestAnswer a longer one is not read
 */
public record ExchangeSettings(
        URI url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("lgsp/exchange-2013.wsdl") String contract,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("20MB") DataSize longestAnswer) {

    private static final Pattern CONTRACT = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.wsdl");

    public ExchangeSettings {
        require(
                url != null
                        && url.getHost() != null
                        && String.valueOf(url.getScheme()).matches("https?"),
                "url: expected an address such as http://10.0.0.9:8080/services/ExchDocument");
        require(
                CONTRACT.matcher(contract).matches(),
                "contract: expected a WSDL inside the mappings' folder, such as lgsp/exchange-2013.wsdl");
        require(timeout.toSeconds() >= 1, "timeout: expected 1s or more");
        require(
                longestAnswer.toKilobytes() >= 1 && longestAnswer.toMegabytes() <= 64,
                "longest-answer: expected 1KB to 64MB");
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException("exchanges.<name>." + expected);
        }
    }

    /**
     * All that are set, by name.
     *
     * @throws RuntimeException as Spring's, if a setting is unknown or wrong: the start ends with what is to be corrected
     */
    public static Map<String, ExchangeSettings> allIn(Environment environment) {
        return NamedSettings.under("exchanges", ExchangeSettings.class, environment);
    }

    /** Without the account. */
    @Override
    public String toString() {
        return "ExchangeSettings[" + url + "]";
    }
}
