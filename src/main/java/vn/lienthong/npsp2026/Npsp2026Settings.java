package vn.lienthong.npsp2026;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import vn.lienthong.relay.HttpAddress;
import vn.lienthong.relay.OAuth2;

/**
 * {@code npsp-2026.*}; each is explained in {@code settings/npsp-2026.yaml}.
 *
 * @param url joined with the paths; blank: not set up
 */
@ConfigurationProperties(prefix = Npsp2026Settings.PREFIX, ignoreUnknownFields = false)
record Npsp2026Settings(
        String url, String clientId, String clientSecret, Path path, Answer answer, DataSize longestAnswer) {

    static final String PREFIX = "npsp-2026";

    /** Where each message goes, below the address. */
    record Path(String token, String nextCode, String upload, String create, String status, String progress) {}

    /**
     * Where an answer says what became of the message.
     *
     * @param code the field whose value the policy's lines compare; an answer without it is told by its HTTP status
     * @param message the field whose text they compare
     */
    record Answer(String code, String message) {}

    /** @throws IllegalArgumentException naming every setting at fault at once */
    Npsp2026Settings {
        List<String> faults = new ArrayList<>();
        HttpAddress.check(PREFIX + ".url", url, faults);
        if (!url.isBlank() && (clientId.isBlank() || clientSecret.isBlank())) {
            faults.add(PREFIX + ": client-id and client-secret are needed once url is set");
        }
        Map.of(
                        "token", path.token(),
                        "next-code", path.nextCode(),
                        "upload", path.upload(),
                        "create", path.create(),
                        "status", path.status(),
                        "progress", path.progress())
                .forEach((name, value) -> checkPath(PREFIX + ".path." + name, value, faults));
        if (answer.code().isBlank()) {
            faults.add(PREFIX + ".answer.code: must name a field");
        }
        if (longestAnswer.toBytes() < 1024 || longestAnswer.toMegabytes() > 64) {
            faults.add(PREFIX + ".longest-answer: must be between 1KB and 64MB");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static void checkPath(String setting, String path, List<String> faults) {
        if (!path.matches("/?[\\w.~%!$&'()*+,;=:@-]+(/[\\w.~%!$&'()*+,;=:@-]+)*(\\?[\\w.~%!$&'()*+,;=:@/?-]*)?")) {
            faults.add(setting + ": expected a path such as api/ho-so/NoiHoSo");
        }
    }

    boolean isConfigured() {
        return !url.isBlank();
    }

    /** One slash between. */
    URI address(String path) {
        return URI.create(url.replaceAll("/+$", "") + "/" + path.replaceAll("^/+", ""));
    }

    OAuth2 oauth2() {
        return new OAuth2(address(path.token()).toString(), clientId, clientSecret, "", OAuth2.In.JSON);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Npsp2026Settings[" + url + "]";
    }
}
