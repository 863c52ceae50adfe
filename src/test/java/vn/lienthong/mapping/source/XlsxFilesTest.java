package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** Workbooks as files: their parts, and files that are damaged, hostile, or something else. */
class XlsxFilesTest {

    private static final JsonNode XLSX = Sources.declared("{'format':'xlsx'}");

    @TempDir
    Path folder;

    @Test
    void a_sheet_row_is_text_numbers_and_dates() throws Exception {
        Path book = Sources.workbook(
                folder,
                header("Mã", "Số", "Ngày", "Tiền", "Đúng")
                        + "<row r=\"2\"><c t=\"s\"><v>0</v></c><c><v>1.01208</v></c><c s=\"1\"><v>45909.3561111111</v></c>"
                        + "<c s=\"2\"><v>3E6</v></c><c t=\"b\"><v>1</v></c></row>"
                        + "<row r=\"4\"><c r=\"C4\" s=\"3\"><v>3</v></c><c r=\"A4\" t=\"str\"><f>X</f><v>f</v></c></row>",
                Map.of(
                        "xl/sharedStrings.xml",
                        "<sst><si><r><t>H</t></r><r><t>50</t></r><rPh><t>x</t></rPh></si></sst>"));

        assertThat(Sources.records(XLSX, book))
                .map(JsonNode::toString)
                .containsExactly(
                        "{\"Mã\":\"H50\",\"Số\":1.01208,\"Ngày\":\"2025-09-09T08:32:48\",\"Tiền\":3000000,\"Đúng\":true}",
                        "{\"Mã\":\"f\",\"Ngày\":\"1900-01-03T00:00:00\"}");
        assertThat(Sources.rows(XLSX, book))
                .extracting(SourceFormat.Row::place)
                .containsExactly("sheet Hồ sơ, row 2", "sheet Hồ sơ, row 4");
    }

    @Test
    void data_beside_the_named_columns_is_not_dropped() throws Exception {
        Path book = Sources.workbook(folder, header("A") + "<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>", Map.of());

        assertThat(code(() -> Sources.rows(XLSX, book))).isEqualTo("source.cell-without-column");
    }

    @Test
    void a_workbook_that_unpacks_without_end_is_refused() throws Exception {
        Path book = Sources.workbook(
                folder,
                header("A") + "<row r=\"2\"><c t=\"str\"><v>" + " ".repeat(40 << 20) + "</v></c></row>",
                Map.of());

        assertThat(code(() -> Sources.rows(XLSX, book))).isIn("source.unpacks-too-large", "source.too-deep");
    }

    @Test
    void a_damaged_workbook_is_refused() throws Exception {
        Path book = Sources.workbook(folder, header("A") + "<row r=\"2\"><c><v>1</v></c></row>", Map.of());
        byte[] bytes = Files.readAllBytes(book);
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);

        assertThat(code(() -> Sources.rows(XLSX, Sources.file(folder, "half.xlsx", half))))
                .isEqualTo("source.not-xlsx");
        assertThat(code(() -> Sources.rows(XLSX, Sources.file(folder, "text.xlsx", "STT;Mã"))))
                .isEqualTo("source.not-xlsx");
        assertThat(code(() -> Sources.rows(
                        XLSX,
                        Sources.workbook(
                                folder, "", Map.of("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")))))
                .isEqualTo("source.has-doctype");
        assertThat(code(() -> Sources.rows(
                        Sources.declared("{'format':'xlsx','sheet':'Khác'}"), Sources.workbook(folder, "", Map.of()))))
                .isEqualTo("source.no-sheet");
    }

    @Test
    void the_package_says_where_the_workbook_is() throws Exception {
        Path book = folder.resolve("other-places.xlsx");
        String relation = "<Relationships><Relationship Id=\"r1\" Type=\"x/%s\" Target=\"%s\"/></Relationships>";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(book))) {
            put(zip, "_rels/.rels", relation.formatted("officeDocument", "book/main.xml"));
            put(
                    zip,
                    "book/main.xml",
                    "<workbook xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"><sheets>"
                            + "<sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>");
            put(zip, "book/_rels/main.xml.rels", relation.formatted("worksheet", "/pages/one.xml"));
            put(zip, "pages/one.xml", "<worksheet>" + header("A") + "<row r=\"2\"><c><v>1</v></c></row></worksheet>");
        }

        assertThat(Sources.records(XLSX, book)).hasSize(1);
    }

    // Something else under the name of a workbook

    @Test
    void a_workbook_of_another_kind_is_told_by_name() throws Exception {
        byte[] compound = Arrays.copyOf(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), 2048);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        byte[] encrypted = compound.clone();
        System.arraycopy(name, 0, encrypted, 1200, name.length);

        assertThat(found(compound)).isEqualTo("Excel 97-2003 (.xls)");
        assertThat(problem(encrypted).code()).isEqualTo("source.password-protected");
        assertThat(found("<html><table><tr><td>Số hồ sơ</td></tr></table></html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("HTML");
        assertThat(found(("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
                                + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("XML Spreadsheet 2003");
        assertThat(found(zip("content.xml"))).isEqualTo("OpenDocument (.ods)");
        assertThat(found(zip("xl/workbook.bin"))).isEqualTo("Excel binary workbook (.xlsb)");
        assertThat(problem(zip("readme.txt")).code()).isEqualTo("source.not-xlsx");
        assertThat(problem(new byte[0]).code()).isEqualTo("source.not-xlsx");
    }

    // Hostile

    @ParameterizedTest
    @ValueSource(strings = {"XFE2", "AAAAAAAAAAAAAAAAAAAAAAAAA2", "2", "é2", "ZZZZ2"})
    void a_cell_in_a_column_no_sheet_has_makes_the_file_unreadable(String reference) throws Exception {
        assertThat(refusedCells("<c r=\"" + reference + "\"><v>1</v></c>")).isEqualTo("source.not-xlsx");
    }

    @Test
    void a_cell_that_is_there_twice_makes_the_file_unreadable() throws Exception {
        assertThat(refusedCells("<c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c>"))
                .isEqualTo("source.not-xlsx");
    }

    @Test
    void more_merged_cells_than_a_person_makes_are_refused() throws Exception {
        StringBuilder merged = new StringBuilder("</sheetData><mergeCells>");
        for (int i = 0; i < 3000; i++) {
            merged.append("<mergeCell ref=\"A1:A1048576\"/>");
        }
        String sheet = "<worksheet><sheetData>" + header("A") + merged + "</mergeCells></worksheet>";
        Path book = Sources.workbook(folder, "", Map.of("xl/worksheets/sheet1.xml", sheet));

        assertThat(code(() -> Sources.rows(XLSX, book))).isEqualTo("source.too-deep");
    }

    @Test
    void texts_that_unpack_without_end_are_refused() throws Exception {
        Path book = Sources.workbook(
                folder,
                header("A"),
                Map.of("xl/sharedStrings.xml", "<sst>" + "<si><t>a</t></si>".repeat(2 << 20) + "</sst>"));

        assertThat(code(() -> Sources.rows(XLSX, book))).isEqualTo("source.unpacks-too-large");
    }

    @Test
    void an_entity_in_a_sheet_is_not_expanded() throws Exception {
        String sheet = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData>&b;</sheetData></worksheet>";
        Path book = Sources.workbook(folder, "", Map.of("xl/worksheets/sheet1.xml", sheet));

        assertThat(code(() -> Sources.rows(XLSX, book))).isEqualTo("source.has-doctype");
    }

    private String refusedCells(String cells) throws Exception {
        Path book = Sources.workbook(folder, header("A") + "<row r=\"2\">" + cells + "</row>", Map.of());
        return code(() -> Sources.rows(XLSX, book));
    }

    private String found(byte[] file) throws Exception {
        Problem problem = problem(file);
        assertThat(problem.code()).isEqualTo("source.other-workbook");
        return String.valueOf(problem.details().get("found"));
    }

    private Problem problem(byte[] file) throws Exception {
        Path path = Sources.file(folder, "book.xlsx", file);
        return catchThrowable(() -> Sources.rows(XLSX, path)) instanceof UnreadableFile refused
                ? refused.problem()
                : Problem.of("nothing thrown");
    }

    private static byte[] zip(String part) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, part, "x");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String part, String text) throws Exception {
        zip.putNextEntry(new ZipEntry(part));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(String... names) {
        StringBuilder row = new StringBuilder("<row r=\"1\">");
        for (String name : names) {
            row.append("<c t=\"inlineStr\"><is><t>").append(name).append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    private static String code(ThrowingCallable reading) {
        return switch (catchThrowable(reading)) {
            case UnreadableFile file -> file.problem().code();
            case Unreadable record -> record.problem().code();
            case null -> "nothing thrown";
            case Throwable other -> throw new AssertionError("unexpected", other);
        };
    }
}
