package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.SourceFormat;

/** Memory does not grow with a file: each format reads one of twice the size of the heap of a process made for it. */
class BoundedHeapTest {

    private static final String HEAP = "-Xmx24m";
    private static final long SIZE = 48L << 20;

    /** A row of about 1 KB. */
    private static final String NOTE = "Đề nghị cấp giấy phép biểu diễn nghệ thuật; ".repeat(16);

    private static final Map<String, String> DECLARED = Map.of(
            "csv", "{'format':'csv','charset':'auto'}",
            "ndjson", "{'format':'ndjson'}",
            "json", "{'format':'json','rows':'data'}",
            "xml", "{'format':'xml','rows':'List/Item'}",
            "xlsx", "{'format':'xlsx','merged':'repeat','groups':'Nhóm'}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "xml", "xlsx"})
    void a_file_larger_than_the_heap_is_read_to_its_end(String format) throws Exception {
        Path file = folder.resolve("large." + format);
        long rows = write(format, file);

        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedHeapTest.class.getName(),
                        format,
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(Long.toString(rows));
    }

    /** Reads every record of a file and says how many there were. */
    public static void main(String[] args) throws Exception {
        JsonNode declared = Sources.declared(DECLARED.getOrDefault(args[0], ""));
        RecordReader reader = RecordReader.of(declared, SourceNames.NONE);
        long read = 0;
        try (SourceFormat.Rows rows = SourceFormats.of(declared).open(Path.of(args[1]))) {
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                read += reader.read(row.record()).has("A") ? 1 : 0;
            }
        }
        System.out.println(read);
    }

    private static long write(String format, Path file) throws Exception {
        return switch (format) {
            case "csv" -> write(file, "A,B\n", "%d,\"" + NOTE + "\"\n", "");
            case "ndjson" -> write(file, "", "{\"A\":%d,\"B\":\"" + NOTE + "\"}\n", "");
            case "json" -> write(file, "{\"data\":[", "{\"A\":%d,\"B\":\"" + NOTE + "\"},", "{\"A\":0}],\"end\":1}");
            case "xml" -> write(file, "<List>", "<Item><A>%d</A><B>" + NOTE + "</B></Item>", "</List>");
            default -> writeBook(file);
        };
    }

    private static long write(Path file, String head, String row, String tail) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(head);
            long rows = writeRows(out, row);
            out.write(tail);
            return rows + (tail.contains("\"A\":0") ? 1 : 0);
        }
    }

    private static long writeRows(Writer out, String row) throws Exception {
        long rows = SIZE / row.getBytes(StandardCharsets.UTF_8).length;
        for (long number = 1; number <= rows; number++) {
            out.write(row.replace("%d", Long.toString(number)));
        }
        return rows;
    }

    private static long writeBook(Path file) throws Exception {
        Path small = Sources.workbook(file.resolveSibling(""), "", Map.of());
        try (java.util.zip.ZipFile parts = new java.util.zip.ZipFile(small.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            for (ZipEntry part : java.util.Collections.list(parts.entries())) {
                if (!part.getName().contains("sheet1")) {
                    zip.putNextEntry(new ZipEntry(part.getName()));
                    parts.getInputStream(part).transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            out.write("<worksheet><sheetData><row>" + cell("A") + cell("B") + "</row>");
            long rows = writeRows(out, "<row><c><v>%d</v></c>" + cell(NOTE) + "</row>");
            out.write("</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells></worksheet>");
            out.flush();
            return rows;
        }
    }

    private static String cell(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }
}
