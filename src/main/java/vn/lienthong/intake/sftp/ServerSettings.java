package vn.lienthong.intake.sftp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.connections.NamedSettings;

/**
 * {@code sftp.<name>.*}; explained in {@code settings/intake.yaml}.
 *
 * @param key a private key's own text; used instead of the password where it is set
 * @param hostKey fingerprints the server may show; none: it is refused, and told which it shows
 * @param timeout so long the server may be silent
 * @param largest a larger file is left where it is
 */
public record ServerSettings(
        @DefaultValue("") String host,
        @DefaultValue("22") int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String key,
        @DefaultValue("") String passphrase,
        @DefaultValue List<String> hostKey,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("1GB") DataSize largest) {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    /** @throws IllegalArgumentException naming every setting at fault at once */
    public ServerSettings {
        hostKey = List.copyOf(hostKey);
        List<String> faults = new ArrayList<>();
        if (!host.matches("[A-Za-z0-9._:-]+")) {
            faults.add("sftp.<name>.host: expected a name or an address, such as 10.0.0.9");
        }
        if (port < 1 || port > 65_535) {
            faults.add("sftp.<name>.port: expected 1 to 65535");
        }
        if (username.isBlank() || password.isEmpty() == key.isBlank()) {
            faults.add("sftp.<name>: expected a username, and either a password or a key");
        }
        if (!hostKey.stream().allMatch(one -> FINGERPRINT.matcher(one).matches())) {
            faults.add("sftp.<name>.host-key: expected fingerprints such as ssh-keygen -lf shows them, SHA256:…");
        }
        if (timeout.toSeconds() < 1) {
            faults.add("sftp.<name>.timeout: expected 1s or more");
        }
        if (largest.toBytes() < 1) {
            faults.add("sftp.<name>.largest: expected 1B or more");
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
    public static Map<String, ServerSettings> allIn(Environment environment) {
        return NamedSettings.under("sftp", ServerSettings.class, environment);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "ServerSettings[" + username + "@" + host + ":" + port + "]";
    }
}
