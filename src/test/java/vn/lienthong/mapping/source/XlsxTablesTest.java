package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.BookWriter.Sheet;

/** What is a record among the titles, groups, sums and signatures of a report, and what becomes of what is not seen. */
class XlsxTablesTest {

    @TempDir
    Path folder;

    private final BookWriter book = new BookWriter();

    @Test
    void a_header_of_two_rows_with_merged_cells_names_each_column() throws Exception {
        book.sheet("Hồ sơ")
                .row(1, "BÁO CÁO")
                .row(3, "STT", "Hồ sơ", null, "Ngày", null, "Ghi chú")
                .row(4, null, "Số", "Chủ", "Tiếp nhận", "Hẹn trả")
                .row(5, "(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
                .row(6, 1, "H1", "An", "x", "y", "z")
                .merge("A1:F1", "A3:A4", "B3:C3", "D3:E3", "F3:F4");

        assertThat(passedOver("'header':{'row':3,'rows':2,'skip':1}"))
                .containsExactly(told("source.rows-below-header", 1, "5"));
        assertThat(records("'header':{'row':3,'rows':2,'skip':1}"))
                .containsExactly("{\"STT\":1,\"Hồ sơ / Số\":\"H1\",\"Hồ sơ / Chủ\":\"An\",\"Ngày / Tiếp nhận\":\"x\","
                        + "\"Ngày / Hẹn trả\":\"y\",\"Ghi chú\":\"z\"}");
        assertThat(refused("'header':{'row':3,'rows':2},'columns':['STT','Số']").code())
                .isEqualTo("source.columns-differ");
    }

    @Test
    void a_name_merged_over_columns_with_nothing_below_it_is_the_name_of_the_first() throws Exception {
        book.sheet("Hồ sơ")
                .row(1, "STT", "Chủ hồ sơ", null, "Ngày", null)
                .row(2, null, null, null, "Nộp", "Trả")
                .row(3, 1, "An", null, "x", "y")
                .merge("A1:A2", "B1:C2", "D1:E1", "D2:D2");
        assertThat(records("'header':{'row':1,'rows':2}"))
                .containsExactly("{\"STT\":1,\"Chủ hồ sơ\":\"An\",\"Ngày / Nộp\":\"x\",\"Ngày / Trả\":\"y\"}");

        book.onlySheet("Hồ sơ").row(1, "STT", "Chủ hồ sơ", null).row(2, 1, "An").merge("B1:C1");
        assertThat(records("")).containsExactly("{\"STT\":1,\"Chủ hồ sơ\":\"An\"}");
    }

    @Test
    void the_same_name_twice_is_told_from_the_row_above_it_or_refused() throws Exception {
        book.sheet("Hồ sơ")
                .row(1, "Nộp", null, "Trả", null)
                .row(2, "Ngày", "Nơi", "Ngày", "Nơi")
                .row(3, 1, 2, 3, 4)
                .merge("A1:B1", "C1:D1");

        assertThat(records("'header':{'row':1,'rows':2}"))
                .containsExactly("{\"Nộp / Ngày\":1,\"Nộp / Nơi\":2,\"Trả / Ngày\":3,\"Trả / Nơi\":4}");
        assertThat(refused("'header':{'row':2}"))
                .isEqualTo(Problem.of("source.same-column-twice")
                        .at("sheet Hồ sơ, row 2")
                        .with("columns", "Ngày, Nơi"));
    }

    @Test
    void a_groups_row_is_a_field_of_the_records_below_it() throws Exception {
        dossiers()
                .row(2, "I", "Di sản văn hóa")
                .row(3, 1, "H1", "An", 100)
                .row(4, "Điện ảnh")
                .row(5, 2, "H2", "Bình", 200)
                .row(6, 3, "H3")
                .row(7, "Cộng", null, null, 300)
                .row(8, null, "Cộng nhóm", null, 300)
                .row(10, "Tổng cộng", null, null, 300)
                .row(12, null, null, "Người lập")
                .merge("B2:D2", "A4:D4", "A7:C7");
        String declared = "'groups':'Lĩnh vực','subtotals':{'first':'Cộng'},'until':{'first':['Tổng cộng']}";

        assertThat(records(declared))
                .containsExactly(
                        "{\"STT\":1,\"Số\":\"H1\",\"Chủ\":\"An\",\"Tiền\":100,\"Lĩnh vực\":\"Di sản văn hóa\"}",
                        "{\"STT\":2,\"Số\":\"H2\",\"Chủ\":\"Bình\",\"Tiền\":200,\"Lĩnh vực\":\"Điện ảnh\"}",
                        "{\"STT\":3,\"Số\":\"H3\",\"Lĩnh vực\":\"Điện ảnh\"}");
        assertThat(passedOver(declared))
                .containsExactly(
                        told("source.group-rows", 2, "2, 4"),
                        told("source.subtotals-left-out", 2, "7, 8"),
                        told("source.rows-behind-the-table", 2, "10, 12"));
    }

    @Test
    void without_a_declaration_every_row_with_something_in_it_is_a_record() throws Exception {
        dossiers().row(2, "Điện ảnh").row(3, 1, "H1", "An", 100).row(4, "Cộng", null, null, 100);

        assertThat(records("")).hasSize(3);
        assertThat(passedOver("")).isEmpty();
    }

    @Test
    void a_hidden_row_stops_the_file_until_the_mapping_says_what_it_is() throws Exception {
        dossiers().row(2, 1, "H1", "An", 100).hiddenRow(3, 2, "H2", "Bình", 200).hiddenRow(4);

        assertThat(refused(""))
                .isEqualTo(
                        Problem.of("source.hidden-row").at("sheet Hồ sơ, row 3").with("row", "3"));
        assertThat(records("'hidden':{'rows':'take'}")).hasSize(2);
        assertThat(passedOver("'hidden':{'rows':'take'}")).containsExactly(told("source.hidden-rows-taken", 1, "3"));
        assertThat(records("'hidden':{'rows':'skip'}")).hasSize(1);
        assertThat(passedOver("'hidden':{'rows':'skip'}")).containsExactly(told("source.hidden-rows-left-out", 1, "3"));
    }

    @Test
    void a_hidden_sheet_is_not_read_unless_the_mapping_says_so() throws Exception {
        book.sheet("Nháp", "hidden").row(1, "A").row(2, "x");
        book.sheet("Hồ sơ").row(1, "A").row(2, "y");
        book.sheet("Mã", "veryHidden");
        book.sheet("Trạng thái");

        assertThat(refused(""))
                .isEqualTo(
                        Problem.of("source.hidden-sheet").with("sheet", "Nháp").with("sheets", "Hồ sơ, Trạng thái"));
        assertThat(records("'hidden':{'sheet':'take'}")).containsExactly("{\"A\":\"x\"}");
        assertThat(records("'sheet':'Hồ sơ'")).containsExactly("{\"A\":\"y\"}");
        assertThat(passedOver("'sheet':'Hồ sơ'"))
                .extracting(problem -> problem.code() + " " + problem.details().get("sheet"))
                .containsExactly(
                        "source.hidden-sheet-not-read Nháp",
                        "source.hidden-sheet-not-read Mã",
                        "source.sheet-not-read Trạng thái");
    }

    @Test
    void a_value_merged_over_several_records_counts_for_each_where_the_mapping_says_so() throws Exception {
        dossiers()
                .row(2, 1, "H1", "An", 100)
                .row(3, null, null, null, 200)
                .row(4, 2, "H2", "không rõ")
                .merge("A2:A3", "B2:B3", "C2:C3", "C4:D4");

        assertThat(refused(""))
                .isEqualTo(Problem.of("source.merged-cells")
                        .at("sheet Hồ sơ, row 3")
                        .with("column", "STT"));
        assertThat(records("'merged':'repeat'"))
                .containsExactly(
                        "{\"STT\":1,\"Số\":\"H1\",\"Chủ\":\"An\",\"Tiền\":100}",
                        "{\"STT\":1,\"Số\":\"H1\",\"Chủ\":\"An\",\"Tiền\":200}",
                        "{\"STT\":2,\"Số\":\"H2\",\"Chủ\":\"không rõ\",\"Tiền\":\"không rõ\"}");
    }

    @Test
    void merged_cells_that_hide_no_value_are_no_trouble() throws Exception {
        dossiers()
                .row(2, 1, "H1", "An", 100)
                .row(3)
                .row(4, 2, "H2", "Bình", 200)
                .merge("A2:A3", "B2:B3", "D4:F4", "A5:D9");

        assertThat(records("")).hasSize(2);
    }

    @Test
    void merged_cells_of_thousands_of_empty_rows_are_no_trouble() throws Exception {
        String[] empty =
                IntStream.range(3, 3000).mapToObj(row -> "E" + row + ":F" + row).toArray(String[]::new);
        dossiers().row(2, 1, "H1", "An", 100).row(3000, 2, "H2", "Bình", 200).merge(empty);

        assertThat(records("")).hasSize(2);
    }

    @Test
    void empty_rows_and_columns_around_the_table_are_nothing() throws Exception {
        dossiers()
                .row(2)
                .row(3, 1, "H1", "An", 100, null, " ")
                .row(4, "", " ", null)
                .row(5000, 2, "H2", "Bình", 200, "")
                .row(6000, BookWriter.raw(" t=\"str\"", "<f>\"\"</f><v></v>"));

        assertThat(records("")).hasSize(2);
    }

    private Sheet dossiers() {
        return book.sheet("Hồ sơ").row(1, "STT", "Số", "Chủ", "Tiền");
    }

    private static Problem told(String code, int count, String rows) {
        return Problem.of(code)
                .at("sheet Hồ sơ")
                .with("count", Integer.toString(count))
                .with("rows", rows);
    }

    private JsonNode declared(String more) {
        return Sources.declared("{'format':'xlsx'" + (more.isEmpty() ? "" : ",") + more + "}");
    }

    @Test
    void a_header_without_one_column_that_is_asked_for_is_told_at_once() {
        book.sheet("Hồ sơ").row(1, "BÁO CÁO").row(3, "STT", "Số hồ sơ").row(4, 1, "H1");
        SourceFormat asking = SourceFormats.of(declared("'header':{'row':1}"), AskedFields.all(List.of("Số hồ sơ")));

        Problem problem = catchThrowableOfType(
                        UnreadableFile.class,
                        () -> asking.open(book.write(folder.resolve("book.xlsx")))
                                .close())
                .problem();

        assertThat(problem.code()).isEqualTo("source.not-the-header");
        assertThat(problem.place()).isEqualTo("sheet Hồ sơ, row 1");
    }

    private List<String> records(String declared) throws Exception {
        return Sources.records(declared(declared), book.write(folder.resolve("book.xlsx"))).stream()
                .map(JsonNode::toString)
                .toList();
    }

    private Problem refused(String declared) {
        return catchThrowableOfType(UnreadableFile.class, () -> records(declared))
                .problem();
    }

    private List<Problem> passedOver(String declared) throws Exception {
        try (SourceFormat.Rows rows =
                SourceFormats.of(declared(declared)).open(book.write(folder.resolve("book.xlsx")))) {
            while (rows.next() != null) {
                // To the end, where all is told.
            }
            return rows.passedOver();
        }
    }
}
