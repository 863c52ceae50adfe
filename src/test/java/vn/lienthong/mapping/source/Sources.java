package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;

/** Reads whole files for tests. */
final class Sources {

    private static final JsonMapper JSON = new JsonMapper();

    private Sources() {}

    /** A declaration, written as JSON with single quotes. */
    static JsonNode declared(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }

    /** What a file, or a record of one, is refused with. */
    static Problem problem(ThrowingCallable reading) {
        return switch (catchThrowable(reading)) {
            case SourceFormat.UnreadableFile file -> file.problem();
            case RecordReader.Unreadable record -> record.problem();
            case null, default -> throw new AssertionError("was not refused");
        };
    }

    static List<SourceFormat.Row> rows(JsonNode declaration, Path file) throws Exception {
        List<SourceFormat.Row> rows = new ArrayList<>();
        try (SourceFormat.Rows open = SourceFormats.of(declaration).open(file)) {
            SourceFormat.Row row;
            while ((row = open.next()) != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<JsonNode> records(JsonNode declaration, Path file) throws Exception {
        RecordReader reader = RecordReader.of(declaration, SourceNames.NONE);
        List<JsonNode> records = new ArrayList<>();
        for (SourceFormat.Row row : rows(declaration, file)) {
            records.add(reader.read(row.record()));
        }
        return records;
    }

    static Path file(Path folder, String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    static Path file(Path folder, String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    /** A workbook with one sheet of this content; {@code more} adds or replaces parts. */
    static Path workbook(Path folder, String sheetData, Map<String, String> more) throws Exception {
        String space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "xl/workbook.xml",
                "<workbook " + space
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"Hồ sơ\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"rId1\" Type=\"x\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet " + space + "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
                        + "<numFmt numFmtId=\"165\" formatCode=\"#,##0&quot; ngày&quot;\"/></numFmts>"
                        + "<cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet " + space + "><sheetData>" + sheetData + "</sheetData></worksheet>");
        parts.putAll(more);
        Path file = folder.resolve("book.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
