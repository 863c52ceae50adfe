package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.SourceRecord;

class LiveCaseTest {

    /** Of nobody; but a real one would look like it. */
    private static final String DOSSIER = """
            { "dossierNo": "000.00.00.G16-240315-0712", "procedureCode": "1.011451", "channel": "online",
              "applicant": { "kind": "citizen", "name": "Ngô Văn Thật", "identityKind": "cccd", "identityNo": "036084001234",
                             "phone": "0987654321", "email": "that.ngo@gmail.com" },
              "submittedAt": "2024-03-15T08:05:12+07:00", "receivedAt": "2024-03-15T08:30:00+07:00",
              "status": "received", "resultDelivery": "desk", "unit": "Cục Điện ảnh", "summary": "Đề nghị của ông Ngô Văn Thật",
              "note": "Ngô Văn Thật",
              "attachments": [ { "id": "77", "fileName": "don-ngo-van-that.pdf", "url": "https://kho.gov.vn/ngo-van-that.pdf", "removed": false } ] }
            """;

    @TempDir
    Path folder;

    Path mappings;

    @BeforeEach
    void copy_the_mappings() throws Exception {
        mappings = folder.resolve("mappings");
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Path copy =
                        mappings.resolve(Path.of("mappings").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    LiveCase write(String json) throws Exception {
        return LiveCase.write(mappings, "npsp/dossier", Definitions.record(json), "a-live-case", "Made of delivery 1.");
    }

    void holds(LiveCase written) throws Exception {
        assertThat(new MappingTests(Locale.ENGLISH).run(mappings.resolve("npsp/dossier")))
                .filteredOn(result -> result.file().contains("a-live-case"))
                .singleElement()
                .satisfies(result -> assertThat(result.failures()).isEmpty());
        assertThat(Files.readString(written.file()))
                .doesNotContainIgnoringCase("ngô", "ngo", "thật", "gmail", "036084", "084001234", "7654321", "0712");
    }

    @Test
    void a_case_of_a_mapped_record_holds_and_names_nobody() throws Exception {
        LiveCase written = write(DOSSIER);
        assertThat(written.same()).isTrue();
        holds(written);
        assertThat(Files.readString(written.file()))
                .contains("\"status\": \"received\"", "2024-03-15T08:30:00+07:00", "000.00.00.G16-240315-");
    }

    @Test
    void the_text_beside_attributes_is_called_what_rules_call_it() throws Exception {
        LiveCase written = write(DOSSIER.replace(
                "\"note\":",
                "\"more\": { \"@kind\": \"x\", \"#text\": \"Ngô Văn Thật\", \"Thật\": \"y\" }, \"note\":"));

        holds(written);
        assertThat(Files.readString(written.file())).contains("\"#text\":", "\"field1\":");
    }

    @Test
    void a_case_of_a_failure_fails_in_the_same_way() throws Exception {
        LiveCase written = write(DOSSIER.replace("\"received\"", "\"archived\"")
                .replace("\"036084001234\"", "\"03608400123\"")
                .replace("\"2024-03-15T08:05:12+07:00\"", "\"2024-02-31T08:05:12+07:00\""));
        assertThat(written.same()).isTrue();
        holds(written);
        assertThat(Files.readString(written.file()))
                .contains(
                        "mapping.no-crosswalk-pair, field: \"TrangThaiHoSo\"", "field: \"DinhDanhCHS[0].SoDinhDanh\"");
    }

    @Test
    void one_person_is_one_invented_person_throughout_a_case() throws Exception {
        String text = Files.readString(write(DOSSIER).file());
        String name = text.replaceAll("(?s).*\"name\":\"([^\"]+)\".*", "$1");
        assertThat(text).contains("\"note\": \"" + name + "\"");
    }

    @Test
    void a_row_of_a_table_loses_its_dossier_number_and_what_no_rule_reads() throws Exception {
        String row = """
                STT;Mã hồ sơ;Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Mức độ DVC;Hình thức nộp;Chủ hồ sơ;Loại đối tượng;Số CMND/CCCD/MST;\
                Điện thoại;Email;Địa chỉ;Phường/Xã;Quận/Huyện;Tỉnh/TP;Ngày nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;\
                Ngày trả kết quả;Trạng thái;Quá hạn (ngày);Phí, lệ phí;Tình trạng thu phí;Hình thức thanh toán;Ghi chú
                1;000.00.12.H29-201109-0712;1.004614;Cấp lại thẻ;Du lịch;4;Trực tuyến;Ngô Văn Thật;Công dân;036084001234;\
                0987654321;that.ngo@gmail.com;12 phố Thật;Phường Bến Nghé;Quận 1;Thành phố Hồ Chí Minh;09/11/2020 13:39;\
                09/11/2020 14:34;23/11/2020 17:00;;;Đang xử lý;0;325.000 đ;;truc-tuyen;Gọi cho ông Thật
                """;
        LiveCase written = LiveCase.write(
                mappings,
                "npsp/exports/so-theo-doi-2020",
                new SourceRecord(row.getBytes(StandardCharsets.UTF_8), "text/csv"),
                "a-live-row",
                "Made of delivery 2.");
        assertThat(written.same()).isTrue();
        assertThat(Files.readString(written.file()))
                .contains("Công dân", "Trực tuyến", "09/11/2020 13:39", "325.000 đ", "1.004614", "\"Trạng thái\"")
                .doesNotContainIgnoringCase(
                        "0712", "thật", "036084", "7654321", "gmail", "Bến Nghé", "Hồ Chí Minh\",\n");
    }

    @Test
    void nothing_is_written_over_and_nothing_made_of_what_cannot_be_read() throws Exception {
        write(DOSSIER);
        assertThatThrownBy(() -> write(DOSSIER)).isInstanceOf(LiveCase.Impossible.class);
        assertThatThrownBy(() -> LiveCase.write(
                        mappings, "npsp/dossier", new SourceRecord("{\"a\"".getBytes(), "application/json"), "b", ""))
                .isInstanceOf(LiveCase.Impossible.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> LiveCase.write(mappings, "none", Definitions.record(DOSSIER), "b", ""))
                .isInstanceOf(LiveCase.Impossible.class);
    }
}
