package vn.lienthong.procedures;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.dossier.Nightly;

/**
 * {@code procedures.*}; each is explained in {@code settings/procedures.yaml}.
 *
 * @param nightly when a pull is started each day
 * @param perSecond the questions put to the portal in a second
 * @param mostMissing the share of the listed procedures, in percent, whose absence from a list is believed
 * @param dictionaries the services of the dictionaries pulled
 * @param relay the flows that are given each new version
 */
@ConfigurationProperties(prefix = "procedures", ignoreUnknownFields = false)
record ProceduresSettings(
        String nightly, int perSecond, int mostMissing, List<String> dictionaries, List<String> relay) {

    private static final int MOST = 100;
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z]{3,60}");

    /** @throws IllegalArgumentException naming the setting at fault */
    ProceduresSettings {
        Nightly.at("procedures", nightly);
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("procedures.per-second: expected 1 to " + MOST + ", got " + perSecond);
        }
        if (mostMissing < 0 || mostMissing > MOST) {
            throw new IllegalArgumentException("procedures.most-missing: expected 0 to 100, got " + mostMissing);
        }
        dictionaries = List.copyOf(dictionaries);
        relay = List.copyOf(relay);
        if (!dictionaries.stream().allMatch(service -> SERVICE.matcher(service).matches())) {
            throw new IllegalArgumentException(
                    "procedures.dictionaries: expected names of services such as LayDanhMucLinhVuc");
        }
    }

    Nightly time() {
        return Nightly.at("procedures", nightly);
    }
}
