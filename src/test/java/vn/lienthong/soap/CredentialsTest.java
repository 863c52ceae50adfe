package vn.lienthong.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.soap.Credentials.Place;

/** Where a name and a password stand in a message. */
class CredentialsTest {

    private static final String BODY = "<Body><a:Sync xmlns:a=\"urn:a\"><M><No>1</No></M></a:Sync></Body>";

    private static String in(Place place, String envelope) {
        Instant now = Instant.parse("2026-03-02T01:00:00.123456Z");
        Credentials credentials = new Credentials(place, "bộ", "a<b&c", () -> now, new Random(7));
        return new String(credentials.in(envelope.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String envelope(String prefix, String namespace, String header) {
        return "<%1$s:Envelope xmlns:%1$s=\"%2$s\">%3$s%4$s</%1$s:Envelope>"
                .formatted(prefix, namespace, header, BODY.replace("Body>", prefix + ":Body>"));
    }

    @ParameterizedTest
    @CsvSource({"soap, http://schemas.xmlsoap.org/soap/envelope/", "s, http://www.w3.org/2003/05/soap-envelope"})
    void a_username_token_stands_in_a_header_the_service_must_understand(String prefix, String namespace) {
        assertThat(in(Place.HEADER, envelope(prefix, namespace, "")))
                .startsWith(
                        "<%1$s:Envelope xmlns:%1$s=\"%2$s\"><%1$s:Header><wsse:Security %1$s:mustUnderstand=\"1\" xmlns:wsse=\"%3$s\"><wsse:UsernameToken>"
                                .formatted(prefix, namespace, Credentials.WSSE))
                .contains("<wsse:Username>bộ</wsse:Username>")
                .contains("-username-token-profile-1.0#PasswordText\">a&lt;b&amp;c</wsse:Password>")
                .containsPattern("-soap-message-security-1.0#Base64Binary\">[A-Za-z0-9+/]{22}==</wsse:Nonce>")
                .contains(">2026-03-02T01:00:00.123Z</wsu:Created></wsse:UsernameToken></wsse:Security></" + prefix
                        + ":Header>")
                .endsWith("<M><No>1</No></M></a:Sync></%1$s:Body></%1$s:Envelope>".formatted(prefix));
    }

    @Test
    void a_header_that_is_there_is_kept() {
        String soap = "http://schemas.xmlsoap.org/soap/envelope/";

        assertThat(in(Place.HEADER, envelope("soap", soap, "<soap:Header><Other/></soap:Header>")))
                .contains("<soap:Header><Other/><wsse:Security")
                .containsOnlyOnce("<soap:Header>");
    }

    @Test
    void in_the_body_an_account_comes_before_the_other_members() {
        assertThat(in(Place.BODY, envelope("soap", "http://schemas.xmlsoap.org/soap/envelope/", "")))
                .contains("<M><userName>bộ</userName><password>a&lt;b&amp;c</password><No>1</No></M>")
                .doesNotContain("Header");
    }
}
