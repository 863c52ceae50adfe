package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.source.BookWriter.Cell;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** What one cell of a workbook means. */
class XlsxCellsTest {

    private static final JsonNode XLSX = Sources.declared("{'format':'xlsx'}");

    @TempDir
    Path folder;

    private final BookWriter book = new BookWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "79203000123; 000000000000; \"079203000123\"",
                "199673622; 0000000000; \"0199673622\"",
                "912345678; 0000 000 000; \"0912345678\"",
                "7; [Red]00; \"07\"",
                "7; 00_); \"07\"",
                "123456; 0000; \"123456\"",
                "79203000123; 0; 79203000123",
                "79203000123; General; 79203000123",
                "79203000123.0; General; 79203000123",
                "7.9203000123E10; General; 79203000123",
                "1.5; 00; 1.5",
                "-7; 00; -7",
                "3E6; #,##0; 3000000",
                "1.01208; 0.000000; 1.01208"
            })
    void a_number_format_gives_back_the_zeros_a_number_lost(String raw, String format, String value) throws Exception {
        assertThat(value(book.shown(raw, format)).toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "45909.3561111111; dd/mm/yyyy hh:mm; \"2025-09-09T08:32:48\"",
                "45909; [$-42A]dd \"tháng\" mm; \"2025-09-09T00:00:00\"",
                "45909; m/d/yy; \"2025-09-09T00:00:00\"",
                "0.354166666666667; hh:mm; \"08:30:00\"",
                "59; dd/mm/yyyy; \"1900-02-28T00:00:00\"",
                "61; dd/mm/yyyy; \"1900-03-01T00:00:00\"",
                "45909.99999999; dd/mm/yyyy; \"2025-09-10T00:00:00\"",
                "1.5; [h]:mm; 1.5",
                "45909; #,##0 \"đồng\"; 45909",
                "45909; #,##0 [$dong]; 45909",
                "45909; 0\" days\"; 45909",
                "45909; \"Ngày\" 0; 45909",
                "45909; #,##0_d; 45909",
                "45909; [Red]#,##0; 45909"
            })
    void a_number_is_a_date_only_where_its_format_shows_one(String raw, String format, String value) throws Exception {
        assertThat(value(book.shown(raw, format)).toString()).isEqualTo(value);
    }

    @Test
    void days_count_from_1904_where_the_workbook_says_so() throws Exception {
        book.from1904();

        assertThat(value(book.shown("44447.5", "dd/mm/yyyy")).asString()).isEqualTo("2025-09-09T12:00:00");
        assertThat(value(book.shown("0.5", "hh:mm")).asString()).isEqualTo("12:00:00");
    }

    /** As "Strict Open XML" workbooks have them. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-15, 2024-03-15T00:00:00",
        "2024-03-15T08:30:00, 2024-03-15T08:30:00",
        "2024-03-15T08:30:00.000, 2024-03-15T08:30:00",
        "15/03/2024, 15/03/2024"
    })
    void a_date_kept_as_text_comes_as_all_dates_do(String raw, String value) throws Exception {
        assertThat(value(BookWriter.raw(" t=\"d\"", "<v>" + raw + "</v>")).asString())
                .isEqualTo(value);
    }

    @Test
    void a_calculated_cell_is_its_value() throws Exception {
        assertThat(value(BookWriter.raw("", "<f>A1*2</f><v>12</v>")).asInt()).isEqualTo(12);
        assertThat(value(BookWriter.raw(" t=\"str\"", "<f>B1&amp;C1</f><v>G16</v>"))
                        .asString())
                .isEqualTo("G16");
        assertThat(value(BookWriter.raw(" t=\"b\"", "<f>TRUE()</f><v>true</v>")).asBoolean())
                .isTrue();
        assertThat(value(BookWriter.raw(" t=\"str\"", "<f>\"\"</f><v></v>")).isMissingNode())
                .as("calculated, and empty")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=\"e\" | <f>VLOOKUP(1)</f><v>#N/A</v> | #N/A",
                "t=\"e\" | <v>#REF!</v> | #REF!",
                "t=\"e\" | <v>Nguyễn Thị Thử</v> | #error",
                " | <f>A1+1</f> | #formula",
                " | <f>A1+1</f><v></v> | #formula",
                " | <f>A1+1</f><v/> | #formula",
                "t=\"s\" | <v>99</v> | #text",
                "t=\"b\" | <v>yes</v> | #boolean",
                " | <v>abc</v> | #number",
                " | <v>1E999999999</v> | #number",
                " | <v>1234567890123456000</v> | #digits",
                " | <v>1.23456789012346E+15</v> | #digits"
            })
    void a_cell_without_a_sure_value_stops_its_row_and_says_where_it_is(String attributes, String content, String error)
            throws Exception {
        Cell cell = BookWriter.raw(attributes == null ? "" : " " + attributes, content);

        assertThat(refused(cell))
                .isEqualTo(Problem.of("source.error-cell")
                        .at("sheet Hồ sơ, cell B2")
                        .in("Giá trị")
                        .with("error", error));
    }

    @Test
    void a_number_or_a_format_of_unreasonable_length_costs_nothing() throws Exception {
        String zeros = "0".repeat(1 << 20);
        assertThat(refused(BookWriter.raw("", "<v>1" + zeros + "</v>")).details())
                .containsEntry("error", "#number");
        assertThat(value(book.shown("7", zeros)).asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"-5", "60", "60.5", "2958466", "1E300", "1E20"})
    void a_date_no_calendar_has_stops_its_row(String raw) throws Exception {
        assertThat(refused(book.shown(raw, "dd/mm/yyyy")).details()).containsEntry("error", "#date");
    }

    @Test
    void a_text_is_whole_however_it_is_kept() throws Exception {
        assertThat(value(book.shared("<r><rPr><b/></rPr><t xml:space=\"preserve\">Công ty </t></r><r><t>Sao</t></r>"
                                + "<rPh><t>x</t></rPh>"))
                        .asString())
                .isEqualTo("Công ty Sao");
        assertThat(value("  có khoảng trắng ").asString()).isEqualTo("  có khoảng trắng ");
        assertThat(value(book.shared("<t>dòng 1_x000D_\ndòng 2 _x005F_x0041_</t>"))
                        .asString())
                .isEqualTo("dòng 1\r\ndòng 2 _x0041_");
        assertThat(value("0912 345 678").asString()).isEqualTo("0912 345 678");
    }

    private JsonNode value(Object cell) throws Exception {
        return records(cell).getFirst().path("Giá trị");
    }

    private Problem refused(Cell cell) {
        return catchThrowableOfType(Unreadable.class, () -> records(cell)).problem();
    }

    private List<JsonNode> records(Object cell) throws Exception {
        book.onlySheet("Hồ sơ").row(1, "STT", "Giá trị").row(2, 1, cell);
        return Sources.records(XLSX, book.write(folder.resolve("book.xlsx")));
    }
}
