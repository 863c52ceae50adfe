package vn.lienthong.mapping.source;

import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.mapping.source.XlsxStyles.CellFormat;
import vn.lienthong.mapping.text.Blank;

/** Reads a sheet row by row. */
final class XlsxSheet {

    /** @param cells by column, from 0; blank ones are not there */
    record SheetRow(int number, boolean hidden, TreeMap<Integer, JsonNode> cells) {}

    private final XlsxWorkbook workbook;
    private final Stax xml;
    private final String name;
    private int row;

    /** @param name of the sheet, to tell where a cell is */
    XlsxSheet(XlsxWorkbook workbook, Stax xml, String name) {
        this.workbook = workbook;
        this.xml = xml;
        this.name = name;
    }

    @Nullable
    SheetRow next() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.reader().getLocalName().equals("row")) {
                return readRow();
            }
        }
        return null;
    }

    /** A1 for the first cell of the first row. */
    static String cell(int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.append(row).toString();
    }

    private SheetRow readRow() throws XMLStreamException {
        String declared = xml.reader().getAttributeValue(null, "r");
        row = declared != null && declared.matches("\\d{1,8}") ? Integer.parseInt(declared) : row + 1;
        boolean hidden = isHidden(xml.reader());
        TreeMap<Integer, JsonNode> cells = new TreeMap<>();
        int depth = xml.depth();
        int column = -1;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.depth() == depth) {
                return new SheetRow(row, hidden, cells);
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && xml.reader().getLocalName().equals("c")) {
                column = column(xml.reader().getAttributeValue(null, "r"), column + 1);
                JsonNode value = located(readCell(), column);
                if (value != null && cells.put(column, value) != null) {
                    throw new XMLStreamException("the same cell twice");
                }
            }
        }
    }

    private static boolean isHidden(XMLStreamReader row) {
        String hidden = row.getAttributeValue(null, "hidden");
        String height = row.getAttributeValue(null, "ht");
        return "1".equals(hidden) || "true".equals(hidden) || height != null && height.matches("0+(\\.0*)?");
    }

    private @Nullable JsonNode located(@Nullable JsonNode value, int column) {
        if (value instanceof ObjectNode error) {
            ObjectNode located = JsonNodeFactory.instance.objectNode();
            located.put(XlsxCell.CELL_KEY, "sheet " + name + ", cell " + cell(row, column));
            return located.setAll(error);
        }
        return value;
    }

    private static int column(@Nullable String reference, int otherwise) throws XMLStreamException {
        if (reference == null) {
            return otherwise;
        }
        int column = 0;
        for (int i = 0; i < Math.min(reference.length(), 4); i++) {
            char letter = Character.toUpperCase(reference.charAt(i));
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + (letter - 'A' + 1);
        }
        if (column < 1 || column > 16_384) {
            throw new XMLStreamException("no such column");
        }
        return column - 1;
    }

    private @Nullable JsonNode readCell() throws XMLStreamException {
        XMLStreamReader reader = xml.reader();
        String declared = reader.getAttributeValue(null, "t");
        String type = declared == null ? "n" : declared;
        CellFormat format = workbook.styles().of(reader.getAttributeValue(null, "s"));
        int depth = xml.depth();
        String raw = null;
        boolean formula = false;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.depth() == depth) {
                boolean filled = raw != null && (!formula || !type.equals("n") || !raw.isBlank());
                return raw != null && filled ? value(type, raw, format) : unfilled(formula);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "v" -> raw = content();
                    case "is" -> raw = XlsxText.read(xml);
                    case "f" -> formula = true;
                    default -> {}
                }
            }
        }
    }

    /** A formula whose value was never calculated: some programs write workbooks without calculating them. */
    private static @Nullable JsonNode unfilled(boolean formula) {
        return formula ? XlsxCell.error("#formula") : null;
    }

    private String content() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.reader().isCharacters()) {
                text.append(xml.reader().getText());
            }
            if (text.length() > Limits.RECORD_BYTES) {
                throw new Stax.TooMuch();
            }
        }
        return text.toString();
    }

    private @Nullable JsonNode value(String type, String raw, CellFormat format) {
        return switch (type) {
            case "s" -> text(raw.matches("\\d{1,9}") ? workbook.sharedText(Integer.parseInt(raw)) : null);
            case "str" -> text(XlsxText.unescaped(raw));
            case "inlineStr" -> text(raw);
            case "d" -> text(XlsxCell.written(raw));
            case "b" -> XlsxCell.truth(raw);
            case "e" -> XlsxCell.error(XlsxCell.errorCode(raw));
            default -> raw.isBlank() ? null : XlsxCell.number(raw, format, workbook.isFrom1904());
        };
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        if (text == null) {
            return XlsxCell.error("#text");
        }
        return Blank.is(text) ? null : JsonNodeFactory.instance.stringNode(text);
    }
}
