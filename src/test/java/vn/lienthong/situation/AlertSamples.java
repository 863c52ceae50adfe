package vn.lienthong.situation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.lienthong.relay.SecretHeader;
import vn.lienthong.situation.AlertSettings.Language;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;
import vn.lienthong.situation.AlertSettings.Webhook;

/** Settings as they are shipped, and the texts. */
final class AlertSamples {

    private AlertSamples() {}

    static AlertSettings settings() {
        return settings("");
    }

    /** @param webhook where to; empty: nowhere */
    static AlertSettings settings(String webhook) {
        return new AlertSettings(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofDays(1),
                Map.of("npsp-dossier", Duration.ofDays(3)),
                Duration.ofMinutes(15),
                Duration.ofDays(1),
                Language.EN,
                "Liên Thông",
                "http://10.0.0.5:8080/",
                new Mail("", 25, Security.NONE, "", "", "", List.of()),
                new Webhook(webhook, new SecretHeader("X-Key", "a-secret")));
    }

    static MessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }
}
