package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

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

    @ParameterizedTest
    @ValueSource(strings = {"1;Ngô Văn Thật\n2;Ngô Thị Khác\n", "Mã,Tên\n1,Ngô Văn Thật\n", "Ma;Ten\n1;Ngô Văn Thật\n"})
    void a_header_without_one_column_that_is_asked_for_is_told_at_once_and_not_quoted(String text) throws Exception {
        Path file = Sources.file(folder, "a.csv", text);
        SourceFormat asking = SourceFormats.of(SEMICOLONS, AskedFields.all(List.of("Mã", "Tên")));

        Problem problem = refused(() -> asking.open(file).close());

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

        Problem problem = refused(() -> declared.open(file).close());

        assertThat(problem.code()).isEqualTo("source.not-the-header");
        assertThat(problem.toString()).doesNotContain("Thật");
    }

    @Test
    void a_header_in_another_character_set_is_told_as_such() throws Exception {
        Path file = Sources.file(
                folder, "a.csv", new byte[] {'M', (byte) 0xE3, ';', 'T', (byte) 0xEA, 'n', '\n', '1', ';', '2'});

        Problem problem = refused(() -> SourceFormats.of(SEMICOLONS).open(file).close());

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
        return refused(() -> SourceFormats.of(SEMICOLONS).open(file).close());
    }

    @ParameterizedTest
    @CsvSource({"1f8b0800, GZIP (.gz)", "255044462d, PDF", "d0cf11e0a1b11ae1, Excel 97-2003 (.xls)", "504b0304ff, ZIP"})
    void what_is_no_text_is_told_by_its_name(String bytes, String found) throws Exception {
        Path file = Sources.file(folder, "a.csv", HexFormat.of().parseHex(bytes));

        assertThat(refused(() -> SourceFormats.of(SEMICOLONS).open(file).close()))
                .isEqualTo(Problem.of("source.not-a-text").with("found", found));
    }

    private static Problem refused(ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(UnreadableFile.class, call)
                .problem();
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void reads_utf_16_with_its_mark(String charset) throws Exception {
        Path file = Sources.file(folder, "a.csv", "\uFEFFMã;Tên\r\n1;\"Đỗ\nẤn\"\r\n".getBytes(charset));
        JsonNode declared = Sources.declared("{'format':'csv','delimiter':';','charset':'utf-16'}");

        assertThat(Sources.records(declared, file).getFirst().path("Tên").asString())
                .isEqualTo("Đỗ\nẤn");
    }

    @Test
    void decides_cell_by_cell_where_the_character_set_is_auto() throws Exception {
        byte[] utf8 = "Mã;Tên;Tỉnh\n1;Công ty Ánh Dương;Thành phố Cần Thơ\n".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("a.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(utf8);
            out.write(new byte[] {
                '2', ';', 'C', (byte) 0xAB, 'n', 'g', ' ', 't', 'y', ';', 'T', (byte) 0xD8, 'n', 'h', ' '
            });
            out.write(new byte[] {'Q', 'u', (byte) 0xB6, 'n', 'g', ' ', 'T', 'r', (byte) 0xDE, '\n'});
        }
        JsonNode declared = Sources.declared("{'format':'csv','delimiter':';','charset':'auto'}");

        assertThat(Sources.records(declared, file))
                .extracting(record -> record.path("Tỉnh").asString())
                .containsExactly("Thành phố Cần Thơ", "Tỉnh Quảng Trị");
    }

    @Test
    void the_header_line_settles_a_row_of_short_cells_where_the_character_set_is_auto() throws Exception {
        byte[] header = {
            'S', (byte) 0xE8, ' ', 'h', (byte) 0xE5, ' ', 's', (byte) 0xAC, ';', 'T', (byte) 0xD8, 'n', 'h', '\n'
        };
        byte[] row = {'1', ';', 'S', (byte) 0xAC, 'n', ' ', 'L', 'a', '\n'};
        Path file = folder.resolve("a.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header);
            out.write(row);
        }
        JsonNode declared = Sources.declared("{'format':'csv','delimiter':';','charset':'auto'}");

        assertThat(Sources.records(declared, file))
                .extracting(record -> record.path("Tỉnh").asString())
                .containsExactly("Sơn La");
    }

    /** "Sơn" as UTF-8 is "SặĂn" by the declared table: no byte is foreign to it, but the cell says so itself. */
    @Test
    void a_cell_that_makes_no_sense_in_the_declared_character_set_stops_its_row() throws Exception {
        Path file = Sources.file(folder, "a.csv", "A,B\n1,Sơn\n".getBytes(StandardCharsets.UTF_8));
        JsonNode declared = Sources.declared("{'format':'csv','charset':'tcvn3'}");
        RecordReader reader = RecordReader.of(declared, SourceNames.NONE);
        List<SourceFormat.Row> rows = Sources.rows(declared, file);

        assertThat(problem(() -> reader.read(rows.getFirst().record())))
                .isEqualTo(Problem.of("source.charset-unsure").in("B").with("charset", "tcvn3, utf-8"));
    }

    @Test
    void a_cell_that_cannot_be_read_stops_its_row_only_and_is_named() throws Exception {
        Path file = Sources.file(
                folder, "a.csv", new byte[] {'A', ',', 'B', '\n', '1', ',', (byte) 0xC3, '\n', '2', ',', 'x', '\n'});
        JsonNode declared = Sources.declared("{'format':'csv'}");
        RecordReader reader = RecordReader.of(declared, SourceNames.NONE);
        List<SourceFormat.Row> rows = Sources.rows(declared, file);

        assertThat(problem(() -> reader.read(rows.getFirst().record())))
                .isEqualTo(Problem.of("source.not-in-charset").in("B").with("charset", "utf-8"));
        assertThat(reader.read(rows.getLast().record()).path("B").asString()).isEqualTo("x");
    }

    @Test
    void names_missing_and_unknown_columns() throws Exception {
        JsonNode declared = Sources.declared("{'format':'csv','columns':['Mã hồ sơ','Tên']}");
        Path decomposed =
                Sources.file(folder, "good.csv", Normalizer.normalize("Tên,Mã  hồ sơ \n", Normalizer.Form.NFD));
        Path other = Sources.file(folder, "bad.csv", "Mã hồ sơ,Họ tên\n");

        assertThat(Sources.rows(declared, decomposed)).isEmpty();
        assertThat(problem(() -> Sources.rows(declared, other)))
                .isEqualTo(Problem.of("source.columns-differ")
                        .at("line 1")
                        .with("missing", "Tên")
                        .with("unknown", "Họ tên"));
        assertThat(problem(() -> Sources.rows(declared, Sources.file(folder, "twice.csv", "Tên,Tên\n")))
                        .code())
                .isEqualTo("source.same-column-twice");
    }

    @Test
    void a_file_that_was_cut_off_is_found_out() throws Exception {
        assertThat(problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "a.csv", "A;B;C\n1;2;3\n4;5")))
                        .code())
                .isEqualTo("source.cut-off");
        assertThat(problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "b.csv", "A;B\n1;\"2\n3;4\n"))))
                .isEqualTo(Problem.of("source.open-quote").with("line", "2"));
        assertThat(problem(() -> Sources.rows(SEMICOLONS, Sources.file(folder, "c.csv", "")))
                        .code())
                .isEqualTo("source.no-header");
    }

    @Test
    void a_row_with_too_few_or_too_many_cells_is_refused_not_shifted() throws Exception {
        RecordReader reader = RecordReader.of(SEMICOLONS, SourceNames.NONE);

        assertThat(problem(() -> reader.read(csv("A;B\n1\n"))).code()).isEqualTo("source.wrong-cell-count");
        assertThat(problem(() -> reader.read(csv("A;B\n1;2;3\n"))).code()).isEqualTo("source.wrong-cell-count");
        assertThat(reader.read(csv("A;B\n1;2; ;\n")).toString()).isEqualTo("{\"A\":\"1\",\"B\":\"2\"}");
        assertThat(problem(() -> reader.read(csv("A;B\n1;2\n3;4\n"))).code()).isEqualTo("source.not-one-row");
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
                assertThat(problem(() -> reader.read(record)))
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
        assertThat(problem(() -> Sources.rows(declared, Sources.file(folder, "b.csv", table + "2,x,y\n"))))
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

    @Test
    void a_line_without_end_does_not_fill_the_memory() throws Exception {
        Path file = folder.resolve("a.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("A;B\n\"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) {
                out.write(megabyte);
            }
        }

        assertThat(problem(() -> Sources.rows(SEMICOLONS, file)).code()).isEqualTo("source.record-too-large");
    }

    @Test
    void twenty_thousand_rows_stream() throws Exception {
        assertThat(streamed(20_000)).isEqualTo(20_000);
    }

    @Test
    @Tag("long")
    void a_million_rows_stream_in_flat_memory() throws Exception {
        assertThat(streamed(1_000_000)).isEqualTo(1_000_000);
    }

    private long streamed(int count) throws Exception {
        Path file = LargeCsv.write(folder.resolve("large.csv"), count);
        RecordReader reader = RecordReader.of(LargeCsv.DECLARED, SourceNames.NONE);
        long rows = 0;
        long most = 0;
        long before = usedAfterCollection();
        try (SourceFormat.Rows open = SourceFormats.of(LargeCsv.DECLARED).open(file)) {
            SourceFormat.Row row;
            while ((row = open.next()) != null) {
                rows += reader.read(row.record()).path("Mã hồ sơ").asString("").endsWith(LargeCsv.tail(row.number()))
                        ? 1
                        : 0;
                if (rows % 100_000 == 0) {
                    most = Math.max(most, usedAfterCollection());
                }
            }
        }
        assertThat(most - before).as("heap that grew").isLessThan(16L << 20);
        return rows;
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static SourceRecord csv(String text) {
        return new SourceRecord(text.getBytes(StandardCharsets.UTF_8), CsvFormat.MEDIA_TYPE);
    }

    private static Problem problem(ThrowingCallable reading) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(reading).satisfies(thrown -> {
            if (thrown instanceof UnreadableFile file) {
                problem[0] = file.problem();
            } else if (thrown instanceof Unreadable record) {
                problem[0] = record.problem();
            } else {
                throw new AssertionError("unexpected", thrown);
            }
        });
        return problem[0];
    }
}
