package vn.lienthong.npsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.AgencyCode;
import vn.lienthong.npsp.inbound.InboundSettings;

/** What an installation says about the portal; each part is documented, with its default, in settings/npsp.yaml. */
@ConfigurationProperties(prefix = "npsp", ignoreUnknownFields = false)
record NpspSettings(
        String url,
        Paths path,
        String username,
        String password,
        String dstcode,
        DstcodeIn dstcodeIn,
        boolean dstcodeEncoded,
        String agencyCode,
        Agency agency,
        Profile profile,
        Relay relay,
        SessionLife session,
        Text text,
        Success success,
        Update update,
        Batching batch,
        Tthc tthc,
        Status status,
        DossierCode dossierCode,
        Catalogue catalogue,
        Answers answer,
        InboundSettings inbound) {

    /** @throws IllegalArgumentException naming every setting at fault at once */
    NpspSettings {
        url = url.strip();
        agencyCode = agencyCode.strip();
        List<String> faults = new ArrayList<>();
        checkPattern("npsp.session.expired-pattern", session.expiredPattern(), faults);
        checkPattern("npsp.dossier-code.pattern", dossierCode.pattern(), faults);
        checkNumbers(session, batch, catalogue, answer, faults);
        if (!url.isEmpty()) {
            checkAddress(url, path, faults);
            checkAgency(agencyCode, agency, faults);
            if (profile == Profile.ADAPTER && (username.isBlank() || password.isBlank())) {
                faults.add(
                        "npsp.username, npsp.password: needed once npsp.url is set; the portal's operator issues them");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    boolean isConfigured() {
        return !url.isEmpty();
    }

    /** Our own agency in the form the account expects. */
    String madonvi() {
        return agency.form().of(agencyCode);
    }

    /** Whether the other side can be asked at all. */
    boolean canAsk() {
        return profile == Profile.ADAPTER || relay.lookups();
    }

    private static void checkNumbers(
            SessionLife session, Batching batch, Catalogue catalogue, Answers answer, List<String> faults) {
        if (!session.ttl().isPositive()) {
            faults.add("npsp.session.ttl: must be longer than zero");
        }
        if (batch.progress() < 1) {
            faults.add("npsp.batch.progress: must be at least 1");
        }
        if (catalogue.most() < 1) {
            faults.add("npsp.catalogue.most: must be at least 1");
        }
        if (answer.longest().toBytes() < 1024 || answer.longest().toMegabytes() > 64) {
            faults.add("npsp.answer.longest: must be between 1KB and 64MB");
        }
    }

    private static void checkAddress(String url, Paths path, List<String> faults) {
        for (String part : List.of("", path.login(), path.integration(), path.share())) {
            try {
                URI uri = new URI(url + "/" + part);
                if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                    faults.add(
                            "npsp.url: expected an address such as http://10.0.0.5:8080/VXPAdapter/RestService/forward");
                    return;
                }
            } catch (URISyntaxException notAnAddress) {
                faults.add("npsp.url, npsp.path: not an address: " + notAnAddress.getReason());
                return;
            }
        }
    }

    private static void checkAgency(String code, Agency agency, List<String> faults) {
        try {
            agency.form().of(code);
        } catch (IllegalArgumentException wrong) {
            faults.add("npsp.agency-code: " + wrong.getMessage());
        }
    }

    private static void checkPattern(String setting, String expression, List<String> faults) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException notOne) {
            faults.add(setting + ": not a regular expression: " + notOne.getDescription());
        }
    }

    /** Without the account. */
    @Override
    public String toString() {
        return "NpspSettings[url=" + url + ", profile=" + profile + "]";
    }

    enum DstcodeIn {
        QUERY,
        HEADER
    }

    enum Profile {
        ADAPTER,
        RELAY
    }

    enum Normalise {
        NFC,
        NONE
    }

    enum Transitions {
        WARN,
        OFF
    }

    enum Otherwise {
        WARN,
        REFUSE
    }

    enum Form {
        OLD {
            @Override
            String of(String code) {
                return AgencyForms.old(new AgencyCode(code));
            }
        },
        NEW {
            @Override
            String of(String code) {
                return new AgencyCode(code).newForm().value();
            }
        };

        abstract String of(String code);
    }

    record Paths(String login, String integration, String share) {}

    record Agency(Form form) {}

    record Relay(boolean lookups) {}

    record SessionLife(Duration ttl, String expiredPattern, Duration loginPause) {}

    record Text(Normalise normalise) {}

    record Success(List<String> failurePhrases) {}

    record Update(List<String> missingPhrases) {}

    record Batching(int progress) {}

    record Tthc(boolean stripSuffix) {}

    record Status(Transitions transitions) {}

    record DossierCode(String pattern, Otherwise otherwise) {}

    record Catalogue(Duration ttl, Duration keep, Duration unknownTtl, int most) {}

    record Answers(DataSize longest) {}
}
