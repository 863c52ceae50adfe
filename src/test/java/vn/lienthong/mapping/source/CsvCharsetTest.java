package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;

/** Cells in the character set that is declared, or in the one they are found to be in. */
class CsvCharsetTest {

    private static final JsonNode SEMICOLONS = Sources.declared("{'format':'csv','delimiter':';'}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void reads_utf_16_with_its_mark(String charset) throws Exception {
        Path file = Sources.file(folder, "a.csv", "\uFEFFMã;Tên\r\n1;\"Đỗ\nẤn\"\r\n".getBytes(charset));
        JsonNode declared = Sources.declared("{'format':'csv','delimiter':';','charset':'utf-16'}");

        assertThat(Sources.records(declared, file).getFirst().path("Tên").asString())
                .isEqualTo("Đỗ\nẤn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf_16_that_ends_within_a_letter_was_cut_off(String charset) throws Exception {
        byte[] whole = "\uFEFFMã;Tên\n1;Ấn\n2;Đỗ".getBytes(charset);
        JsonNode declared = Sources.declared("{'format':'csv','delimiter':';','charset':'utf-16'}");

        assertThat(Sources.records(declared, Sources.file(folder, "a.csv", whole)))
                .hasSize(2);
        Path cut = Sources.file(folder, "b.csv", Arrays.copyOf(whole, whole.length - 1));
        assertThat(Sources.problem(() -> Sources.rows(declared, cut)))
                .isEqualTo(Problem.of("source.cut-off").at("line 3"));
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

        assertThat(Sources.problem(() -> reader.read(rows.getFirst().record())))
                .isEqualTo(Problem.of("source.charset-unsure").in("B").with("charset", "tcvn3, utf-8"));
    }

    @Test
    void a_cell_that_cannot_be_read_stops_its_row_only_and_is_named() throws Exception {
        Path file = Sources.file(
                folder, "a.csv", new byte[] {'A', ',', 'B', '\n', '1', ',', (byte) 0xC3, '\n', '2', ',', 'x', '\n'});
        JsonNode declared = Sources.declared("{'format':'csv'}");
        RecordReader reader = RecordReader.of(declared, SourceNames.NONE);
        List<SourceFormat.Row> rows = Sources.rows(declared, file);

        assertThat(Sources.problem(() -> reader.read(rows.getFirst().record())))
                .isEqualTo(Problem.of("source.not-in-charset").in("B").with("charset", "utf-8"));
        assertThat(reader.read(rows.getLast().record()).path("B").asString()).isEqualTo("x");
    }
}
