package vn.lienthong.mapping.source;

import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a sheet row by row. */
final class XlsxSheet {

    /** @param cells by column, from 0; blank ones are not there */
    record SheetRow(int number, Map<Integer, JsonNode> cells) {}

    private final XlsxWorkbook workbook;
    private final Stax xml;
    private int row;

    XlsxSheet(XlsxWorkbook workbook, Stax xml) {
        this.workbook = workbook;
        this.xml = xml;
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

    private SheetRow readRow() throws XMLStreamException {
        String declared = xml.reader().getAttributeValue(null, "r");
        row = declared != null && declared.matches("\\d{1,8}") ? Integer.parseInt(declared) : row + 1;
        Map<Integer, JsonNode> cells = new TreeMap<>();
        int depth = xml.depth();
        int column = -1;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.depth() == depth) {
                return new SheetRow(row, cells);
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && xml.reader().getLocalName().equals("c")) {
                column = column(xml.reader().getAttributeValue(null, "r"), column + 1);
                JsonNode value = readCell();
                if (value != null) {
                    cells.put(column, value);
                }
            }
        }
    }

    private static int column(@Nullable String reference, int otherwise) throws XMLStreamException {
        if (reference == null) {
            return otherwise;
        }
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
        }
        if (column < 1 || column > 16_384) {
            throw new XMLStreamException("no such column");
        }
        return column - 1;
    }

    private @Nullable JsonNode readCell() throws XMLStreamException {
        XMLStreamReader reader = xml.reader();
        String type = reader.getAttributeValue(null, "t");
        String style = reader.getAttributeValue(null, "s");
        boolean date = style != null && style.matches("\\d{1,6}") && workbook.isDate(Integer.parseInt(style));
        int depth = xml.depth();
        String raw = null;
        boolean formula = false;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.depth() == depth) {
                return raw == null ? unfilled(formula) : value(type == null ? "n" : type, raw, date);
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

    private @Nullable JsonNode value(String type, String raw, boolean date) {
        return switch (type) {
            case "s" -> text(raw.matches("\\d{1,9}") ? workbook.sharedText(Integer.parseInt(raw)) : null);
            case "str", "inlineStr" -> text(raw);
            case "d" -> text(raw);
            case "b" -> JsonNodeFactory.instance.booleanNode(raw.equals("1"));
            case "e" -> XlsxCell.error(raw);
            default -> raw.isBlank() ? null : XlsxCell.number(raw, date, workbook.isFrom1904());
        };
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        if (text == null) {
            return XlsxCell.error("#text");
        }
        return text.isBlank() ? null : JsonNodeFactory.instance.stringNode(text);
    }
}
