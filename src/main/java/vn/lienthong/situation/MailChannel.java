package vn.lienthong.situation;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;

/** E-mail, by SMTP. */
final class MailChannel implements Channel {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofSeconds(40);
    private static final int FAILED = 400;
    private static final int REFUSED = 500;

    private final Mail settings;
    private final InstantSource clock;
    private final Duration answer;
    private final Duration whole;
    private final Set<MailSockets> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    MailChannel(Mail settings, InstantSource clock) {
        this(settings, clock, ANSWER, WHOLE);
    }

    /**
     * @param answer so long the server may take for each of its answers
     * @param whole and for all of them
     */
    MailChannel(Mail settings, InstantSource clock, Duration answer, Duration whole) {
        this.settings = settings;
        this.clock = clock;
        this.answer = answer;
        this.whole = whole;
    }

    private Properties properties(MailSockets sockets) {
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
        properties.put("mail.smtp.socketFactory", sockets);
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        // nobody waits for what is said to a goodbye
        properties.setProperty("mail.smtp.quitwait", "false");
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
        return send(text, settings.to());
    }

    /** Who is no recipient any more is told nothing. */
    @Override
    public Sent sendAgain(AlertText text, Set<String> putOff) {
        List<String> to =
                settings.to().stream().filter(one -> isOf(putOff, one)).toList();
        return to.isEmpty() ? Sent.toAll() : send(text, to);
    }

    private static boolean isOf(Set<String> putOff, String setting) {
        try {
            return putOff.contains(name(address(setting)));
        } catch (MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Sent send(AlertText text, List<String> to) {
        try (MailSockets sockets = new MailSockets(answer, whole)) {
            underWay.add(sockets);
            if (closed) {
                return notSent(false, "stopped");
            }
            try {
                return send(text, to, Session.getInstance(properties(sockets)));
            } finally {
                underWay.remove(sockets);
            }
        } catch (IOException | MessagingException failed) {
            return notSent(false, failed.getClass().getSimpleName());
        }
    }

    private Sent send(AlertText text, List<String> to, Session session) throws MessagingException {
        MimeMessage message = message(text, to, session);
        message.saveChanges();
        boolean account = !settings.username().isBlank();
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        try {
            transport.connect(account ? settings.username() : null, account ? settings.password() : null);
            transport.sendMessage(message, message.getAllRecipients());
            return Sent.toAll();
        } catch (MessagingException failed) {
            boolean arrived = arrived(failed);
            Sent sent = notSent(arrived, why(failed, transport));
            return arrived ? new Sent(true, sent.problem(), putOff(failed)) : sent;
        } finally {
            sayGoodbye(transport);
        }
    }

    private static void sayGoodbye(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // what became of the mail is known by then
        }
    }

    private Sent notSent(boolean arrived, String why) {
        Problem problem = Problem.of(arrived ? "alerts.not-to-all" : "alerts.not-sent");
        return new Sent(arrived, problem.with("channel", name()).with("why", why));
    }

    private MimeMessage message(AlertText text, List<String> to, Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(address(settings.from()));
        for (String recipient : to) {
            message.addRecipient(RecipientType.TO, address(recipient));
        }
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // no answer from people on holiday, please (RFC 3834)
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** A name beside it, Liên Thông <lienthong@bo.gov.vn>, is written in the letters that a header may have. */
    private static InternetAddress address(String setting) throws MessagingException {
        InternetAddress address = new InternetAddress(setting, true);
        try {
            address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return address;
    }

    /** Ends what is under way, and sends nothing more. */
    @Override
    public void close() {
        closed = true;
        for (MailSockets sockets : underWay) {
            try {
                sockets.close();
            } catch (IOException gone) {
                // which was wanted
            }
        }
    }

    private static boolean arrived(MessagingException failed) {
        return causes(failed)
                .anyMatch(one -> one instanceof SendFailedException partly
                        && partly.getValidSentAddresses() != null
                        && partly.getValidSentAddresses().length > 0);
    }

    /** A server that does not know us yet puts off, and takes it later; one that refuses does not. */
    private static Set<String> putOff(MessagingException failed) {
        return causes(failed)
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(SMTPAddressFailedException.class::cast)
                .filter(one -> one.getReturnCode() < REFUSED)
                .map(one -> name(one.getAddress()))
                .collect(Collectors.toSet());
    }

    private static String name(InternetAddress recipient) {
        return Sha256.hex(recipient.getAddress()).substring(0, 16);
    }

    /** By code and kind: what the server says in words may name people. */
    private String why(MessagingException failed, SMTPTransport transport) {
        return causes(failed)
                .map(MailChannel::kind)
                .filter(kind -> kind != null)
                .findFirst()
                .orElseGet(() -> lastHeard(failed, transport));
    }

    private static @Nullable String kind(Throwable failed) {
        return switch (failed) {
            case AuthenticationFailedException _ -> "login refused";
            case SMTPAddressFailedException refused -> "SMTP " + refused.getReturnCode() + " for a recipient";
            case SMTPSenderFailedException refused -> "SMTP " + refused.getReturnCode() + " for the sender";
            case SMTPSendFailedException refused
            when refused.getNextException() == null && refused.getReturnCode() >= FAILED ->
                "SMTP " + refused.getReturnCode();
            case SocketTimeoutException _ -> "time-out";
            case MailSockets.TooMuchSaid _ -> "answer too long";
            case SSLException _ -> "TLS";
            case ConnectException _ -> "no connection";
            case NoRouteToHostException _ -> "no connection";
            case UnknownHostException _ -> "no such host";
            default -> null;
        };
    }

    private String lastHeard(MessagingException failed, SMTPTransport transport) {
        int code = transport.getLastReturnCode();
        if (code >= FAILED) {
            return "SMTP " + code;
        }
        if (code <= 0) {
            return "connection closed";
        }
        boolean unsecured = settings.security() == Security.STARTTLS && !transport.supportsExtension("STARTTLS");
        return unsecured ? "no STARTTLS" : failed.getClass().getSimpleName();
    }

    /** The deepest first: it is nearest to what happened. */
    private static Stream<Throwable> causes(MessagingException failed) {
        Throwable next = failed.getNextException();
        return next instanceof MessagingException deeper
                ? Stream.concat(causes(deeper), Stream.of(failed))
                : Stream.of(next == null ? failed : next, failed);
    }
}
