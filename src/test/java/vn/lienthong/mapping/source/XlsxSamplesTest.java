package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.command.Commands;

/** What {@code mapping new} takes for the table of a workbook somebody has. */
class XlsxSamplesTest {

    @TempDir
    Path folder;

    private final BookWriter book = new BookWriter();

    @Test
    void names_written_over_two_rows_and_groups_are_found_and_what_is_hidden_is_left_to_decide() throws Exception {
        book.sheet("Quý I")
                .row(1, "SỞ VĂN HÓA")
                .row(4, "STT", "Hồ sơ", null, "Người nộp", null, "Trạng thái")
                .row(5, null, "Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "Điện thoại")
                .row(6, "I. Lĩnh vực Du lịch")
                .row(7, 1, "000.00.00.G16-240315-0201", "1.003743", "Ngô Văn Thật", "0987654321", "Đang xử lý")
                .row(8, "II. Lĩnh vực Điện ảnh")
                .row(9, 2, "000.00.00.G16-240315-0202", "1.011451", "Ngô Thị Khác", "0987654322", "Đang chờ")
                .hiddenRow(10, 3, "000.00.00.G16-240315-0203", "1.011451", "Ngô Thị Ẩn", "0987654323", "Đang chờ")
                .row(11, "Tổng cộng", null, null, null, null, 3)
                .merge("A4:A5", "B4:C4", "D4:E4", "F4:F5", "A6:F6", "A8:F8");
        assertThat(begun())
                .contains("\"header\":{\"row\":4,\"rows\":2}", "\"groups\":\"Nhóm\"", "\"Người nộp / Chủ hồ sơ\"")
                .doesNotContain("hidden", "Tổng cộng");
    }

    @Test
    void a_table_without_groups_is_given_none() throws Exception {
        book.sheet("Quý I")
                .row(1, "Mã hồ sơ", "Chủ hồ sơ", "Trạng thái")
                .row(2, "000.00.00.G16-240315-0201", "Ngô Văn Thật", "Đang xử lý")
                .row(3, "000.00.00.G16-240315-0202", "Ngô Thị Khác", "Đang chờ")
                .row(4, "Người lập biểu");
        assertThat(begun()).contains("\"header\":{\"row\":1}").doesNotContain("groups");
    }

    @Test
    void a_workbook_that_hides_its_first_sheets_is_begun_with_the_first_one_that_is_seen() throws Exception {
        book.sheet("DanhMuc", "hidden").row(1, "Mã", "Tên").row(2, "1", "x");
        book.sheet("Mã", "veryHidden").row(1, "Mã", "Tên").row(2, "1", "x");
        book.sheet("Hồ sơ").row(1, "Mã hồ sơ", "Chủ hồ sơ").row(2, "000.00.00.G16-240315-0201", "Ngô Văn Thật");
        assertThat(begun()).contains("\"sheet\":3", "\"header\":{\"row\":1}");
    }

    @Test
    void a_row_of_numbers_under_the_names_is_no_record() throws Exception {
        book.sheet("Quý I")
                .row(1, "Mã hồ sơ", "Chủ hồ sơ", "Trạng thái")
                .row(2, "(1)", "(2)", "(3)")
                .row(3, "000.00.00.G16-240315-0201", "Ngô Văn Thật", "Đang xử lý");
        assertThat(begun()).contains("\"header\":{\"row\":1,\"skip\":1}");
    }

    private String begun() throws Exception {
        Path sample = folder.resolve("sample.xlsx");
        book.write(sample);
        Path contract = folder.resolve("mappings/portal/portal.schema.json");
        Files.createDirectories(contract.getParent());
        Files.createDirectories(folder.resolve("mappings/crosswalks"));
        Files.writeString(contract, """
                { "x-unknown": {"string": ""}, "type": "object", "additionalProperties": false,
                  "properties": { "MaHoSo": {"type": "string"}, "ChuHoSo": {"type": "string"}, "Nhom": {"type": "string"} } }
                """);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int ended = Commands.mapping()
                .run(
                        List.of("new", contract.toString(), sample.toString(), "--name=portal/sample"),
                        new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(ended).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        Path made = folder.resolve("mappings/portal/sample");
        assertThat(Files.readString(made.resolve("tests/maps-the-first-record.yaml")))
                .contains("Chủ hồ sơ\": ")
                .doesNotContain("field1", "Thật");
        return Files.readString(made.resolve("mapping.yaml"));
    }
}
