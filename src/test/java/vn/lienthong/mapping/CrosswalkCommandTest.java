package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.crosswalk.CrosswalkWorkbook;
import vn.lienthong.mapping.crosswalk.SheetRow;

class CrosswalkCommandTest {

    private static final String WORDS = """
            # Words of the register
            crosswalk: words
            from: agency/words
            to: npsp/b
            pairs:
              # the first
              Mới: "1"             # as it comes
              Đã xong: "2"
            # the end
            """;

    @TempDir
    Path folder;

    Definitions given;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"))
                .mapping("B: { from: b, crosswalk: words }")
                .file("code-tables/agency/words.csv", "code,name\nMới,Mới\nĐã xong,Xong\nChờ,Chờ\n")
                .file("crosswalks/words.yaml", WORDS);
    }

    int run(String... words) {
        printed.reset();
        return CrosswalkCommand.run(words, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    String file() {
        return given.folder().resolve("crosswalks/words.yaml").toString();
    }

    String text() throws Exception {
        return Files.readString(Path.of(file()));
    }

    String exported() {
        String out = folder.resolve("words.xlsx").toString();
        assertThat(run("export", file(), "--out=" + out)).as(printed()).isZero();
        return out;
    }

    /** A workbook as an officer might send it: only the columns that count. */
    String workbook(String... rows) throws Exception {
        Path file = folder.resolve("back.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("x");
            List<String> lines = new ArrayList<>(List.of("Mã nguồn|Mã đích|Từ ngày|Đến ngày|Ghi chú"));
            lines.addAll(Arrays.asList(rows));
            for (int row = 0; row < lines.size(); row++) {
                String[] cells = lines.get(row).split("\\|", -1);
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
            }
        }
        return file.toString();
    }

    @Test
    void a_crosswalk_is_named_by_its_file_or_as_mappings_name_it() {
        assertThat(run("suggest", "status-words", "Đang chờ")).as(printed()).isZero();
        assertThat(printed()).contains("Đang chờ: perhaps");
        assertThat(run("suggest", "status-wrods", "Đang chờ")).isEqualTo(2);
        assertThat(printed()).contains("there is no crosswalk status-wrods, did you mean status-words?");
    }

    @Test
    void a_workbook_holds_pairs_notes_and_the_codes_without_a_pair() throws Exception {
        assertThat(CrosswalkWorkbook.read(Path.of(exported())))
                .extracting(SheetRow::code, SheetRow::becomes, SheetRow::note)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Mới", "1", "as it comes"),
                        org.assertj.core.groups.Tuple.tuple("Đã xong", "2", ""),
                        org.assertj.core.groups.Tuple.tuple("Chờ", "", ""));
        assertThat(printed()).contains("2 pairs, 1 codes without one");
    }

    @Test
    void what_was_only_exported_changes_nothing() throws Exception {
        assertThat(run("import", file(), exported(), "--write")).as(printed()).isZero();
        assertThat(printed()).contains("0 changes, 0 conflicts", "? Chờ has no pair");
        assertThat(text()).isEqualTo(WORDS);
    }

    @Test
    void changes_are_told_and_written_only_on_demand_and_comments_stay() throws Exception {
        String back = workbook("Mới|2|||as it comes", "Chờ|1|||hỏi cán bộ");
        assertThat(run("import", file(), back)).as(printed()).isZero();
        assertThat(printed())
                .contains("~ Mới → 1  # as it comes  ⇒  Mới → 2  # as it comes", "+ Chờ → 1  # hỏi cán bộ")
                .contains("- Đã xong → 2", "3 changes, 0 conflicts", "nothing is written");
        assertThat(text()).isEqualTo(WORDS);

        assertThat(run("import", file(), back, "--write")).as(printed()).isZero();
        assertThat(text()).isEqualTo("""
                # Words of the register
                crosswalk: words
                from: agency/words
                to: npsp/b
                pairs:
                  # the first
                  Mới: "2"  # as it comes
                  Chờ: "1"  # hỏi cán bộ
                # the end
                """);
        assertThat(given.json("{\"b\": \"Mới\"}")).contains("\"B\":\"2\"");
    }

    @Test
    void every_conflict_is_told_by_its_row_and_nothing_is_written() throws Exception {
        String back = workbook(
                "Mới|9|||",
                "Lạ|1|||",
                "Đã xong|2|31/02/2024||",
                "Chờ|1|01/01/2024|31/12/2024|",
                "Chờ|2|01/12/2024||",
                "|1|||");
        assertThat(run("import", file(), back, "--write")).isEqualTo(1);
        assertThat(printed())
                .contains("conflict  mapping.pair-not-in-code-table  sheet x, row 2", "sheet x, row 3")
                .contains("mapping.not-a-day  sheet x, row 4", "mapping.duplicate-pair  sheet x, row 6")
                .contains("mapping.csv-cell-empty  sheet x, row 7", "nothing is written");
        assertThat(text()).isEqualTo(WORDS);
    }

    @Test
    void days_turn_the_pairs_into_a_list() throws Exception {
        given.mapping("B: { from: b, crosswalk: { name: words, on: day } }");
        String back = workbook("Mới|1||30/06/2025|as it comes", "Mới|2|2025-07-01||", "Đã xong|2|||");
        assertThat(run("import", file(), back, "--write")).as(printed()).isZero();
        assertThat(text()).contains("""
                pairs:
                  # the first
                  - { code: "Mới", becomes: "1", until: "2025-06-30", note: "as it comes" }
                  - { code: "Đã xong", becomes: "2" }
                  - { code: "Mới", becomes: "2", from: "2025-07-01" }
                # the end
                """);
        assertThat(given.json("{\"b\": \"Mới\", \"day\": \"2025-07-01\"}")).contains("\"B\":\"2\"");
        assertThat(run("import", file(), exported(), "--write")).as(printed()).isZero();
        assertThat(printed()).contains("0 changes");
    }

    @Test
    void pairs_on_one_line_and_pairs_in_a_csv_file_are_rewritten_too() throws Exception {
        given.file("crosswalks/words.yaml", "crosswalk: words\nto: npsp/b\npairs: { Mới: \"1\" }\notherwise: \"2\"\n");
        assertThat(run("import", file(), workbook("true|1|||", "a \"b\"|2|||"), "--write"))
                .as(printed())
                .isZero();
        assertThat(text())
                .isEqualTo(
                        "crosswalk: words\nto: npsp/b\npairs:\n  \"true\": \"1\"\n  \"a \\\"b\\\"\": \"2\"\notherwise: \"2\"\n");

        given.mapping("B: { from: b, crosswalk: { name: words, on: day } }")
                .file("crosswalks/words.yaml", "crosswalk: words\nto: npsp/b\npairs: w.csv\n")
                .file("crosswalks/w.csv", "code,becomes,officer\nMới,1,An\nCũ,2,Bình\n");
        assertThat(run("import", file(), workbook("Mới|2|||", "Cũ|2|||", "x, y|1||2024-12-31|"), "--write"))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("crosswalks/w.csv")))
                .isEqualTo("code,becomes,officer,until\nMới,2,An,\nCũ,2,Bình,\n\"x, y\",1,,2024-12-31\n");
    }

    @Test
    void days_need_a_mapping_that_says_which_day_counts() throws Exception {
        assertThat(run("import", file(), workbook("Mới|1||30/06/2025|", "Đã xong|2|||"), "--write"))
                .isEqualTo(1);
        assertThat(printed()).contains("conflict  mapping.crosswalk-needs-on  mappings/mapping.yaml:7");
    }

    @Test
    void what_would_break_a_mapping_that_uses_the_crosswalk_is_a_conflict() throws Exception {
        given.mapping("A: { from: a, crosswalk: { name: words, reverse: true } }");
        assertThat(run("import", file(), workbook("Mới|1|||", "Đã xong|1|||"), "--write"))
                .isEqualTo(1);
        assertThat(printed()).contains("mapping.crosswalk-ambiguous  mappings/mapping.yaml:7");
    }

    @Test
    void suggestions_go_by_names_and_change_nothing() throws Exception {
        given.file("code-tables/npsp/b.csv", "code,name\n1,Đang xử lý\n2,Đã trả kết quả\n");
        assertThat(run("suggest", file(), "Đã trả kết quả cho dân", "Mới", "zzz"))
                .as(printed())
                .isZero();
        assertThat(printed())
                .contains("Đã trả kết quả cho dân: perhaps\n  2  Đã trả kết quả  (")
                .contains("Mới: has a pair", "zzz: nothing is like it");
        assertThat(run("suggest", file())).isZero();
        assertThat(printed()).contains("Chờ: nothing is like it");
        assertThat(text()).isEqualTo(WORDS);
    }

    @Test
    void a_file_without_a_crosswalk_or_a_workbook_that_is_none_is_told() throws Exception {
        assertThat(run("export", given.folder().resolve("mapping.yaml").toString(), "--out=x.xlsx"))
                .isEqualTo(2);
        assertThat(run("export", file())).isEqualTo(2);
        Path none = Files.writeString(folder.resolve("none.xlsx"), "no workbook");
        assertThat(run("import", file(), none.toString())).isEqualTo(1);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void a_workbook_of_a_header_alone_is_told_to_have_no_rows() throws Exception {
        assertThat(run("import", file(), workbook(), "--write")).isEqualTo(1);
        assertThat(printed()).contains("mapping.workbook-without-rows").doesNotContain("csv-column-missing");
    }

    @Test
    void a_workbook_whose_codes_all_are_without_a_pair_has_its_columns() throws Exception {
        int ended = run("import", file(), workbook("Mới||||", "Đã xong||||"));
        assertThat(ended).as(printed()).isZero();
        assertThat(printed()).contains("- ", "? Mới has no pair", "? Đã xong has no pair", "nothing is written");
        run("import", file(), workbook("Mới||||", "Đã xong||||"), "--write");
        assertThat(text()).contains("pairs: {}\n", "# the first", "# the end");
        assertThat(run("import", file(), workbook("Mới|1|||"), "--write")).isZero();
        assertThat(text()).contains("pairs:\n  Mới: \"1\"\n");
    }

    @Test
    void a_workbook_that_lacks_one_of_its_two_sides_is_told_which() throws Exception {
        Path file = folder.resolve("half.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("x");
            sheet.value(0, 0, "Mã đích");
            sheet.value(1, 0, "1");
        }
        assertThat(run("import", file(), file.toString())).isEqualTo(1);
        assertThat(printed()).contains("mapping.csv-column-missing", "Mã nguồn");
    }

    @Test
    void a_workbook_of_something_else_is_told_at_once_and_not_quoted() throws Exception {
        Path file = folder.resolve("people.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            workbook.newWorksheet("x").value(0, 0, "Ngô Văn Thật");
        }
        assertThat(run("import", file(), file.toString())).isEqualTo(1);
        assertThat(printed()).contains("source.not-the-header", "Mã nguồn").doesNotContain("Thật");
    }
}
