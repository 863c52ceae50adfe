package vn.lienthong.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.lienthong.relay.HttpAddress;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/**
 * {@code agency.*}; each is explained in {@code settings/agency.yaml}.
 *
 * @param systems by name; a system's name is that of its counterpart and of its policy file
 */
@ConfigurationProperties(prefix = "agency", ignoreUnknownFields = false)
record AgencySettings(Map<String, Target> systems, DataSize longestAnswer) {

    /** @throws IllegalArgumentException naming every setting at fault at once */
    AgencySettings {
        systems = Map.copyOf(systems);
        List<String> faults = new ArrayList<>();
        systems.forEach((name, target) -> target.check("agency.systems." + name, faults));
        if (longestAnswer.toBytes() < 1024 || longestAnswer.toMegabytes() > 64) {
            faults.add("agency.longest-answer: must be between 1KB and 64MB");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /**
     * One system: an address, a folder, a topic or a table; none of them: not set up.
     *
     * @param contract the WSDL of one that speaks SOAP, inside the mappings' folder; empty: the record itself is the message
     */
    record Target(
            @DefaultValue("") String url,
            @DefaultValue("") String contract,
            @DefaultValue("POST") String method,
            @DefaultValue SecretHeader header,
            @DefaultValue OAuth2 oauth2,
            @DefaultValue LoginSettings login,
            @DefaultValue Answer answer,
            @DefaultValue("") String folder,
            @DefaultValue TopicSettings topic,
            @DefaultValue TableSettings table) {

        private static final Pattern CONTRACT = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.wsdl");
        private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

        boolean isHttp() {
            return !url.isBlank();
        }

        boolean isSoap() {
            return !contract.isBlank();
        }

        boolean isFolder() {
            return !folder.isBlank();
        }

        boolean isSet() {
            return waysIn() > 0;
        }

        private long waysIn() {
            return Stream.of(isHttp(), isFolder(), topic.isSet(), table.isSet())
                    .filter(set -> set)
                    .count();
        }

        private void check(String setting, List<String> faults) {
            if (waysIn() > 1) {
                faults.add(setting + ": set one of url, folder, topic and table, not two");
            }
            HttpAddress.check(setting + ".url", url, faults);
            if (!METHODS.contains(method)) {
                faults.add(setting + ".method: expected POST, PUT or PATCH");
            }
            if (isSoap() && !CONTRACT.matcher(contract).matches()) {
                faults.add(
                        setting + ".contract: expected a WSDL inside the mappings' folder, such as lgsp/dossier.wsdl");
            }
            topic.check(setting + ".topic", faults);
            table.check(setting + ".table", faults);
            header.check(setting + ".header", faults);
            oauth2.check(setting + ".oauth2", faults);
            login.check(setting, isSoap(), oauth2.isSet(), faults);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Target[" + url + folder + topic.name() + table.name() + "]";
        }
    }

    /**
     * Where an answer says what became of the message.
     *
     * @param code the field of a JSON answer whose value the policy's lines compare; empty: the HTTP status
     * @param message the field whose text they compare
     * @param pages whether the system itself says yes by an HTML page
     */
    record Answer(
            @DefaultValue("") String code,
            @DefaultValue("message") String message,
            @DefaultValue("false") boolean pages) {}
}
