package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/** What is left of a message for somebody who may not see whom it is about. */
class MaskingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Mappings MAPPINGS = new FileMappings(Path.of("mappings"));
    private static final Masking MASKING = MAPPINGS.masking();

    @Test
    void a_record_keeps_its_codes_and_times_and_loses_its_people() throws Exception {
        byte[] record = Files.readAllBytes(Path.of("mappings/npsp/dossier/tests/agency-example.json"));
        JsonNode given = JSON.readTree(record);
        Mapping mapping = MAPPINGS.find("npsp/dossier").orElseThrow();
        JsonNode shown = JSON.readTree(MASKING.record(new SourceRecord(record, "application/json"), mapping));
        assertThat(shown.path("dossierNo")).isEqualTo(given.path("dossierNo"));
        assertThat(shown.path("status")).isEqualTo(given.path("status"));
        assertThat(shown.at("/applicant/name").asString()).isEqualTo(Masking.MASK);
        assertThat(shown.at("/applicant/identityNo").asString()).isEqualTo(Masking.MASK);
        assertThat(shown.toString())
                .doesNotContain(
                        given.at("/applicant/name").asString(),
                        given.at("/applicant/identityNo").asString());
    }

    @Test
    void a_message_keeps_its_envelope() throws Exception {
        byte[] sent =
                Files.readAllBytes(Path.of("src/test/resources/npsp/samples/npsp-dong-bo-ho-so-create-request.json"));
        JsonNode shown = JSON.readTree(MASKING.message(sent));
        assertThat(shown.path("service").asString()).isEqualTo("DongBoHoSoMC");
        assertThat(shown.path("session").asString()).isEqualTo(Masking.MASK);
        assertThat(shown.at("/data/0/MaHoSo").asString()).isEqualTo("000.00.00.G16-240315-0012");
        assertThat(shown.at("/data/0/TrangThaiHoSo").asString()).isEqualTo("2");
        assertThat(shown.at("/data/0/Fax").asString()).isEmpty();
        assertThat(shown.at("/data/0/TaiLieuNop/0/TenTepDinhKem").asString()).isEqualTo(Masking.MASK);
        assertThat(shown.toString()).doesNotContain("Sao Mai", "0199999999", "saomai", "0900000001");
    }

    @Test
    void an_answer_keeps_its_code_and_loses_its_words() {
        String shown = MASKING.message(utf8("{\"error_code\":\"-1\",\"message\":\"Ông Ngô Văn Thật đã có hồ sơ\"}"));
        assertThat(shown).contains("error_code", "-1").doesNotContain("Thật");
    }

    @Test
    void an_xml_message_is_masked_by_its_elements() {
        String shown = MASKING.message(
                utf8("<Envelope><MaHoSo>000.00.00.G16-240315-0012</MaHoSo><ChuHoSo>Ngô Văn Thật</ChuHoSo></Envelope>"));
        assertThat(shown).contains("000.00.00.G16-240315-0012", "ChuHoSo").doesNotContain("Thật");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Ngô Văn Thật",
                "Ngô Văn Thật",
                "{\"ChuHoSo\":\"Ngô Văn Th",
                "\"Ngô Văn Thật\"",
                "[\"Thật\"]"
            })
    void what_cannot_be_told_apart_is_masked_as_a_whole(String body) {
        assertThat(MASKING.message(utf8(body))).doesNotContain("Th").contains(Masking.MASK);
    }

    @Test
    void a_field_nobody_knows_and_a_name_that_is_none_are_masked() {
        String shown = MASKING.message(utf8("{\"whoKnows\":\"x y\",\"Ngô Văn Thật\":1,\"MaHoSo\":\"A-1\"}"));
        assertThat(shown).contains("whoKnows", "A-1").doesNotContain("x y", "Thật");
    }

    @Test
    void a_row_of_a_table_that_no_mapping_reads_is_masked() {
        SourceRecord row = new SourceRecord(utf8("Mã;Tên\nA-1;Ngô Văn Thật\n"), "text/csv");
        assertThat(MASKING.record(row, null)).isEqualTo(Masking.MASK);
    }

    @Test
    void a_value_is_shown_by_its_field() {
        assertThat(MASKING.value("TrangThaiHoSo", "4")).isEqualTo("4");
        assertThat(MASKING.value("ChuHoSo", "Ngô Văn Thật")).isEqualTo(Masking.MASK);
        assertThat(MASKING.value("ChuHoSo", "")).isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
