package vn.lienthong.situation;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.relay.HttpAddress;
import vn.lienthong.relay.SecretHeader;

/** {@code alerts.*}; each is explained in {@code settings/situation.yaml}. */
@ConfigurationProperties(prefix = "alerts", ignoreUnknownFields = false)
record AlertSettings(
        Duration every,
        Duration after,
        Duration counterpartDown,
        Duration owed,
        @DefaultValue Map<String, Duration> silent,
        Duration atMostEvery,
        Duration remind,
        Language language,
        String name,
        String console,
        Mail mail,
        Webhook webhook) {

    /** So long telling may take before another process believes that it never ended. */
    static final Duration TURN = Duration.ofMinutes(2);

    /** How soon telling is tried again after it failed. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** For so long who was put off is tried again, while others were told. */
    static final Duration GIVEN_UP = Duration.ofDays(1);

    /** @throws IllegalArgumentException naming every setting at fault at once */
    AlertSettings {
        silent = Map.copyOf(silent);
        List<String> faults = new ArrayList<>();
        atLeastASecond("every", every, faults);
        notNegative("after", after, faults);
        notNegative("counterpart-down", counterpartDown, faults);
        notNegative("owed", owed, faults);
        notNegative("at-most-every", atMostEvery, faults);
        notNegative("remind", remind, faults);
        silent.forEach((flow, longest) -> atLeastASecond("silent." + flow, longest, faults));
        HttpAddress.check("alerts.console", console, faults);
        mail.check(faults);
        webhook.check(faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** The languages there are texts in. */
    enum Language {
        VI,
        EN;

        Locale locale() {
            return Locale.of(name().toLowerCase(Locale.ROOT));
        }
    }

    /** How the way to the mail server is kept secret. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** @param host the mail server; empty: no mail is sent */
    record Mail(
            String host,
            int port,
            Security security,
            String username,
            String password,
            String from,
            @DefaultValue List<String> to) {

        Mail {
            to = List.copyOf(to);
        }

        boolean isSet() {
            return !host.isBlank();
        }

        private void check(List<String> faults) {
            if (!isSet()) {
                return;
            }
            if (port < 1 || port > 65_535) {
                faults.add("alerts.mail.port: expected 1 to 65535, got " + port);
            }
            if (username.isBlank() != password.isBlank()) {
                faults.add("alerts.mail: username and password go together");
            }
            if (!isAddress(from)) {
                faults.add("alerts.mail.from: expected an address such as lienthong@bo.gov.vn");
            }
            if (to.isEmpty() || !to.stream().allMatch(Mail::isAddress)) {
                faults.add("alerts.mail.to: expected addresses such as truc@bo.gov.vn, one or more");
            }
        }

        private static boolean isAddress(String text) {
            try {
                return new InternetAddress(text, true).getAddress().contains("@");
            } catch (AddressException notAnAddress) {
                return false;
            }
        }

        /** Without secrets, and without people's addresses. */
        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /** @param url where alerts are posted to; empty: nowhere */
    record Webhook(String url, @DefaultValue SecretHeader header) {

        boolean isSet() {
            return !url.isBlank();
        }

        private void check(List<String> faults) {
            HttpAddress.check("alerts.webhook.url", url, faults);
            header.check("alerts.webhook.header", faults);
        }

        /** Without the address, which mostly is the key. */
        @Override
        public String toString() {
            return "Webhook[" + (isSet() ? "set" : "") + "]";
        }
    }

    /** The longest time for which nothing is told, whatever happened. */
    Duration longestWait() {
        return TURN.compareTo(AGAIN) > 0 ? TURN : AGAIN;
    }

    private static void atLeastASecond(String setting, Duration value, List<String> faults) {
        if (value.toSeconds() < 1) {
            faults.add("alerts." + setting + ": expected 1s or more");
        }
    }

    private static void notNegative(String setting, Duration value, List<String> faults) {
        if (value.isNegative()) {
            faults.add("alerts." + setting + ": expected a duration such as 5m, or 0s");
        }
    }
}
