package vn.lienthong.agency;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
     * One system: an address, or a folder; neither: not set up.
     *
     * @param contract the WSDL of one that speaks SOAP, inside the mappings' folder; empty: the record itself is the message
     */
    record Target(
            @DefaultValue("") String url,
            @DefaultValue("") String contract,
            @DefaultValue("POST") String method,
            @DefaultValue Header header,
            @DefaultValue OAuth2 oauth2,
            @DefaultValue Answer answer,
            @DefaultValue("") String folder) {

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

        private void check(String setting, List<String> faults) {
            if (isHttp() && isFolder()) {
                faults.add(setting + ": set url or folder, not both");
            }
            checkAddress(setting + ".url", url, faults);
            checkAddress(setting + ".oauth2.url", oauth2.url(), faults);
            if (!METHODS.contains(method)) {
                faults.add(setting + ".method: expected POST, PUT or PATCH");
            }
            if (isSoap() && !CONTRACT.matcher(contract).matches()) {
                faults.add(
                        setting + ".contract: expected a WSDL inside the mappings' folder, such as lgsp/dossier.wsdl");
            }
            if (header.name().isBlank() != header.value().isBlank()) {
                faults.add(setting + ".header: name and value go together");
            }
            if (!oauth2.url().isBlank()
                    && (oauth2.clientId().isBlank() || oauth2.clientSecret().isBlank())) {
                faults.add(setting + ".oauth2: client-id and client-secret are needed once url is set");
            }
        }

        private static void checkAddress(String setting, String address, List<String> faults) {
            if (address.isBlank()) {
                return;
            }
            try {
                URI uri = new URI(address);
                if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                    faults.add(setting + ": expected an address such as http://10.0.0.9:8080/api/ho-so");
                }
            } catch (URISyntaxException notAnAddress) {
                faults.add(setting + ": not an address: " + notAnAddress.getReason());
            }
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Target[" + (isHttp() ? url : folder) + "]";
        }
    }

    /** A header of every message: {@code X-Api-Key}, or {@code Authorization} with its whole value. */
    record Header(
            @DefaultValue("") String name, @DefaultValue("") String value) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Header[" + name + "]";
        }
    }

    /**
     * Client credentials (RFC 6749, 4.4).
     *
     * @param in where the client is named (2.3.1): in an Authorization header, or as fields of the form
     */
    record OAuth2(
            @DefaultValue("") String url,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String scope,
            @DefaultValue("header") In in) {

        enum In {
            HEADER,
            FORM
        }

        boolean isSet() {
            return !url.isBlank();
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "OAuth2[" + url + "]";
        }
    }

    /**
     * Where an answer says what became of the message.
     *
     * @param code the field of a JSON answer whose value the policy's lines compare; empty: the HTTP status
     * @param message the field whose text they compare
     */
    record Answer(
            @DefaultValue("") String code,
            @DefaultValue("message") String message) {}
}
