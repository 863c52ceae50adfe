package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** With keys and accounts: who may what. */
class LockedDoorTest {

    private static final String SEES = "a-long-secret-that-sees";
    private static final String ACTS = "a-long-secret-that-acts";
    private static final String PUSHES = "a-long-secret-that-pushes";
    private static final String SEES_ONLY = "a-long-secret-that-sees-and-gives-nothing";
    private static final String PUSHES_STEPS = "a-long-secret-that-pushes-steps-only";
    private static final String REASON = "{\"reason\":\"x\"}";

    @TempDir
    static Path folder;

    @TempDir
    static Path other;

    static House house;
    static long delivery;

    @BeforeAll
    static void open() {
        house = House.open(
                folder,
                "server.address=0.0.0.0",
                "spring.main.cloud-platform=kubernetes",
                "api.keys[0].name=giam-sat",
                "api.keys[0].secret=" + SEES,
                "api.keys[0].roles=see",
                "api.keys[1].name=truc",
                "api.keys[1].secret=" + ACTS,
                "api.keys[1].roles=act",
                "api.keys[2].name=mot-cua",
                "api.keys[2].secret=" + PUSHES,
                "api.keys[3].name=bao-cao",
                "api.keys[3].secret=" + SEES_ONLY,
                "api.keys[3].roles=see",
                "api.keys[3].flows=",
                "api.keys[4].name=mot-cua-tien-do",
                "api.keys[4].secret=" + PUSHES_STEPS,
                "api.keys[4].flows=npsp-progress",
                "console.accounts[0].name=an.nguyen",
                "console.accounts[0].password=mat-khau-cua-an",
                "console.accounts[0].roles=act",
                "console.accounts[1].name=binh.tran",
                "console.accounts[1].password={bcrypt}$2a$04$9wdZ9X0PoIrfrjq0h7SrUe5aVnNHbyvMWnYYgKmSJ5V0Y8fDqzHzm");
        delivery = house.seed().delivered("G16-240315-0001");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void what_a_code_means_is_told_to_everybody() throws Exception {
        HttpResponse<String> page = new Reader(house).get("/problems");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"console.key-missing\"").doesNotContain("href=\"/deliveries\"");
    }

    @Test
    void a_receipt_tells_of_people_and_is_not_for_everybody_who_sees() throws Exception {
        assertThat(house.get("/api/payments/3", "X-Api-Key", SEES).status()).isEqualTo(200);
        assertThat(house.get("/api/payments/2/receipt", "X-Api-Key", SEES).status())
                .isEqualTo(403);
        Reader reader = new Reader(house);
        reader.logIn("an.nguyen", "mat-khau-cua-an");
        assertThat(reader.get("/payments/2/receipt").statusCode()).isEqualTo(403);
        assertThat(reader.get("/payments/2").body()).contains("id=\"receipt\"").doesNotContain("/payments/2/receipt");
    }

    @Test
    void an_open_address_without_locks_stops_the_start() {
        assertThatThrownBy(() -> House.open(other, "server.address=0.0.0.0"))
                .hasStackTraceContaining("server.address")
                .hasStackTraceContaining("api.keys");
    }

    @Test
    void a_key_beside_another_opens_nothing() {
        String path = "/api/deliveries";
        String right = "Bearer " + SEES;
        assertThat(house.get(path, "Authorization", right, "X-Api-Key", SEES).status())
                .isEqualTo(200);
        assertThat(house.get(path, "Authorization", right, "X-Api-Key", "wrong").status())
                .isEqualTo(401);
        assertThat(house.get(path, "Authorization", right, "X-Api-Key", ACTS).status())
                .isEqualTo(401);
        assertThat(house.get(path, "X-Api-Key", SEES, "X-Api-Key", "wrong").status())
                .isEqualTo(401);
    }

    @Test
    void a_key_opens_what_its_roles_say() {
        assertThat(house.get("/api/deliveries").status()).isEqualTo(401);
        assertThat(house.get("/api/deliveries", "X-Api-Key", "wrong")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("console.key-unknown");
        assertThat(house.get("/api/deliveries", "X-Api-Key", SEES).status()).isEqualTo(200);
        assertThat(house.get("/api/deliveries", "Authorization", "Bearer " + SEES)
                        .status())
                .isEqualTo(200);
        assertThat(house.get("/api/deliveries", "X-Api-Key", PUSHES)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("console.role-missing");
        assertThat(house.post("/api/deliveries/" + delivery + "/hold", REASON, "X-Api-Key", SEES)
                        .status())
                .isEqualTo(403);
        assertThat(house.post("/api/deliveries/" + delivery + "/hold", REASON, "X-Api-Key", ACTS)
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-key, application/json, 1000, 401",
        PUSHES + ", application/json, 1000, 403",
        ACTS + ", image/png, 1000, 415",
        ACTS + ", application/json, 40000000, 413",
        ACTS + ", application/json, 900000000, 413"
    })
    void who_asks_before_sending_a_body_is_refused_before_it(String key, String type, int length, int status)
            throws IOException {
        assertThat(askedFirst(key, type, length)).startsWith("HTTP/1.1 " + status);
    }

    /** A form that is sent by POST is read within bounds; by any other method nobody reads one, lest it fill the memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {"PUT /", "PATCH /login", "DELETE /deliveries/1", "PUT /api/deliveries", "DELETE /services/x"})
    void a_form_by_another_method_is_answered_without_being_read(String line) throws IOException {
        try (Socket socket = new Socket("localhost", house.port())) {
            socket.setSoTimeout(10_000);
            String head = line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 900000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 4");
        }
    }

    @Test
    void who_asks_before_sending_a_good_body_is_told_to_send_it() throws IOException {
        assertThat(askedFirst(ACTS, "application/json", 10)).startsWith("HTTP/1.1 100");
    }

    /** The beginning of the first answer to a head behind which no body comes. */
    private static String askedFirst(String key, String type, int length) throws IOException {
        try (Socket socket = new Socket("localhost", house.port())) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/replays HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: " + key + "\r\nContent-Type: "
                    + type + "\r\nContent-Length: " + length + "\r\nExpect: 100-continue\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void every_key_may_push_and_no_key_may_not() {
        // No room that takes records runs here: 404 says that the door was passed.
        assertThat(house.post("/api/records/npsp-dossier", "{}", "X-Api-Key", PUSHES)
                        .status())
                .isEqualTo(404);
        assertThat(house.post("/api/records/npsp-dossier", "{}").status()).isEqualTo(401);
    }

    @Test
    void a_key_without_any_flow_gives_nothing_and_orders_no_payment() {
        for (String path : List.of("/api/records/npsp-dossier", "/api/payments")) {
            House.Answer refused = house.post(path, "{}", "X-Api-Key", SEES_ONLY);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("code").asString()).isEqualTo("console.role-missing");
        }
        assertThat(house.get("/api/deliveries", "X-Api-Key", SEES_ONLY).status())
                .isEqualTo(200);
    }

    @Test
    void a_case_system_s_key_is_told_what_became_of_records_of_its_own_flows_and_of_no_other() {
        String results = "/api/results?flow=npsp-dossier";
        for (String key : new String[] {PUSHES, SEES_ONLY}) {
            assertThat(house.get(results, "X-Api-Key", key)
                            .json()
                            .path("items")
                            .path(0)
                            .path("delivery")
                            .asLong())
                    .isEqualTo(delivery);
        }
        House.Answer refused = house.get(results, "X-Api-Key", PUSHES_STEPS);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("code").asString()).isEqualTo("console.results-not-open");
        assertThat(house.get(results).status()).isEqualTo(401);
    }

    @Test
    void a_case_system_s_key_takes_dossier_codes_and_no_head_throws_one_away() {
        String next = "/api/npsp-2026/next-code?code=";
        assertThat(house.get(next + "G16").status()).isEqualTo(401);
        assertThat(house.get(next + "G16", "X-Api-Key", PUSHES)
                        .json()
                        .path("dossierNo")
                        .asString())
                .isEqualTo("G16-20260609-0000001");
        assertThat(house.send("HEAD", next + "G16", "X-Api-Key", PUSHES).status())
                .isEqualTo(405);
        House.Answer later = house.get(next + "notnow", "X-Api-Key", PUSHES);
        assertThat(later.status()).isEqualTo(503);
        assertThat(later.header("Retry-After")).isEqualTo("10");
        assertThat(later.json().path("problems").path(1).path("code").asString())
                .isEqualTo("npsp-2026.not-configured");
    }

    @Test
    void the_keys_name_stands_beside_what_it_did() {
        long owed = house.seed().pending("G16-240315-0002");
        house.post("/api/deliveries/" + owed + "/hold", REASON, "X-Api-Key", ACTS);
        assertThat(house.view().events(owed))
                .singleElement()
                .satisfies(event -> assertThat(event.by()).isEqualTo("truc"));
    }

    @Test
    void bodies_are_absent_without_their_role() {
        House.Answer shown = house.get("/api/deliveries/" + delivery, "X-Api-Key", ACTS);
        assertThat(shown.json().has("recordBody")).isFalse();
        assertThat(shown.body()).doesNotContain("Trần Thị Thử").doesNotContain("ChuHoSo");
    }

    @Test
    void a_reader_logs_in_first_and_may_act_only_with_the_role() throws IOException, InterruptedException {
        Reader reader = new Reader(house);
        assertThat(reader.get("/").body()).contains("name=\"password\"").doesNotContain("hx-get");
        HttpResponse<String> inside = reader.logIn("an.nguyen", "mat-khau-cua-an");
        assertThat(inside.body()).contains("an.nguyen").contains("hx-get");
        assertThat(reader.get("/deliveries/" + delivery).body()).contains("id=\"act\"");
        HttpResponse<String> out = reader.post("/logout", "", reader.get("/"));
        assertThat(out.body()).contains("name=\"password\"");
    }

    @Test
    void a_session_cookie_is_out_of_reach_of_scripts_and_other_sites() throws IOException, InterruptedException {
        String page = house.get("/login").header("Set-Cookie");
        assertThat(page).startsWith("lienthong-form=").contains("HttpOnly").contains("SameSite=Lax");
        HttpResponse<String> inside = new Reader(house).logIn("an.nguyen", "mat-khau-cua-an");
        assertThat(inside.previousResponse().orElseThrow().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("lienthong=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax"));
    }

    /** Each would be kept for hours: a few thousand strangers' requests would fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/deliveries?state=DEAD", "/problems", "/nowhere"})
    void who_has_not_logged_in_is_given_no_session(String path) {
        assertThat(house.get(path).response().headers().allValues("Set-Cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).startsWith("lienthong="));
    }

    @Test
    void after_the_log_in_a_reader_is_led_to_the_page_asked_for_and_once_only()
            throws IOException, InterruptedException {
        Reader reader = new Reader(house);
        reader.get("/deliveries?state=DEAD");
        assertThat(reader.logIn("an.nguyen", "mat-khau-cua-an").uri())
                .hasPath("/deliveries")
                .hasQuery("state=DEAD");
        reader.post("/logout", "", reader.get("/"));
        assertThat(reader.logIn("an.nguyen", "mat-khau-cua-an").uri()).hasPath("/");
    }

    /** In Kubernetes Spring would believe it: whoever has a private address could pass for this machine. */
    @Test
    void what_a_header_says_of_the_caller_is_not_believed_unless_a_setting_says_so() {
        House.Answer page = house.get("/login", "X-Forwarded-Proto", "https", "X-Forwarded-For", "8.8.8.8");
        assertThat(page.header("Set-Cookie")).startsWith("lienthong-form=").doesNotContain("Secure");
    }

    @Test
    void a_redirect_names_no_host_since_whoever_asks_may_name_another() throws IOException {
        try (Socket socket = new Socket("localhost", house.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /deliveries HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 302")
                    .contains("Location: /login\r\n");
        }
    }

    /** These log what goes over the network, or stands on a page, word for word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.hc.client5.http.wire",
                "org.apache.hc.client5.http.headers",
                "org.apache.coyote.http11.Http11InputBuffer",
                "org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor",
                "org.springframework.web.servlet.mvc.method.annotation.HttpEntityMethodProcessor",
                "org.springframework.jdbc.core.StatementCreatorUtils"
            })
    void no_body_and_no_secret_gets_into_a_log_whatever_level_is_asked_for(String name) {
        Logger asked = (Logger) LoggerFactory.getLogger(name.substring(0, name.indexOf('.', 4)));
        Level before = asked.getLevel();
        asked.setLevel(Level.TRACE);
        try {
            assertThat(LoggerFactory.getLogger(name).isDebugEnabled()).isFalse();
        } finally {
            asked.setLevel(before);
        }
    }

    @Test
    void a_session_does_not_open_the_api() throws IOException, InterruptedException {
        Reader reader = new Reader(house);
        reader.logIn("an.nguyen", "mat-khau-cua-an");
        assertThat(reader.get("/api/deliveries").statusCode()).isEqualTo(401);
    }

    @Test
    void four_slips_shut_no_door() throws IOException, InterruptedException {
        Reader reader = new Reader(house);
        for (int slip = 0; slip < 4; slip++) {
            HttpResponse<String> refused = reader.logIn("an.nguyen", "slip-" + slip);
            assertThat(refused.uri().getQuery()).isEqualTo("failed=wrong");
        }
        assertThat(reader.logIn("an.nguyen", "mat-khau-cua-an").uri().getPath()).isEqualTo("/");
    }

    @Test
    void guessing_passwords_shuts_the_door_for_a_while() throws IOException, InterruptedException {
        Reader reader = new Reader(house);
        for (int guess = 0; guess < 7; guess++) {
            assertThat(reader.logIn("chi.le", "guess-" + guess).body()).contains("role=\"alert\"");
        }
        HttpResponse<String> shut = reader.logIn("chi.le", "guess");
        assertThat(shut.uri().getQuery()).isEqualTo("failed=locked");
    }

    @Test
    void a_fragment_after_the_session_ended_sends_the_reader_to_the_log_in_page() {
        House.Answer answer = house.get("/overview/live", "HX-Request", "true");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/login");
    }
}
