package vn.lienthong.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the simulated portal takes and refuses: npsp.md read by the other side. */
class SimulatedPortalTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "VN:GOV:000.00.00.G22:vpcpdvcprovider";
    private static final String NUMBER = "000.00.00.G16-240315-0012";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED, now::get);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        portal.close();
    }

    @Test
    void takes_a_dossier_and_its_progress_as_the_protocol_shows_them() throws Exception {
        String session = login();
        assertThat(code(push(session, sample("dong-bo-ho-so-create-request")))).isEqualTo("0");
        assertThat(code(push(session, sample("dong-bo-ho-so-supplement-request"))))
                .isEqualTo("0");
        assertThat(code(push(session, sample("dong-bo-ho-so-result-request")))).isEqualTo("0");
        assertThat(code(push(session, sample("cap-nhat-tien-do-request")))).isEqualTo("0");
        assertThat(code(push(session, sample("dong-bo-ho-so-citizen-request")))).isEqualTo("0");
        JsonNode dossier = admin("GET", "dossiers/" + NUMBER, "");
        assertThat(dossier.path("history")
                        .valueStream()
                        .map(each -> each.path("kind").asString()
                                + each.path("status").asString()))
                .containsExactly("created2", "updated5", "updated10", "progress2", "progress4");
        assertThat(dossier.path("content")).isEqualTo(first(sample("dong-bo-ho-so-result-request")));
        assertThat(count("creates")).isEqualTo(2);
        assertThat(count("progress")).isEqualTo(2);
        assertThat(count("refused")).isZero();
    }

    @Test
    void answers_questions_in_the_protocols_forms() throws Exception {
        String session = login();
        assertThat(push(session, sample("lay-thu-tuc-request"))
                        .path("result")
                        .path(0)
                        .path("TENTTHC")
                        .asString())
                .isEqualTo("Thủ tục cấp Giấy phép phân loại phim");
        assertThat(push(session, sample("lay-dvc-request"))
                        .path("result")
                        .path("data")
                        .size())
                .isEqualTo(162);
        assertThat(push(session, sample("tra-cuu-ho-so-request")).path("result").isEmpty())
                .isTrue();
        assertThat(push(session, sample("tra-cuu-techid-request"))
                        .path("result")
                        .size())
                .isEqualTo(1);
        assertThat(push(session, sample("lay-danh-muc-co-quan-request"))
                        .path("result")
                        .size())
                .isEqualTo(1);
        push(session, sample("dong-bo-ho-so-create-request"));
        assertThat(push(session, sample("tra-cuu-ho-so-request")).path("result").size())
                .isEqualTo(1);
    }

    @Test
    void takes_the_status_of_a_dossier_only_if_it_was_filed_here_and_such_a_dossier_in_no_other_way() throws Exception {
        String session = login();
        String filed = "000.00.00.G22-240314-0099123";
        assertThat(says(push(session, sample("dong-bo-trang-thai-request")))).contains("không tồn tại");
        push(session, sample("dong-bo-ho-so-create-request"));
        assertThat(says(push(session, renumbered("dong-bo-trang-thai-request", filed, NUMBER))))
                .contains("không phải hồ sơ nộp trên Cổng");

        admin("POST", "file", "{\"no\":\"" + filed + "\",\"to\":\"http://127.0.0.1:1\"}");

        assertThat(push(session, sample("dong-bo-trang-thai-request"))
                        .path("error_code")
                        .stringValue())
                .isEqualTo("00");
        assertThat(says(push(session, renumbered("dong-bo-ho-so-create-request", NUMBER, filed))))
                .contains("DongBoTrangThaiHoSo");
        assertThat(admin("GET", "dossiers/" + filed, "").path("status").asString())
                .isEqualTo("2");
    }

    @Test
    void takes_all_dossiers_of_a_call_or_none() throws Exception {
        String session = login();
        push(session, sample("dong-bo-ho-so-create-request"));
        String other = "000.00.00.G16-240315-0013";
        ObjectNode first = renumbered("dong-bo-ho-so-create-request", NUMBER, other);
        ObjectNode both = first.deepCopy();
        both.withArray("data").add(first(sample("dong-bo-ho-so-create-request")));
        assertThat(code(push(session, both))).isEqualTo("3");
        ObjectNode twice = first.deepCopy();
        twice.withArray("data").add(first(first).deepCopy());
        assertThat(code(push(session, twice))).isEqualTo("3");
        ObjectNode updates = renumbered("dong-bo-ho-so-result-request", "none", "none");
        updates.withArray("data").add(first(first).deepCopy());
        assertThat(says(push(session, updates))).contains("không tồn tại");

        assertThat(count("creates")).isEqualTo(1);
        assertThat(count("updates")).isZero();
        assertThat(code(push(session, first))).isEqualTo("0");
    }

    private static ObjectNode renumbered(String sample, String from, String to) throws IOException {
        return (ObjectNode) JSON.readTree(sample(sample).toString().replace(from, to));
    }

    @Test
    void knows_created_dossiers_from_unknown_ones() throws Exception {
        String session = login();
        assertThat(says(push(session, sample("dong-bo-ho-so-result-request")))).contains("không tồn tại");
        assertThat(says(push(session, sample("cap-nhat-tien-do-request")))).contains("không tồn tại");
        push(session, sample("dong-bo-ho-so-create-request"));
        JsonNode again = push(session, sample("dong-bo-ho-so-create-request"));
        assertThat(code(again)).isEqualTo("3");
        assertThat(says(again)).contains("đã tồn tại");
        assertThat(count("alreadyThere")).isEqualTo(1);
        assertThat(count("notThere")).isEqualTo(2);
        assertThat(count("dossiers")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MaHoSo, ''",
        "MaTTHC, 9.999999",
        "TenTTHC, ' '",
        "MaLinhVuc, ''",
        "KenhThucHien, 7",
        "NgayTiepNhan, 20240230083000",
        "NgayHenTra, 2024-04-05",
        "TrangThaiHoSo, 11",
        "TrangThaiHoSo, ''",
        "HinhThuc, 2",
        "DonViXuLy, ''"
    })
    void refuses_a_wrong_value(String field, String value) throws Exception {
        assertRefused(dossier -> dossier.put(field, value));
    }

    @Test
    void refuses_what_is_not_text_null_too_long_or_missing() throws Exception {
        assertRefused(dossier -> dossier.put("TrangThaiHoSo", 4));
        assertRefused(dossier -> dossier.put("NoiNopHoSo", true));
        assertRefused(dossier -> dossier.putNull("GhiChu"));
        assertRefused(dossier -> dossier.putNull("TaiLieuNop"));
        assertRefused(dossier -> dossier.put("TaiLieuNop", ""));
        assertRefused(dossier -> dossier.put("GhiChu", "x".repeat(2001)));
        assertRefused(dossier -> dossier.put("TrichYeuHoSo", "x".repeat(1001)));
        assertRefused(dossier -> dossier.remove("LoaiDoiTuong"));
        assertRefused(dossier -> dossier.put("ChuHoSo", Normalizer.normalize("Nguyễn", Normalizer.Form.NFD)));
        assertThat(count("dossiers")).isZero();
    }

    @Test
    void only_notes_a_name_that_differs_from_the_catalogues() throws Exception {
        ObjectNode request = sample("dong-bo-ho-so-create-request");
        ((ObjectNode) request.path("data").path(0)).put("TenTTHC", "Tên khác");
        assertThat(code(push(login(), request))).isEqualTo("0");
        assertThat(count("warnings")).isEqualTo(1);
    }

    @Test
    void takes_ten_progress_entries_and_counts_doubles_and_disorder() throws Exception {
        String session = login();
        push(session, sample("dong-bo-ho-so-create-request"));
        ObjectNode request = sample("cap-nhat-tien-do-request");
        JsonNode earlier = request.path("data").path(0).deepCopy();
        push(session, request);
        request.putArray("data").add(earlier);
        assertThat(code(push(session, request))).isEqualTo("0");
        assertThat(count("duplicates")).isEqualTo(1);
        assertThat(count("outOfOrder")).isEqualTo(1);
        for (int n = 0; n < 10; n++) {
            request.withArray("data").add(earlier.deepCopy());
        }
        assertThat(code(push(session, request))).isEqualTo("-1");
    }

    @Test
    void knows_its_account_and_forgets_sessions_in_time() throws Exception {
        assertThat(says(send(
                        "mapi/login",
                        JSON.createObjectNode().put("username", "x").put("password", "y"))))
                .isEqualTo("Sai tên đăng nhập hoặc mật khẩu");
        String session = login();
        assertThat(says(push("nonsense", sample("tra-cuu-ho-so-request")))).contains("Session");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        assertThat(says(push(session, sample("tra-cuu-ho-so-request")))).contains("Session");
        session = login();
        assertThat(code(push(session, sample("tra-cuu-ho-so-request")))).isEqualTo("0");
        admin("POST", "expire-sessions", "");
        assertThat(says(push(session, sample("tra-cuu-ho-so-request")))).contains("Session");
    }

    @Test
    void is_reached_by_name_in_either_way_and_not_without() throws Exception {
        byte[] login = JSON.writeValueAsBytes(credentials());
        assertThat(post("/XrdAdapter/RestService/forward/mapi/login?dstcode=" + encoded(TARGET), login)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/VXPAdapter/RestService/forward/mapi/login?dstcode=VN:GOV:other", login)
                        .statusCode())
                .isEqualTo(500);
        byte[] call = JSON.writeValueAsBytes(sample("tra-cuu-ho-so-request").put("session", login()));
        assertThat(post("/VXPAdapter/RestService/forward/mapi/g", call).statusCode())
                .isEqualTo(500);
        HttpRequest named = HttpRequest.newBuilder(URI.create(portal.adapter() + "/mapi/g"))
                .header("dstcode", TARGET)
                .POST(HttpRequest.BodyPublishers.ofByteArray(call))
                .build();
        assertThat(http.send(named, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(post("/elsewhere", call).statusCode()).isEqualTo(404);
    }

    @Test
    void speaks_the_relays_profile_too() throws Exception {
        byte[] body = Objects.requireNonNull(resource("relay-dong-bo-ho-so-request"));
        HttpResponse<String> answer = post("/relay/DongBoHoSoMC?MaDinhDanhDV=000.00.00.G16&isUpdating=False", body);
        JsonNode inner =
                JSON.readTree(JSON.readTree(answer.body()).path("message").stringValue());
        assertThat(code(inner)).isEqualTo("0");
    }

    @Test
    void drops_connections_while_down_and_keeps_its_page() throws Exception {
        String session = login();
        fault("{\"kind\":\"down\"}");
        assertThatThrownBy(() -> push(session, sample("dong-bo-ho-so-create-request")))
                .isInstanceOf(IOException.class);
        assertThat(page()).contains("Cổng giả lập");
        assertThat(count("dossiers")).isZero();
        admin("DELETE", "fault", "");
        assertThat(code(push(session, sample("dong-bo-ho-so-create-request")))).isEqualTo("0");
    }

    @Test
    void takes_a_message_and_cuts_the_connection() throws Exception {
        String session = login();
        fault("{\"kind\":\"cut\",\"times\":1}");
        assertThatThrownBy(() -> push(session, sample("dong-bo-ho-so-create-request")))
                .isInstanceOf(IOException.class);
        assertThat(count("creates")).isEqualTo(1);
        assertThat(code(push(session, sample("tra-cuu-ho-so-request")))).isEqualTo("0");
    }

    @Test
    void goes_wrong_in_the_other_ways() throws Exception {
        String session = login();
        fault("{\"kind\":\"unavailable\",\"seconds\":7}");
        HttpResponse<String> answer = post(SimulatedPortal.PATH + "/mapi/g", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        fault("{\"kind\":\"failing\"}");
        answer = post(SimulatedPortal.PATH + "/mapi/g", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(code(JSON.readTree(answer.body()))).isEqualTo("-1");
        fault("{\"kind\":\"html\"}");
        assertThat(post(SimulatedPortal.PATH + "/mapi/g", new byte[0]).body()).startsWith("<html>");
        fault("{\"kind\":\"session\"}");
        assertThat(says(push(session, sample("tra-cuu-ho-so-request")))).contains("Session");
        fault("{\"kind\":\"refuse\",\"pattern\":\"-0012$\"}");
        assertThat(code(push(session, sample("dong-bo-ho-so-create-request")))).isEqualTo("-1");
        assertThat(code(push(session, sample("dong-bo-ho-so-citizen-request")))).isEqualTo("0");
        fault("{\"kind\":\"slow\",\"seconds\":0.3,\"services\":[\"TraCuuHoSo\"]}");
        long before = System.nanoTime();
        push(session, sample("tra-cuu-ho-so-request"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"nonsense\"}", "{", "{\"kind\":\"refuse\",\"pattern\":\"(\"}"})
    void refuses_a_fault_it_does_not_know(String fault) throws Exception {
        assertThat(adminResponse("PUT", "fault", fault).statusCode()).isEqualTo(400);
        assertThat(admin("GET", "fault", "").path("kind").asString()).isEqualTo("none");
    }

    @Test
    void finds_old_numbers_and_forgets_everything_on_demand() throws Exception {
        ObjectNode request = sample("dong-bo-ho-so-create-request");
        ((ObjectNode) request.path("data").path(0)).put("MaHoSo", "001/2007/BVHTT");
        push(login(), request);
        assertThat(admin("GET", "dossiers/001/2007/BVHTT", "").path("no").asString())
                .isEqualTo("001/2007/BVHTT");
        assertThat(admin("GET", "dossiers?no=" + encoded("001/2007/BVHTT"), "")
                        .path("status")
                        .asString())
                .isEqualTo("2");
        assertThat(admin("GET", "state", "").path("latest").size()).isEqualTo(1);
        admin("POST", "reset", "");
        assertThat(count("dossiers")).isZero();
        assertThat(adminResponse("GET", "dossiers/001/2007/BVHTT", "").statusCode())
                .isEqualTo(404);
    }

    private void assertRefused(Consumer<ObjectNode> change) throws Exception {
        ObjectNode request = sample("dong-bo-ho-so-create-request");
        change.accept((ObjectNode) request.path("data").path(0));
        assertThat(code(push(login(), request))).isEqualTo("-1");
    }

    private String login() throws Exception {
        return send("mapi/login", credentials()).path("session").stringValue();
    }

    private static ObjectNode credentials() {
        return JSON.createObjectNode()
                .put("username", Account.INVENTED.username())
                .put("password", Account.INVENTED.password());
    }

    private JsonNode push(String session, ObjectNode request) throws Exception {
        return send("mapi/g", request.put("session", session));
    }

    private JsonNode send(String path, ObjectNode body) throws Exception {
        String address = SimulatedPortal.PATH + "/" + path + "?dstcode=" + TARGET;
        return JSON.readTree(post(address, JSON.writeValueAsBytes(body)).body());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(portal.address() + path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private void fault(String fault) throws Exception {
        assertThat(adminResponse("PUT", "fault", fault).statusCode()).isEqualTo(200);
    }

    private long count(String name) throws Exception {
        return admin("GET", "counts", "").path(name).longValue();
    }

    private String page() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(portal.address() + "/"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private JsonNode admin(String method, String path, String body) throws Exception {
        return JSON.readTree(adminResponse(method, path, body).body());
    }

    private HttpResponse<String> adminResponse(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(portal.address() + "/_sandbox/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String code(JsonNode answer) {
        return answer.path("error_code").asString();
    }

    private static String says(JsonNode answer) {
        return answer.path("message").asString();
    }

    private static JsonNode first(JsonNode request) {
        return request.path("data").path(0);
    }

    private static ObjectNode sample(String name) throws IOException {
        return (ObjectNode) JSON.readTree(resource(name));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                SimulatedPortalTest.class.getResourceAsStream("/npsp/samples/npsp-" + name + ".json"), name)) {
            return file.readAllBytes();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
