package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;

/** Whether a file has the columns it is asked for, and whether it is a table at all. */
class CsvHeaderTest {

    private static final JsonNode SEMICOLONS = Sources.declared("{'format':'csv','delimiter':';'}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1;Ngô Văn Thật\n2;Ngô Thị Khác\n", "Mã,Tên\n1,Ngô Văn Thật\n", "Ma;Ten\n1;Ngô Văn Thật\n"})
    void a_header_without_one_column_that_is_asked_for_is_told_at_once_and_not_quoted(String text) throws Exception {
        Path file = Sources.file(folder, "a.csv", text);
        SourceFormat asking = SourceFormats.of(SEMICOLONS, AskedFields.all(List.of("Mã", "Tên")));

        Problem problem = Sources.problem(() -> asking.open(file).close());

        assertThat(problem.code()).isEqualTo("source.not-the-header");
        assertThat(problem.details()).containsEntry("columns", "Mã, Tên").doesNotContainValue("Thật");
        assertThat(problem.toString()).doesNotContain("Thật");
    }

    @Test
    void columns_that_are_asked_for_and_not_there_are_told_with_the_file() throws Exception {
        Path file = Sources.file(folder, "a.csv", "Mã;Số điện thoại\n1;0900000001\n");
        SourceFormat asking = SourceFormats.of(SEMICOLONS, AskedFields.all(List.of("Mã", "Điện thoại", "Ngày")));

        try (SourceFormat.Rows rows = asking.open(file)) {
            assertThat(rows.next()).isNotNull();
            assertThat(rows.passedOver())
                    .containsExactly(Problem.of("source.columns-not-there").with("columns", "Điện thoại, Ngày"));
        }
    }

    @Test
    void of_columns_of_which_one_is_enough_the_others_are_not_missed() throws Exception {
        Path file = Sources.file(folder, "a.csv", "Mã;Điện thoại mới\n1;0900000001\n");
        SourceFormat asking = SourceFormats.of(
                SEMICOLONS,
                new AskedFields(List.of(
                        Set.of("Mã"), Set.of("Điện thoại", "Điện thoại mới"), Set.of("Ngày", "Mã"), Set.of("Ngày"))));

        try (SourceFormat.Rows rows = asking.open(file)) {
            assertThat(rows.passedOver())
                    .containsExactly(Problem.of("source.columns-not-there").with("columns", "Ngày"));
        }
    }

    @Test
    void columns_that_are_declared_are_not_compared_with_a_row_that_is_no_header() throws Exception {
        Path file = Sources.file(folder, "a.csv", "1;Ngô Văn Thật\n");
        SourceFormat declared =
                SourceFormats.of(Sources.declared("{'format':'csv','delimiter':';','columns':['Mã','Tên']}"));

        Problem problem = Sources.problem(() -> declared.open(file).close());

        assertThat(problem.code()).isEqualTo("source.not-the-header");
        assertThat(problem.toString()).doesNotContain("Thật");
    }

    @Test
    void a_header_in_another_character_set_is_told_as_such() throws Exception {
        Path file = Sources.file(
                folder, "a.csv", new byte[] {'M', (byte) 0xE3, ';', 'T', (byte) 0xEA, 'n', '\n', '1', ';', '2'});

        Problem problem =
                Sources.problem(() -> SourceFormats.of(SEMICOLONS).open(file).close());

        assertThat(problem.code()).isEqualTo("source.not-in-charset");
        assertThat(problem.field()).isEqualTo("line 1, column 1");
    }

    @Test
    void a_workbook_where_csv_is_declared_is_told_as_such() throws Exception {
        assertThat(refused("xl/workbook.xml").code()).isEqualTo("source.workbook-not-csv");
    }

    @Test
    void an_archive_of_something_else_is_no_workbook() throws Exception {
        assertThat(refused("dossiers.csv"))
                .isEqualTo(Problem.of("source.not-a-text").with("found", "ZIP"));
    }

    private Problem refused(String packed) throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry(packed));
        }
        Path file = Sources.file(folder, "a.csv", zip.toByteArray());
        return Sources.problem(() -> SourceFormats.of(SEMICOLONS).open(file).close());
    }

    @ParameterizedTest
    @CsvSource({"1f8b0800, GZIP (.gz)", "255044462d, PDF", "d0cf11e0a1b11ae1, Excel 97-2003 (.xls)", "504b0304ff, ZIP"})
    void what_is_no_text_is_told_by_its_name(String bytes, String found) throws Exception {
        Path file = Sources.file(folder, "a.csv", HexFormat.of().parseHex(bytes));

        assertThat(Sources.problem(() -> SourceFormats.of(SEMICOLONS).open(file).close()))
                .isEqualTo(Problem.of("source.not-a-text").with("found", found));
    }

    @Test
    void names_missing_and_unknown_columns() throws Exception {
        JsonNode declared = Sources.declared("{'format':'csv','columns':['Mã hồ sơ','Tên']}");
        Path decomposed =
                Sources.file(folder, "good.csv", Normalizer.normalize("Tên,Mã  hồ sơ \n", Normalizer.Form.NFD));
        Path other = Sources.file(folder, "bad.csv", "Mã hồ sơ,Họ tên\n");

        assertThat(Sources.rows(declared, decomposed)).isEmpty();
        assertThat(Sources.problem(() -> Sources.rows(declared, other)))
                .isEqualTo(Problem.of("source.columns-differ")
                        .at("line 1")
                        .with("missing", "Tên")
                        .with("unknown", "Họ tên"));
        assertThat(Sources.problem(() -> Sources.rows(declared, Sources.file(folder, "twice.csv", "Tên,Tên\n")))
                        .code())
                .isEqualTo("source.same-column-twice");
    }
}
