package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static void assertRefused(House.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("console.cross-origin");
    }

    /** By hand: Java's client sets Host itself. */
    private static String statusLine(String path, String host) throws IOException {
        try (Socket socket = new Socket("localhost", house.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }
}
