package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.Given.unknown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** What the procedure catalogue fills in (npsp 5.2). */
class CatalogueTest {

    private static final String PROCEDURE = "LayThuTuc";
    private static final String AGENCIES = "LayDanhMucCoQuan";
    private static final String AGENCIES_ANSWER = """
            {"error_code":0,"message":"","result":[
              {"MADONVI":"000.00.00.G16","TENDONVI":"Bộ Văn hóa","CAPDONVI":"0"},
              {"MADONVI":"000.00.05.G16","TENDONVI":"Cục Điện ảnh","CAPDONVI":"1"}]}""";

    private final StubbedPortal portal = new StubbedPortal();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy(), now::get);

    @BeforeEach
    void answer() {
        portal.answers(PROCEDURE, sampleText("lay-thu-tuc-response"));
        portal.answers("LayDanhMucLinhVuc", sampleText("lay-danh-muc-linh-vuc-response"));
        portal.answers("LayDanhSachTTHC", sampleText("lay-danh-sach-tthc-response"));
    }

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void fills_in_what_the_agency_left_out_and_asks_once() {
        for (int n = 0; n < 3; n++) {
            Batch batch = dossier("1.011451", "", "", "");
            assertThat(client.fill(batch)).isEmpty();
            assertThat(content(batch)).isEqualTo(Given.dossier());
        }
        assertThat(portal.bodies()).containsExactly(Given.JSON.readTree(Given.sample("lay-thu-tuc-request")));
    }

    @Test
    void leaves_a_whole_dossier_alone() {
        Batch batch = dossier("1.011451", "Tên của cơ quan", "G16-DA01", "Điện ảnh");
        byte[] before =
                Objects.requireNonNull(batch.ready().getFirst().mapped()).body();
        assertThat(client.fill(batch)).isEmpty();
        assertThat(Objects.requireNonNull(batch.ready().getFirst().mapped()).body())
                .isSameAs(before);
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void ignores_an_agencys_tail_behind_the_code() {
        Batch batch = dossier("1.011451.000.00.00.G16", "Tên", "G16-DA01", "Điện ảnh");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("MaTTHC").asString()).isEqualTo("1.011451");
        assertThat(content(batch).path("TenTTHC").asString()).isEqualTo("Tên");
    }

    @Test
    void keeps_code_and_name_of_a_field_together() {
        Batch batch = dossier("1.011451", "", "", "Phim ảnh");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("TenLinhVuc").asString()).isEqualTo("Điện ảnh");
        assertThat(Given.warnings(batch)).containsExactly("npsp.field-name-replaced");
    }

    @Test
    void finds_the_name_of_a_given_field_in_the_dictionary() {
        Batch batch = dossier("1.011451", "", "G16-VH02", "");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("TenLinhVuc").asString()).isEqualTo("Di sản văn hóa");
    }

    @Test
    void takes_a_name_from_the_list_and_its_field_from_the_dictionary_where_a_procedure_has_no_page() {
        portal.answers(PROCEDURE, sampleText("lay-thu-tuc-unknown-response"));
        Batch batch = dossier("1.011450", "", "", "điện ảnh");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("TenTTHC").asString()).startsWith("Thủ tục cấp Giấy phép cung cấp dịch vụ");
        assertThat(content(batch).path("MaLinhVuc").asString()).isEqualTo("G16-TEST05");
    }

    @Test
    void fills_in_nothing_of_another_procedure_than_the_one_it_asked_for() {
        String other = """
                {"MATTHC":"1.000001","TENTTHC":"Thủ tục khác","LINHVUCTHUCHIEN":[{"MALINHVUC":"G16-VH02","TENLINHVUC":"Di sản"}]}""";
        String asked = """
                {"MATTHC":"1.011451","TENTTHC":"Thủ tục được hỏi","LINHVUCTHUCHIEN":[{"MALINHVUC":"G16-DA01","TENLINHVUC":"Điện ảnh"}]}""";
        portal.answers(PROCEDURE, "{\"error_code\":0,\"message\":\"\",\"result\":[" + other + "," + asked + "]}");
        Batch first = dossier("1.011451", "", "", "");
        assertThat(client.fill(first)).isEmpty();
        assertThat(content(first).path("TenTTHC").asString()).isEqualTo("Thủ tục được hỏi");

        portal.answers(PROCEDURE, "{\"error_code\":0,\"message\":\"\",\"result\":[" + other + "]}");
        assertThat(problem(dossier("1.999999", "", "", ""))).isEqualTo("npsp.procedure-unknown");
    }

    @Test
    void fails_a_dossier_with_a_procedure_nobody_knows_and_believes_that_for_a_while() {
        portal.answers(PROCEDURE, sampleText("lay-thu-tuc-unknown-response"));
        assertThat(problem(dossier("1.999999", "", "", ""))).isEqualTo("npsp.procedure-unknown");
        assertThat(problem(dossier("1.999999", "", "", ""))).isEqualTo("npsp.procedure-unknown");
        assertThat(portal.services()).containsExactly(PROCEDURE, "LayDanhSachTTHC");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
        assertThat(problem(dossier("1.999999", "", "", ""))).isEqualTo("npsp.procedure-unknown");
        assertThat(portal.services()).containsExactly(PROCEDURE, "LayDanhSachTTHC", PROCEDURE);
    }

    @Test
    void fails_a_dossier_whose_field_nobody_knows() {
        portal.answers(PROCEDURE, sampleText("lay-thu-tuc-unknown-response"));
        assertThat(problem(dossier("1.011450", "", "", ""))).isEqualTo("npsp.field-unknown");
    }

    @Test
    void lets_a_dossier_wait_while_the_portal_cannot_be_asked() {
        portal.answers(PROCEDURE, aResponse().withStatus(503));
        Batch batch = dossier("1.011451", "", "", "");
        Optional<Reply> reply = client.fill(batch);
        assertThat(reply).map(Reply::outcome).get().isInstanceOf(Outcome.Deferred.class);
        assertThat(reply.orElseThrow().calls()).hasSize(2);
        assertThat(batch.items().getFirst().problems()).isEmpty();
        portal.answers(PROCEDURE, sampleText("lay-thu-tuc-response"));
        assertThat(client.fill(batch)).isEmpty();
    }

    @Test
    @Timeout(20)
    void goes_on_with_what_it_knows_while_the_portal_is_away() {
        client.fill(dossier("1.011451", "", "", ""));
        portal.answers(PROCEDURE, aResponse().withStatus(503));
        now.updateAndGet(time -> time.plus(Duration.ofHours(13)));
        assertThat(client.fill(dossier("1.011451", "", "", ""))).isEmpty();
        while (portal.calls().size() < 2) { // it asks again, in the background
            Thread.onSpinWait();
        }
        assertThat(client.fill(dossier("1.011451", "", "", ""))).isEmpty();
    }

    @Test
    void names_a_unit_given_by_its_code_and_asks_once() {
        portal.answers(AGENCIES, AGENCIES_ANSWER);
        for (String code : List.of("000.00.05.G16", "G16.05")) {
            Batch batch = unit(code);
            assertThat(client.fill(batch)).isEmpty();
            assertThat(content(batch).path("DonViXuLy").asString()).isEqualTo("Cục Điện ảnh");
        }
        assertThat(portal.services()).containsExactly(AGENCIES);
    }

    @Test
    void sends_a_unit_as_it_came_where_its_code_has_no_name() {
        portal.answers(AGENCIES, AGENCIES_ANSWER);
        Batch batch = unit("G16.99");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("DonViXuLy").asString()).isEqualTo("G16.99");
        assertThat(Given.warnings(batch)).containsExactly("npsp.unit-unknown");
    }

    @Test
    void never_fills_in_a_unit_the_agency_did_not_name() {
        Batch batch = unit("");
        assertThat(client.fill(batch)).isEmpty();
        assertThat(content(batch).path("DonViXuLy").asString()).isEmpty();
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void lets_a_dossier_wait_while_its_units_name_cannot_be_asked_for() {
        portal.answers(AGENCIES, aResponse().withStatus(503));
        assertThat(client.fill(unit("G16.05"))).map(Reply::outcome).get().isInstanceOf(Outcome.Deferred.class);
    }

    private static Batch unit(String unit) {
        return unknown(Given.item(Given.dossier().put("DonViXuLy", unit)));
    }

    @Test
    void has_no_catalogue_behind_a_relay() {
        try (NpspClient relay =
                Given.client(Given.settings("url=http://127.0.0.1:1/relay", "profile=relay"), Given.policy())) {
            Batch batch = dossier("1.011451", "", "", "");
            assertThat(relay.fill(batch)).isEmpty();
            assertThat(batch.items().getFirst().problems())
                    .extracting(Problem::code)
                    .containsExactly("npsp.no-catalogue");
        }
    }

    private static Batch dossier(String code, String name, String field, String fieldName) {
        return unknown(Given.item(Given.dossier()
                .put("MaTTHC", code)
                .put("TenTTHC", name)
                .put("MaLinhVuc", field)
                .put("TenLinhVuc", fieldName)));
    }

    private String problem(Batch batch) {
        assertThat(client.fill(batch)).isEmpty();
        assertThat(batch.ready()).isEmpty();
        return batch.items().getFirst().problems().getFirst().code();
    }

    private static JsonNode content(Batch batch) {
        return Given.JSON.readTree(
                Objects.requireNonNull(batch.ready().getFirst().mapped()).body());
    }
}
