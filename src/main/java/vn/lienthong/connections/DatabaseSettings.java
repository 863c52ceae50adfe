package vn.lienthong.connections;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * {@code sources.<name>.*}; explained in {@code settings/connections.yaml}.
 *
 * @param timeout so long a statement may take
 * @param zone where the clocks stand by which the database's times without a zone were written
 */
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone) {

    public DatabaseSettings {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "sources.<name>.url: expected a JDBC address such as jdbc:postgresql://host:5432/database");
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("sources.<name>.timeout: expected 1s or more, got " + timeout);
        }
    }

    /**
     * All that are set, by name.
     *
     * @throws RuntimeException as Spring's, if a setting is unknown or wrong: the start ends with what is to be corrected
     */
    public static Map<String, DatabaseSettings> allIn(Environment environment) {
        return NamedSettings.under("sources", DatabaseSettings.class, environment);
    }

    /** Without the password, and without an address that may hold one. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + username + "]";
    }
}
