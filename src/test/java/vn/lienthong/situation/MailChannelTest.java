package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;

class MailChannelTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final AlertText TEXT = new AlertText(
            "Liên Thông: 3 lượt gửi chờ người xử lý",
            "Mới:\n- 3 lượt gửi chờ người xử lý\n",
            new Alert(List.of(), List.of(), List.of()));

    private MailServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MailServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_mail_says_it_in_vietnamese_to_all_and_wants_no_answer() throws Exception {
        Channel.Sent sent = channel("", "truc@bo.gov.vn", "cntt@bo.gov.vn").send(TEXT);

        assertThat(sent).isEqualTo(Channel.Sent.toAll());
        assertThat(server.heard)
                .contains("MAIL FROM:<lienthong@bo.gov.vn>", "RCPT TO:<truc@bo.gov.vn>", "RCPT TO:<cntt@bo.gov.vn>")
                .noneMatch(line -> line.startsWith("AUTH"));
        MimeMessage mail = new MimeMessage(
                null, new ByteArrayInputStream(server.taken.getFirst().getBytes(StandardCharsets.UTF_8)));
        assertThat(mail.getSubject()).isEqualTo(TEXT.subject());
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).startsWith(TEXT.body());
        assertThat(mail.getSentDate()).isEqualTo(NOW);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void logs_in_where_an_account_is_set() {
        assertThat(channel("truc", "truc@bo.gov.vn").send(TEXT)).isEqualTo(Channel.Sent.toAll());

        String login = server.heard.stream()
                .filter(line -> line.startsWith("AUTH PLAIN "))
                .map(line -> new String(
                        Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        assertThat(login).endsWith("\0truc\0a-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH,535 no,login refused",
        "MAIL FROM,550 not you,SMTP 550 for the sender",
        "RCPT TO,550 lan.nguyen is gone,SMTP 550 for a recipient",
        "DATA,554 spam,SMTP 554",
        "connect,421 too many,SMTP 421",
        "RCPT TO,'',time-out"
    })
    void says_by_code_why_it_did_not_arrive(String command, String answer, String why) {
        server.answers(command, answer);

        Channel.Sent sent = channel("truc", "truc@bo.gov.vn").send(TEXT);

        assertThat(sent.arrived()).isFalse();
        assertThat(sent.problem())
                .isEqualTo(Problem.of("alerts.not-sent").with("channel", "mail").with("why", why));
        assertThat(server.taken).isEmpty();
    }

    @Test
    void one_address_that_is_wrong_does_not_keep_it_from_the_others() {
        server.answers("RCPT TO:<gone@bo.gov.vn>", "550 no such user");

        Channel.Sent sent = channel("", "gone@bo.gov.vn", "truc@bo.gov.vn").send(TEXT);

        assertThat(sent.arrived()).isTrue();
        assertThat(sent.problem())
                .isEqualTo(Problem.of("alerts.not-to-all")
                        .with("channel", "mail")
                        .with("why", "SMTP 550 for a recipient"));
        assertThat(server.taken).hasSize(1);
    }

    @Test
    void who_is_put_off_while_others_take_it_gets_it_later_and_who_is_refused_does_not() {
        server.answers("RCPT TO:<gone@bo.gov.vn>", "550 no such user");
        server.answers("RCPT TO:<later@bo.gov.vn>", "450 4.2.0 greylisted");
        MailChannel channel = channel("", "gone@bo.gov.vn", "Lan <later@bo.gov.vn>", "truc@bo.gov.vn");

        Channel.Sent sent = channel.send(TEXT);
        assertThat(sent.arrived()).isTrue();
        assertThat(sent.putOff()).hasSize(1).noneMatch(name -> name.contains("later"));
        assertThat(channel.sendAgain(TEXT, sent.putOff()).arrived()).isFalse();

        server.answers("RCPT TO:<later@bo.gov.vn>", "250 welcome");
        server.heard.clear();
        assertThat(channel.sendAgain(TEXT, sent.putOff())).isEqualTo(Channel.Sent.toAll());
        assertThat(server.heard.stream().filter(line -> line.startsWith("RCPT")))
                .containsExactly("RCPT TO:<later@bo.gov.vn>");
        assertThat(channel("", "truc@bo.gov.vn").sendAgain(TEXT, sent.putOff())).isEqualTo(Channel.Sent.toAll());
        assertThat(server.taken).hasSize(2);
    }

    @Test
    void nothing_is_sent_in_the_clear_where_starttls_is_wanted() {
        Mail settings = new Mail(
                "127.0.0.1",
                server.port(),
                Security.STARTTLS,
                "truc",
                "a-secret",
                "a@bo.gov.vn",
                List.of("b@bo.gov.vn"));

        Channel.Sent sent = new MailChannel(settings, InstantSource.fixed(NOW)).send(TEXT);

        assertThat(sent.arrived()).isFalse();
        assertThat(why(sent)).isEqualTo("no STARTTLS");
        assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void a_name_beside_an_address_is_written_in_the_letters_of_a_header() throws Exception {
        channel("", "Người trực <truc@bo.gov.vn>").send(TEXT);

        String taken = server.taken.getFirst();
        assertThat(taken).isASCII();
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(taken.getBytes(StandardCharsets.UTF_8)));
        assertThat(mail.getAllRecipients())
                .containsExactly(new InternetAddress("truc@bo.gov.vn", "Người trực", "UTF-8"));
    }

    @Test
    void a_server_that_says_a_little_again_and_again_takes_no_longer_than_all_may_take() {
        server.goesOn("EHLO", "2");

        Channel.Sent sent =
                channel(Duration.ofSeconds(30), Duration.ofMillis(300)).send(TEXT);

        assertThat(why(sent)).isEqualTo("time-out");
    }

    @Test
    void a_server_that_does_not_come_to_an_end_fills_no_memory() {
        server.goesOn("EHLO", "250-" + "x".repeat(8_000) + "\r\n");

        Channel.Sent sent =
                channel(Duration.ofSeconds(30), Duration.ofSeconds(30)).send(TEXT);

        assertThat(why(sent)).isEqualTo("answer too long");
    }

    @Test
    void closing_ends_what_is_under_way() throws Exception {
        server.answers("EHLO", "");
        MailChannel channel = channel(Duration.ofMinutes(5), Duration.ofMinutes(5));
        CompletableFuture<Channel.Sent> sent = CompletableFuture.supplyAsync(() -> channel.send(TEXT));
        await().until(() -> !server.heard.isEmpty());

        channel.close();

        assertThat(sent.get(10, TimeUnit.SECONDS).arrived()).isFalse();
        assertThat(why(channel.send(TEXT))).isEqualTo("stopped");
        assertThat(server.heard).hasSize(1);
    }

    @Test
    void nobody_there_is_no_connection() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Mail settings = new Mail("127.0.0.1", port, Security.NONE, "", "", "a@bo.gov.vn", List.of("b@bo.gov.vn"));

        assertThat(why(new MailChannel(settings, InstantSource.fixed(NOW)).send(TEXT)))
                .isEqualTo("no connection");
    }

    private static @Nullable String why(Channel.Sent sent) {
        return sent.problem() == null ? null : sent.problem().details().get("why");
    }

    private MailChannel channel(String username, String... to) {
        return channel(username, Duration.ofMillis(500), Duration.ofSeconds(30), to);
    }

    private MailChannel channel(Duration answer, Duration whole) {
        return channel("", answer, whole, "truc@bo.gov.vn");
    }

    private MailChannel channel(String username, Duration answer, Duration whole, String... to) {
        Mail settings = new Mail(
                "127.0.0.1",
                server.port(),
                Security.NONE,
                username,
                username.isEmpty() ? "" : "a-secret",
                "lienthong@bo.gov.vn",
                List.of(to));
        return new MailChannel(settings, InstantSource.fixed(NOW), answer, whole);
    }
}
