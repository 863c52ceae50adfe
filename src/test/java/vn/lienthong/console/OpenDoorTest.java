package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.lienthong.ledger.DeliveryState;

/** On loopback, without keys and accounts: programs at the machine come in, web pages of strangers do not. */
class OpenDoorTest {

    private static final String REASON = "{\"reason\":\"x\"}";

    @TempDir
    static Path folder;

    static House house;

    @BeforeAll
    static void open() {
        house = House.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void a_strangers_page_cannot_drive_the_api() {
        long delivery = house.seed().pending("G16-240315-0001");
        String hold = "/api/deliveries/" + delivery + "/hold";
        assertRefused(house.post(hold, REASON, "Origin", "https://evil.example"));
        assertRefused(house.post(hold, REASON, "Origin", "null"));
        assertRefused(house.post(hold, REASON, "Origin", "http://localhost:1"));
        assertRefused(house.post(hold, REASON, "Sec-Fetch-Site", "cross-site"));
        assertRefused(house.post(hold, REASON, "Sec-Fetch-Site", "same-site"));
        assertRefused(house.get("/api/deliveries", "Sec-Fetch-Site", "cross-site"));
        assertThat(house.view().delivery(delivery).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void our_own_page_and_programs_can() {
        assertThat(house.get("/api/deliveries", "Origin", house.url("")).status())
                .isEqualTo(200);
        assertThat(house.get("/api/deliveries", "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(200);
        assertThat(house.get("/api/deliveries", "Sec-Fetch-Site", "none").status())
                .isEqualTo(200);
    }

    @Test
    void a_host_name_that_only_points_here_is_refused() throws IOException {
        assertThat(statusLine("/api/deliveries", "rebound.example:" + house.port()))
                .contains(" 403");
        assertThat(statusLine("/", "rebound.example:" + house.port())).contains(" 403");
        assertThat(statusLine("/", "localhost.evil.example")).contains(" 403");
        assertThat(statusLine("/", "127.0.0.1:" + house.port())).contains(" 200");
        assertThat(statusLine("/", "[::1]:" + house.port())).contains(" 200");
    }

    @Test
    void other_sites_may_link_to_a_page_but_post_nothing() {
        assertThat(house.get("/", "Sec-Fetch-Site", "cross-site").status()).isEqualTo(200);
        assertRefused(house.post("/deliveries/1", "verb=hold", "Origin", "https://evil.example"));
    }

    @Test
    void a_form_without_its_token_does_nothing() {
        long delivery = house.seed().pending("G16-240315-0002");
        House.Answer answer =
                house.send(house.request("/deliveries/" + delivery, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("verb=hold&reason=x")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("console.form-expired");
        assertThat(house.view().delivery(delivery).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void a_header_beyond_ascii_is_read_like_any_other() throws IOException {
        assertThat(answer("GET /api/deliveries HTTP/1.1\r\nHost: localhost\r\nAccept-Language: tiếng Việt"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/deliveries"})
    void a_reader_who_speaks_many_languages_is_answered(String path) throws IOException {
        String many = "vi,en,fr,de,ja,ko,zh-CN,zh-TW,ru,lo,km,th,id";
        assertThat(answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + many))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_parameter_that_nobody_may_read_is_a_bad_request_and_no_fault_of_ours() throws IOException {
        assertThat(answer("GET /api/deliveries?a%00=1 HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"console.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%zz", "dossier=%ff", "lang=%ff%fe"})
    void a_parameter_that_cannot_be_decoded_is_a_bad_request_and_no_fault_of_ours(String query) throws IOException {
        assertThat(answer("GET /api/deliveries?" + query + " HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"console.bad-request\"");
        assertThat(answer("GET /deliveries?" + query + " HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 400");
    }

    /** A stack trace for each would let anybody fill the log. */
    @ParameterizedTest
    @ExtendWith(OutputCaptureExtension.class)
    @ValueSource(
            strings = {
                "GET /",
                "GET /mappings",
                "HEAD /",
                "HEAD /mappings",
                "GET /deliveries",
                "HEAD /deliveries/1",
                "OPTIONS /nowhere",
                "PUT /mappings",
                "POST /nowhere"
            })
    void a_parameter_that_cannot_be_decoded_is_no_fault_of_ours_by_any_method(String request, CapturedOutput output)
            throws IOException {
        assertThat(answer(request + "?to=%ff HTTP/1.1\r\nHost: localhost\r\nAccept: text/html"))
                .startsWith("HTTP/1.1 4");
        assertThat(output).doesNotContain("ERROR");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_header_that_says_nothing_of_what_is_accepted_says_nothing_in_the_log(CapturedOutput output)
            throws IOException {
        assertThat(answer("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nAccept: nothing"))
                .startsWith("HTTP/1.1 4");
        assertThat(output).doesNotContain("WARN");
    }

    /** A stack trace for each would let anybody fill the log. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void an_address_that_does_not_exist_says_nothing_in_the_log_whatever_stands_behind_it(CapturedOutput output)
            throws IOException {
        assertThat(answer("GET /nowhere?page=%ff HTTP/1.1\r\nHost: localhost")).startsWith("HTTP/1.1 4");
        assertThat(output).doesNotContain("ERROR");
    }

    @Test
    void a_method_that_nobody_may_use_is_named() throws IOException {
        assertThat(answer("TRACE /api/deliveries HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en"))
                .startsWith("HTTP/1.1 405")
                .contains("\"code\":\"console.method-not-allowed\"")
                .contains("TRACE", "\"instance\":\"/api/deliveries\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/dossiers/a%2fb HTTP/1.1\r\nHost: localhost",
                "GET /api/dossiers/a%00b HTTP/1.1\r\nHost: localhost",
                "GET /api/<script> HTTP/1.1\r\nHost: localhost",
                "GET /api/dossiers/% HTTP/1.1\r\nHost: localhost",
                "GET /%00 HTTP/1.1\r\nHost: localhost",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost",
                "GET //api/deliveries HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2"
            })
    void what_the_container_itself_gives_up_is_a_problem_like_any_other(String head) throws IOException {
        assertThat(answer(head))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json")
                .contains("\"code\":\"console.bad-request\"")
                .doesNotContain("Tomcat", "<html", "script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "501|POST /api/replays HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked",
                "505|GET /api/counterparts HTTP/2.0\r\nHost: localhost"
            })
    void what_the_container_does_not_do_is_no_fault_of_ours(String head) throws IOException {
        assertThat(answer(head.substring(4)))
                .startsWith("HTTP/1.1 " + head.substring(0, 3))
                .contains("\"code\":\"console.bad-request\"");
    }

    private static void assertRefused(House.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("console.cross-origin");
    }

    /** By hand: Java's client sets Host itself. */
    private static String statusLine(String path, String host) throws IOException {
        return answer("GET " + path + " HTTP/1.1\r\nHost: " + host)
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String answer(String head) throws IOException {
        try (Socket socket = new Socket("localhost", house.port())) {
            String request = head + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
