package vn.lienthong.paygov.gateway;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.paygov.book.Schedule;

/** {@code paygov.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "paygov", ignoreUnknownFields = false)
public record PaygovSettings(
        Urls url,
        String partnerCode,
        String accessKey,
        String secret,
        String serviceCode,
        Token token,
        Trust trust,
        String sweep,
        Notice notice) {

    public PaygovSettings {
        Checks.addresses(
                "paygov.url, paygov.token.url", List.of(url.create(), url.receipt(), url.query(), token.url()));
        if (!url.create().isEmpty() && (partnerCode.isBlank() || secret.isBlank())) {
            throw new IllegalArgumentException(
                    "paygov.partner-code, paygov.secret: needed once paygov.url.create is set");
        }
        Checks.schedule("paygov.sweep", sweep);
    }

    public record Urls(String create, String receipt, String query) {}

    public record Token(String url, String clientId, String clientSecret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Token[" + url + "]";
        }
    }

    /** The words of the answer to a notice (B.2). */
    public enum Answer {
        SUCCESSFUL,
        FAILED,
        SIGNATURE_WRONG
    }

    /** @param failure the answer to a notice of a payment that failed, once it is taken (P-12) */
    public record Notice(Answer failure) {}

    /** What a notice is worth (P-14). */
    public enum Trust {
        /** It makes us ask. */
        QUERY_BEFORE_TRUST,
        /** It is believed if its checksum is right. */
        SIGNATURE
    }

    Schedule schedule() {
        return Schedule.parse(sweep);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "PaygovSettings[" + url + ", " + partnerCode + "]";
    }
}
