package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

class CsvFormatTest {

    private static final JsonNode SEMICOLONS = Sources.declared("{'format':'csv','delimiter':';'}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void reads_rows_with_any_line_break(String lineBreak) throws Exception {
        Path file = Sources.file(folder, "a.csv", String.join(lineBreak, "Mã;Tên", "1;An", "", ";", "2;"));

        assertThat(Sources.records(SEMICOLONS, file))
                .map(JsonNode::toString)
                .containsExactly("{\"Mã\":\"1\",\"Tên\":\"An\"}", "{\"Mã\":\"2\"}");
    }

    @Test
    void a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() throws Exception {
        Path file = Sources.file(
                folder, "a.csv", "\uFEFFMã;Ghi chú\r\n1;\"bản \"\"sao y\"\"; thêm\r\nảnh 3x4\"\r\n2;6\" x 4\"\r\n");

        List<SourceFormat.Row> rows = Sources.rows(SEMICOLONS, file);

        assertThat(rows).extracting(SourceFormat.Row::place).containsExactly("line 2", "line 4");
        assertThat(Sources.records(SEMICOLONS, file))
                .extracting(record -> record.path("Ghi chú").asString())
                .containsExactly("bản \"sao y\"; thêm\r\nảnh 3x4", "6\" x 4\"");
    }

    @Test
    void a_record_is_the_header_line_and_the_row_in_the_files_own_bytes() throws Exception {
        byte[] tcvn3 = {'T', 'E', 'N', '\n', 'C', (byte) 0xAB, 'n', 'g', ' ', 't', 'y', '\r', '\n'};
        Path file = Sources.file(folder, "a.csv", tcvn3);
        JsonNode declared = Sources.declared("{'format':'csv','charset':'tcvn3'}");

        assertThat(Sources.rows(declared, file).getFirst().record().body()).isEqualTo(tcvn3);
        assertThat(Sources.records(declared, file).getFirst().path("TEN").asString())
                .isEqualTo("Công ty");
    }

    @Test
    void a_file_that_was_cut_off_is_found_out() throws Exception {
        assertThat(Sources.problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "a.csv", "A;B;C\n1;2;3\n4;5")))
                        .code())
                .isEqualTo("source.cut-off");
        assertThat(Sources.problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "b.csv", "A;B\n1;\"2\n3;4\n"))))
                .isEqualTo(Problem.of("source.open-quote").with("line", "2"));
        assertThat(Sources.problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "c.csv", "")))
                        .code())
                .isEqualTo("source.no-header");
    }

    @Test
    void a_row_with_too_few_or_too_many_cells_is_refused_not_shifted() throws Exception {
        RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);

        assertThat(Sources.problem(() -> reader.read(csv("A;B\n1\n"))).code()).isEqualTo("source.wrong-cell-count");
        assertThat(Sources.problem(() -> reader.read(csv("A;B\n1;2;3\n"))).code())
                .isEqualTo("source.wrong-cell-count");
        assertThat(reader.read(csv("A;B\n1;2; ;\n")).toString()).isEqualTo("{\"A\":\"1\",\"B\":\"2\"}");
        assertThat(Sources.problem(() -> reader.read(csv("A;B\n1;2\n3;4\n"))).code())
                .isEqualTo("source.not-one-row");
    }

    /** A row with a separator too many would else be shifted into it. */
    @Test
    void data_in_a_column_without_a_name_stops_its_row() throws Exception {
        RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);

        assertThat(Sources.problem(() -> reader.read(csv("A;B;\n1;x;y\n"))))
                .isEqualTo(Problem.of("source.unnamed-cell").with("column", "3"));
        assertThat(reader.read(csv("A;B;\n1;2; \n")).toString()).isEqualTo("{\"A\":\"1\",\"B\":\"2\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1;\"Công ty \"A\" B\" | B",
                "\"1\"2;x | A",
                "1;\"A; B\" C;3 | B",
                "1;\"\"\"A\"\" B\"C | B",
                "1;\"A\" | ",
                "1;\"A\" \t | ",
                "1;\"\"\"A\"\"\" | ",
                "1;\"\" | ",
                "1;A \"B\" C | ",
                "\"a;\"\"b\"; A\"B\" | "
            })
    void text_behind_a_closing_quote_is_refused_and_no_quote_is_lost(String row, @Nullable String column)
            throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            SourceRecord record = new SourceRecord(("A;B\n" + row + "\n").getBytes(charset), CsvFormat.MEDIA_TYPE);
            RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);
            if (column == null) {
                assertThat(reader.read(record).has("A")).isTrue();
            } else {
                assertThat(Sources.problem(() -> reader.read(record)))
                        .isEqualTo(Problem.of("source.text-after-quote").in(column));
            }
        }
    }

    @Test
    void rows_of_numbers_below_the_names_are_no_rows_and_are_told_of() throws Exception {
        JsonNode declared = Sources.declared("{'format':'csv','header':{'row':2,'skip':1}}");
        Path file = Sources.file(folder, "a.csv", "Báo cáo,\nA,B\n(1),(2)\n1,x\n");

        try (SourceFormat.Rows rows = SourceFormats.of(declared).open(file)) {
            assertThat(rows.next()).extracting(SourceFormat.Row::place).isEqualTo("line 4");
            assertThat(rows.next()).isNull();
            assertThat(rows.passedOver())
                    .containsExactly(Problem.of("source.rows-below-header")
                            .with("count", "1")
                            .with("rows", "3"));
        }
    }

    @Test
    void the_table_ends_at_the_declared_word_and_nothing_is_lost_below_it() throws Exception {
        JsonNode declared = Sources.declared("{'format':'csv','header':{'row':3},'until':{'first':['Tổng']}}");
        String table = "BỘ VĂN HÓA,,\nBáo cáo,,\nSTT,A,B\n1,x,y\nTổng cộng,5,\n,Người lập,\n";

        assertThat(Sources.rows(declared, Sources.file(folder, "a.csv", table))).hasSize(1);
        assertThat(Sources.problem(() -> Sources.rows(declared, Sources.file(folder, "b.csv", table + "2,x,y\n"))))
                .isEqualTo(Problem.of("source.rows-after-end").at("line 7"));
    }

    @Test
    void sums_between_the_rows_are_no_rows_and_are_told_of() throws Exception {
        JsonNode declared = Sources.declared("{'format':'csv','subtotals':{'first':'Cộng'},'until':{'first':'Tổng'}}");
        Path file = Sources.file(folder, "a.csv", "STT,A,B\n1,x,y\n,Cộng,5\n2,Cộng hòa,z\n3,x,y\nTổng,10,\n,ký,\n");

        try (SourceFormat.Rows rows = SourceFormats.of(declared).open(file)) {
            List<String> places = new ArrayList<>();
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                places.add(row.place());
            }
            assertThat(places).containsExactly("line 2", "line 4", "line 5");
            assertThat(rows.passedOver())
                    .containsExactly(
                            Problem.of("source.subtotals-left-out")
                                    .with("count", "1")
                                    .with("rows", "3"),
                            Problem.of("source.rows-behind-the-table")
                                    .with("count", "2")
                                    .with("rows", "6, 7"));
        }
    }

    @Test
    void the_header_again_is_no_record_and_is_told_of() throws Exception {
        Path file = Sources.file(folder, "a.csv", "\uFEFFMã;Tên\n1;An\nMã;Tên\n2;Bình\n\uFEFFMã;Tên\n3;Chi\n");

        try (SourceFormat.Rows rows = SourceFormats.of(SEMICOLONS).open(file)) {
            List<String> places = new ArrayList<>();
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                places.add(row.place());
            }
            assertThat(places).containsExactly("line 2", "line 4", "line 6");
            assertThat(rows.passedOver())
                    .containsExactly(Problem.of("source.header-repeated")
                            .with("count", "2")
                            .with("rows", "3, 5"));
        }
    }

    @Test
    void what_programs_write_around_a_table_is_no_part_of_it() throws Exception {
        Path file = Sources.file(folder, "a.csv", "\uFEFFsep=;\r\nMã;Tên\r\n1;An\r\n\u001A");

        assertThat(Sources.rows(SEMICOLONS, file))
                .extracting(SourceFormat.Row::place)
                .containsExactly("line 3");
        assertThat(Sources.records(SEMICOLONS, file).getFirst().toString()).isEqualTo("{\"Mã\":\"1\",\"Tên\":\"An\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=\"079186000374\"      | 079186000374",
                "\"=\"\"0791\"\"\"        | 0791",
                "'079186000374        | 079186000374",
                "='A'                 | ='A'",
                "=\"A\"&\"B\"           | =\"A\"&\"B\"",
                "'s-Gravenhage        | 's-Gravenhage",
                "'                    | '"
            })
    void a_guard_against_a_spreadsheet_is_no_part_of_the_value(String cell, String value) throws Exception {
        Path file = Sources.file(folder, "a.csv", "Mã;Tên\n" + cell + ";An\n");

        assertThat(Sources.records(SEMICOLONS, file).getFirst().path("Mã").asString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", " #NUM! ", "########"})
    void what_a_spreadsheet_saves_where_it_has_no_value_stops_its_row(String error) {
        RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);

        assertThat(Sources.problem(() -> reader.read(csv("Mã;Tên\n1;" + error + "\n"))))
                .isEqualTo(
                        Problem.of("source.error-cell").at("column 2").in("Tên").with("error", error.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#1", "#", "##", "C#", "# N/A", "#hashtag"})
    void a_number_sign_alone_is_no_error(String cell) throws Exception {
        RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);

        assertThat(reader.read(csv("Mã;Tên\n1;" + cell + "\n")).path("Tên").asString())
                .isEqualTo(cell);
    }

    private static SourceRecord csv(String text) {
        return new SourceRecord(text.getBytes(StandardCharsets.UTF_8), CsvFormat.MEDIA_TYPE);
    }
}
