package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.relay.SecretHeader;
import vn.lienthong.situation.AlertSettings.Language;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;
import vn.lienthong.situation.AlertSettings.Webhook;

class AlertSettingsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Mail NO_MAIL = new Mail("", 25, Security.NONE, "", "", "", List.of());
    private static final Webhook NO_WEBHOOK = new Webhook("", new SecretHeader("", ""));

    @Test
    void every_setting_at_fault_is_named_at_once() {
        Mail mail = new Mail("mail.bo.gov.vn", 0, Security.TLS, "truc", "", "lienthong", List.of("a@bo.gov.vn", "b"));
        Webhook webhook = new Webhook("ftp://x", new SecretHeader("X-Key", ""));

        assertThatThrownBy(() -> settings(Duration.ZERO, MINUTE.negated(), mail, webhook))
                .hasMessageContainingAll(
                        "alerts.every",
                        "alerts.after",
                        "alerts.mail.port",
                        "alerts.mail: username and password",
                        "alerts.mail.from",
                        "alerts.mail.to",
                        "alerts.webhook.url",
                        "alerts.webhook.header");
    }

    @Test
    void a_mail_without_anybody_to_read_it_is_a_fault() {
        Mail mail = new Mail("mail.bo.gov.vn", 25, Security.NONE, "", "", "lienthong@bo.gov.vn", List.of());

        assertThatThrownBy(() -> settings(MINUTE, MINUTE, mail, NO_WEBHOOK))
                .hasMessageContaining("alerts.mail.to")
                .hasMessageNotContaining("alerts.mail.from");
    }

    @Test
    void without_mail_and_webhook_nothing_of_them_is_asked_for() {
        assertThat(settings(MINUTE, MINUTE, NO_MAIL, NO_WEBHOOK).mail().isSet()).isFalse();
    }

    @Test
    void as_texts_they_hold_no_secret_and_no_address() {
        Mail mail = new Mail(
                "mail.bo.gov.vn",
                25,
                Security.NONE,
                "truc",
                "a-secret",
                "lienthong@bo.gov.vn",
                List.of("lan@bo.gov.vn"));
        Webhook webhook = new Webhook("https://chat.example/hooks/a-key", new SecretHeader("X-Key", "a-secret"));

        assertThat(settings(MINUTE, MINUTE, mail, webhook).toString())
                .doesNotContain("a-secret", "a-key", "lan@", "truc");
    }

    private static AlertSettings settings(Duration every, Duration after, Mail mail, Webhook webhook) {
        return new AlertSettings(
                every, after, MINUTE, MINUTE, Map.of(), MINUTE, MINUTE, Language.VI, "Liên Thông", "", mail, webhook);
    }
}
