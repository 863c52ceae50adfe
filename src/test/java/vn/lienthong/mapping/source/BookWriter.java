package vn.lienthong.mapping.source;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes workbooks for tests, as the programs of one-stop desks write them: cell by cell, with formats, merges and states. */
final class BookWriter {

    private static final String SPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /** A cell as XML without its reference; texts are written by {@link #row}. */
    record Cell(String attributes, String content) {}

    final class Sheet {

        private final String name;
        private final String state;
        private final Map<Integer, String> rows = new TreeMap<>();
        private final List<String> merged = new ArrayList<>();

        private Sheet(String name, String state) {
            this.name = name;
            this.state = state;
        }

        /** Texts, numbers, truth values, {@link Cell}s, and null for no cell. */
        Sheet row(int number, @Nullable Object... cells) {
            return row(number, "", cells);
        }

        Sheet hiddenRow(int number, @Nullable Object... cells) {
            return row(number, " hidden=\"1\"", cells);
        }

        private Sheet row(int number, String attributes, @Nullable Object... cells) {
            StringBuilder xml = new StringBuilder("<row r=\"" + number + "\"" + attributes + ">");
            for (int column = 0; column < cells.length; column++) {
                Object value = cells[column];
                if (value != null) {
                    Cell cell = cell(value);
                    xml.append("<c r=\"")
                            .append(XlsxSheet.cell(number, column))
                            .append('"')
                            .append(cell.attributes())
                            .append('>')
                            .append(cell.content())
                            .append("</c>");
                }
            }
            rows.put(number, xml.append("</row>").toString());
            return this;
        }

        Sheet merge(String... ranges) {
            merged.addAll(List.of(ranges));
            return this;
        }

        BookWriter book() {
            return BookWriter.this;
        }

        private String xml() {
            StringBuilder xml = new StringBuilder("<worksheet " + SPACE + "><sheetData>");
            rows.values().forEach(xml::append);
            xml.append("</sheetData><mergeCells>");
            merged.forEach(range -> xml.append("<mergeCell ref=\"" + range + "\"/>"));
            return xml.append("</mergeCells></worksheet>").toString();
        }
    }

    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> formats = new ArrayList<>();
    private final List<String> sharedTexts = new ArrayList<>();
    private String properties = "";

    Sheet sheet(String name) {
        return sheet(name, "visible");
    }

    /** Begins the book anew with this sheet. */
    Sheet onlySheet(String name) {
        sheets.clear();
        return sheet(name);
    }

    /** @param state visible, hidden or veryHidden */
    Sheet sheet(String name, String state) {
        sheets.add(new Sheet(name, state));
        return sheets.getLast();
    }

    BookWriter from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** A number as the file keeps it, shown by a format such as {@code dd/mm/yyyy}. */
    Cell shown(String raw, String format) {
        if (!formats.contains(format)) {
            formats.add(format);
        }
        return new Cell(" s=\"" + (formats.indexOf(format) + 1) + "\"", "<v>" + raw + "</v>");
    }

    Cell shared(String xml) {
        sharedTexts.add(xml);
        return new Cell(" t=\"s\"", "<v>" + (sharedTexts.size() - 1) + "</v>");
    }

    static Cell raw(String attributes, String content) {
        return new Cell(attributes, content);
    }

    private static Cell cell(Object value) {
        return switch (value) {
            case Cell cell -> cell;
            case Number number -> new Cell("", "<v>" + number + "</v>");
            case Boolean flag -> new Cell(" t=\"b\"", "<v>" + (flag ? 1 : 0) + "</v>");
            default ->
                new Cell(
                        " t=\"inlineStr\"", "<is><t xml:space=\"preserve\">" + escaped(value.toString()) + "</t></is>");
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    Path write(Path file) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            part(zip, "xl/workbook.xml", workbook());
            part(zip, "xl/_rels/workbook.xml.rels", relations());
            part(zip, "xl/styles.xml", styles());
            part(zip, "xl/sharedStrings.xml", "<sst " + SPACE + ">" + String.join("", wrapped(sharedTexts)) + "</sst>");
            for (int i = 0; i < sheets.size(); i++) {
                part(
                        zip,
                        "xl/worksheets/sheet" + (i + 1) + ".xml",
                        sheets.get(i).xml());
            }
        }
        return file;
    }

    private static List<String> wrapped(List<String> texts) {
        return texts.stream().map(text -> "<si>" + text + "</si>").toList();
    }

    private static void part(OutputStream out, String name, String xml) throws Exception {
        ZipOutputStream zip = (ZipOutputStream) out;
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }

    private String workbook() {
        StringBuilder xml = new StringBuilder("<workbook " + SPACE + " xmlns:r=\"" + RELATIONS + "\">" + properties);
        xml.append("<sheets>");
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            xml.append("<sheet name=\"" + sheet.name + "\" sheetId=\"" + (i + 1) + "\" state=\"" + sheet.state
                    + "\" r:id=\"rId" + (i + 1) + "\"/>");
        }
        return xml.append("</sheets></workbook>").toString();
    }

    private String relations() {
        Map<String, String> targets = new LinkedHashMap<>();
        for (int i = 1; i <= sheets.size(); i++) {
            targets.put("rId" + i, "worksheets/sheet" + i + ".xml");
        }
        StringBuilder xml = new StringBuilder("<Relationships>");
        targets.forEach((id, target) -> xml.append(
                "<Relationship Id=\"" + id + "\" Type=\"" + RELATIONS + "/worksheet\" Target=\"" + target + "\"/>"));
        return xml.append("</Relationships>").toString();
    }

    private String styles() {
        StringBuilder xml = new StringBuilder("<styleSheet " + SPACE + "><numFmts>");
        for (int i = 0; i < formats.size(); i++) {
            xml.append("<numFmt numFmtId=\"" + (164 + i) + "\" formatCode=\""
                    + formats.get(i).replace("\"", "&quot;") + "\"/>");
        }
        xml.append("</numFmts><cellXfs><xf/>");
        for (int i = 0; i < formats.size(); i++) {
            xml.append("<xf numFmtId=\"" + (164 + i) + "\"/>");
        }
        return xml.append("</cellXfs></styleSheet>").toString();
    }
}
