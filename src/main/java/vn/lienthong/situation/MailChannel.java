package vn.lienthong.situation;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;

/** E-mail, by SMTP. */
final class MailChannel implements Channel {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Mail settings;
    private final InstantSource clock;
    private final Session session;

    MailChannel(Mail settings, InstantSource clock) {
        this(settings, clock, ANSWER);
    }

    /** @param answer so long the server may take for each of its answers */
    MailChannel(Mail settings, InstantSource clock, Duration answer) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings, answer));
    }

    private static Properties properties(Mail settings, Duration answer) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", "" + settings.port());
        properties.setProperty("mail.smtp.auth", "" + !settings.username().isBlank());
        properties.setProperty("mail.smtp.ssl.enable", "" + (settings.security() == Security.TLS));
        properties.setProperty("mail.smtp.starttls.enable", "" + (settings.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", "" + (settings.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "" + CONNECT.toMillis());
        properties.setProperty("mail.smtp.timeout", "" + answer.toMillis());
        properties.setProperty("mail.smtp.writetimeout", "" + answer.toMillis());
        // One address that is wrong must not keep the alert from all the others.
        properties.setProperty("mail.smtp.sendpartial", "true");
        return properties;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Sent send(AlertText text) {
        try {
            MimeMessage message = message(text);
            if (settings.username().isBlank()) {
                Transport.send(message);
            } else {
                Transport.send(message, settings.username(), settings.password());
            }
            return Sent.toAll();
        } catch (MessagingException failed) {
            return new Sent(
                    arrived(failed),
                    Problem.of("alerts.not-sent").with("channel", name()).with("why", why(failed)));
        }
    }

    private MimeMessage message(AlertText text) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(settings.from(), true));
        for (String recipient : settings.to()) {
            message.addRecipient(RecipientType.TO, new InternetAddress(recipient, true));
        }
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // no answer from people on holiday, please (RFC 3834)
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static boolean arrived(MessagingException failed) {
        return causes(failed)
                .anyMatch(one -> one instanceof SendFailedException partly
                        && partly.getValidSentAddresses() != null
                        && partly.getValidSentAddresses().length > 0);
    }

    /** By code and kind: what the server says in words may name people. */
    private static String why(MessagingException failed) {
        return causes(failed)
                .map(MailChannel::kind)
                .filter(kind -> kind != null)
                .findFirst()
                .orElseGet(() -> failed.getClass().getSimpleName());
    }

    private static @Nullable String kind(Throwable failed) {
        return switch (failed) {
            case AuthenticationFailedException _ -> "login refused";
            case SMTPAddressFailedException refused -> "SMTP " + refused.getReturnCode() + " for a recipient";
            case SMTPSenderFailedException refused -> "SMTP " + refused.getReturnCode() + " for the sender";
            case SMTPSendFailedException refused
            when refused.getNextException() == null -> "SMTP " + refused.getReturnCode();
            case SocketTimeoutException _ -> "time-out";
            case SSLException _ -> "TLS";
            case MailConnectException _ -> "no connection";
            default -> null;
        };
    }

    /** The deepest first: it is nearest to what happened. */
    private static Stream<Throwable> causes(MessagingException failed) {
        Throwable next = failed.getNextException();
        return next instanceof MessagingException deeper
                ? Stream.concat(causes(deeper), Stream.of(failed))
                : Stream.of(next == null ? failed : next, failed);
    }
}
