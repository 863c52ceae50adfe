package vn.lienthong.paygov.gateway;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.paygov.book.Schedule;

/** {@code payment-platform.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "payment-platform", ignoreUnknownFields = false)
public record PlatformSettings(
        Urls url,
        String version,
        String partnerCode,
        String secret,
        String sweep,
        List<String> unknownPhrases,
        Map<String, Standing> standing,
        Notice notice) {

    public PlatformSettings {
        Checks.addresses("payment-platform.url", List.of(url.init(), url.query(), url.bill()));
        if (!url.init().isEmpty() && (partnerCode.isBlank() || secret.isBlank())) {
            throw new IllegalArgumentException(
                    "payment-platform.partner-code, payment-platform.secret: needed once payment-platform.url.init is set");
        }
        Checks.schedule("payment-platform.sweep", sweep);
        unknownPhrases = List.copyOf(unknownPhrases);
        standing = Map.copyOf(standing);
    }

    /** What a {@code TrangThaiGD} means (A.5). */
    public enum Standing {
        PAID,
        PENDING,
        FAILED
    }

    /** How a fault of ours is said in the answer to CONFIRM (P-05). */
    public enum Fault {
        /** As any other answer, with {@code MaLoi} 99. */
        NORMAL,
        /** {@code return_code} -1, as one product does. */
        RETURN_CODE
    }

    /**
     * What CONFIRM is answered; what becomes of the payment is not settable.
     *
     * @param otherSum {@code MaLoi} for another sum or currency than was ordered (P-06)
     * @param failure {@code MaLoi} for a failure that was taken (P-07)
     */
    public record Notice(Fault fault, String otherSum, String failure) {

        public Notice {
            if (!otherSum.matches("\\d{2}") || !failure.matches("\\d{2}")) {
                throw new IllegalArgumentException(
                        "payment-platform.notice.other-sum, .failure: expected two digits such as \"00\" or \"99\"");
            }
        }
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
