package vn.lienthong.npsp.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.Application;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.relay.Relay;

/** The portal's door of the whole connector, with the shipped routes and mappings and no ministry's system set up. */
class InboundDoorTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SAMPLES = Path.of("src/test/resources/npsp/samples");
    private static final Set<DeliveryState> OWED =
            Set.of(DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.RETRYING);
    private static final String FORM = "/addtthcKhuyenMai";

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext connector;
    private static LedgerView view;
    private static int numbers;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        copy(Path.of("mappings"), folder.resolve("mappings"));
        connector = SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--management.server.port=0",
                "--data.dir=" + folder.resolve("data"),
                "--inbox.dir=" + folder.resolve("inbox"),
                "--mappings.dir=" + folder.resolve("mappings"),
                "--npsp.inbound.largest-body=300KB",
                "--logging.level.root=WARN");
        view = connector.getBean(LedgerView.class);
    }

    @AfterAll
    static void stop() {
        connector.close();
    }

    private record Told(int status, int code, String message) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/XrdAdapter/RestService/forward",
                "/VXPAdapter/RestService/forward",
                "/web/guest",
                "/web/guest/XrdAdapter/RestService/forward",
                "/web/guest/VXPAdapter/RestService/forward"
            })
    void takes_a_dossier_on_every_spelling_of_the_path(String spelling) throws Exception {
        String body = dossier();

        Told told = post(spelling + FORM, body);

        assertThat(told).isEqualTo(new Told(200, 0, number(body) + "| Tiếp nhận thành công"));
        Delivery kept = only(number(body));
        assertThat(kept.flow()).isEqualTo("portal-dossier");
        assertThat(kept.counterpart()).isEqualTo("agency");
        assertThat(view.record(kept.id()).orElseThrow().body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_form_nobody_told_us_of_is_taken_as_far_as_it_shares_the_head() throws Exception {
        String body = dossier();

        assertThat(post("/VXPAdapter/RestService/forward/addtthcQuangCao", body).code())
                .isZero();
        assertThat(only(number(body)).flow()).isEqualTo("portal-dossier");
    }

    @Test
    void a_repetition_is_told_so_and_not_stored_again() throws Exception {
        String body = dossier();
        post(FORM, body);

        Told again = post("/XrdAdapter/RestService/forward" + FORM, body);

        assertThat(again).isEqualTo(new Told(200, 1, number(body) + "| Hồ sơ đã được tiếp nhận trước đó"));
        assertThat(deliveries(number(body))).hasSize(1);
    }

    @Test
    void other_content_under_a_number_that_was_taken_is_kept_for_a_person_and_not_passed_on() throws Exception {
        String body = dossier();
        post(FORM, body);

        Told other = post(FORM, body.replace("0900000001", "0900000002"));

        assertThat(other.code()).isEqualTo(1);
        assertThat(states(number(body))).containsExactlyInAnyOrder("DEAD", "owed");
        assertThat(only(number(body), DeliveryState.DEAD).problems())
                .extracting(problem -> problem.code())
                .containsExactly("npsp.inbound-differs");
    }

    @Test
    void what_was_taken_first_comes_again_and_displaces_nothing_that_waits_for_a_person() throws Exception {
        String body = dossier();
        String other = body.replace("0900000001", "0900000002");
        post(FORM, body);
        post(FORM, other);

        Told again = post(FORM, body);

        assertThat(again.code()).isEqualTo(1);
        assertThat(post(FORM, other).code()).isEqualTo(1);
        assertThat(states(number(body))).containsExactlyInAnyOrder("DEAD", "owed");
        Delivery waits = only(number(body), DeliveryState.DEAD);
        assertThat(view.record(waits.id()).orElseThrow().body()).isEqualTo(other.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_does_not_map_is_kept_and_its_correction_takes_its_place() throws Exception {
        String body = dossier();
        String faulty = body.replace("\"1.011451\"", "\"?\"");

        Told refused = post(FORM, faulty);
        Told corrected = post(FORM, body);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.code()).isEqualTo(-1);
        assertThat(refused.message()).startsWith(number(body) + "| ");
        assertThat(corrected.code()).isZero();
        assertThat(states(number(body))).containsExactlyInAnyOrder("CANCELLED", "owed");
    }

    @Test
    void what_was_refused_is_not_called_taken_when_it_comes_again_after_the_mapping_was_corrected() throws Exception {
        Path mapping = folder.resolve("mappings/agency/portal-dossier/mapping.yaml");
        String right = Files.readString(mapping);
        Files.writeString(mapping, right.replace("{ from: Fax }", "{ from: Fax, required: true }"));
        await().atMost(Duration.ofSeconds(30)).until(() -> post(FORM, dossier()).code() == -1);
        String refused = dossier();
        assertThat(post(FORM, refused).code()).isEqualTo(-1);
        Files.writeString(mapping, right);
        await().atMost(Duration.ofSeconds(30)).until(() -> post(FORM, dossier()).code() == 0);

        Told again = post(FORM, refused);

        assertThat(again.code()).isEqualTo(-1);
        assertThat(again.message()).contains("fax");
        Delivery waits = only(number(refused));
        assertThat(waits.state()).isEqualTo(DeliveryState.DEAD);
        connector.getBean(Ledger.class).replay(waits.id(), new Ledger.Decision("lan", "mapping corrected"));
        assertThat(post(FORM, refused).code()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_cut_off_is_found_at_once() throws Exception {
        ObjectNode dossier = (ObjectNode) JSON.readTree(dossier());
        ((ObjectNode) dossier.path("TaiLieuNop").get(0)).put("Base64", "VOG7h");

        Told told = post(FORM, dossier.toString());

        assertThat(told.code()).isEqualTo(-1);
        assertThat(only(number(dossier.toString())).problems())
                .extracting(problem -> problem.code())
                .containsExactly("convert.not-base64");
    }

    @Test
    void a_message_of_no_known_shape_is_kept_too() throws Exception {
        long dead = dead();

        Told told = post(FORM, "{\"KhongBiet\":1,\"Lan\":" + ++numbers + "}");

        assertThat(told.code()).isEqualTo(-1);
        assertThat(told.message()).startsWith("| ");
        assertThat(dead()).isEqualTo(dead + 1);
    }

    @Test
    void amendments_wait_behind_their_dossier_and_one_that_goes_back_is_taken_as_well() throws Exception {
        String dossier = dossier();
        post(FORM, dossier);
        String first = amendment(number(dossier), "một");
        String second = amendment(number(dossier), "hai");

        assertThat(List.of(
                        post("/nhanhsdvcqg", first).code(),
                        post("/nhanhsdvcqg", first).code(),
                        post("/nhanhsdvcqg", second).code(),
                        post("/nhanhsdvcqg", first).code()))
                .containsExactly(0, 1, 0, 0);
        assertThat(deliveries(number(dossier)))
                .extracting(Delivery::flow)
                .containsExactlyInAnyOrder(
                        "portal-dossier", "portal-amendment", "portal-amendment", "portal-amendment");
    }

    @Test
    void the_service_named_tells_a_voucher_from_an_amendment() throws Exception {
        String body = sample("inbound-chung-tu-thue-request").replace("0099124", "%07d".formatted(++numbers));

        assertThat(post("/VXPAdapter/RestService/forward/nhanhsdvcqg", body).code())
                .isZero();
        assertThat(only(JSON.readTree(body).path("data").path("MaHoSo").asString())
                        .flow())
                .isEqualTo("portal-tax-voucher");
    }

    @Test
    void a_tax_notice_is_taken() throws Exception {
        String document = "<ROW_LIST><MA_HSO>" + ++numbers + "</MA_HSO></ROW_LIST>";
        String file = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
        String body = "{\"service\":\"NhanThongBaoThueDat\",\"data\":{\"FileThongBaoThue\":\"" + file + "\"}}";

        assertThat(post("/nhantbthuedvcqg", body)).isEqualTo(new Told(200, 0, "| Tiếp nhận thành công"));
        assertThat(post("/nhantbthuedvcqg", body).code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"MaHoSo\":", "[]", "<HoSo/>", "{\"a\":1,\"a\":2}"})
    void what_is_no_json_object_is_turned_away(String body) throws Exception {
        Told told = post(FORM, body);

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo(-1);
    }

    @Test
    void too_large_a_body_is_turned_away() throws Exception {
        assertThat(post(FORM, "{\"a\":\"" + "x".repeat(400_000) + "\"}").status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/VXPAdapter/RestService/forward/addtthcKhuyenMai/x, 404",
        "/VXPAdapter/RestService/forward/khongbiet, 404",
        "/XrdAdapter/RestService/forward/nhanhsdvcqgx, 404",
        "/web/guest/VXPAdapter/RestService/forward/khongbiet, 404"
    })
    void a_path_nobody_takes_is_answered_in_the_portals_words(String path, int status) throws Exception {
        Told told = post(path, dossier());

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.code()).isEqualTo(-1);
    }

    @Test
    void other_methods_and_browsers_are_turned_away() throws Exception {
        HttpRequest get = request(FORM).GET().build();
        HttpRequest browser = request(FORM)
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString(dossier()))
                .build();

        assertThat(told(get).status()).isEqualTo(405);
        assertThat(told(browser).status()).isEqualTo(403);
    }

    @Test
    void without_a_system_of_the_ministrys_the_dossier_waits_and_says_what_to_set() throws Exception {
        String body = dossier();
        post(FORM, body);

        await().until(() -> failure() != null);

        assertThat(failure()).isEqualTo("agency.not-configured");
        assertThat(only(number(body)).state()).isIn(OWED);
    }

    /** Why the ministry's system takes nothing; null as long as nobody tried. */
    private static @Nullable String failure() {
        return connector.getBean(Relay.class).counterparts().stream()
                .filter(counterpart -> counterpart.name().equals("agency"))
                .map(counterpart -> counterpart.lastFailure())
                .filter(Objects::nonNull)
                .map(problem -> problem.code())
                .findFirst()
                .orElse(null);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static String dossier() throws IOException {
        return sample("inbound-dossier-request").replace("0099123", "%07d".formatted(++numbers));
    }

    private static String amendment(String number, String change) throws IOException {
        return sample("inbound-amendment-request")
                .replace("000.00.00.G22-240314-0099123", number)
                .replace("(sửa đổi)", change);
    }

    private static String sample(String name) throws IOException {
        return Files.readString(SAMPLES.resolve("npsp-" + name + ".json"));
    }

    private static String number(String body) {
        return JSON.readTree(body).path("MaHoSo").asString();
    }

    private static List<Delivery> deliveries(String number) {
        return view.dossier(new DossierNo(number));
    }

    private static Delivery only(String number) {
        List<Delivery> all = deliveries(number);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Delivery only(String number, DeliveryState state) {
        return deliveries(number).stream()
                .filter(delivery -> delivery.state() == state)
                .findFirst()
                .orElseThrow();
    }

    /** What is still owed may be tried at any moment. */
    private static List<String> states(String number) {
        return deliveries(number).stream()
                .map(Delivery::state)
                .map(state -> OWED.contains(state) ? "owed" : state.name())
                .toList();
    }

    private static long dead() {
        return view.tallies().stream().mapToLong(tally -> tally.dead()).sum();
    }

    private HttpRequest.Builder request(String path) {
        String port = connector.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Told post(String path, String body) throws Exception {
        return told(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Told told(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode body = JSON.readTree(answer.body());
        return new Told(
                answer.statusCode(),
                body.path("error_code").asInt(-99),
                body.path("message").asString(""));
    }
}
