package vn.lienthong.mapping.source;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How the rows of a table are told from what stands around and between them.
 *
 * @param headerRow the first row of column names, counted from 1; 0: the file has none and {@code columns} names them
 * @param headerRows how many rows the names are written over; a name of several rows is joined: "Ngày / Tiếp nhận"
 * @param afterHeader rows between the names and the first record ("(1) (2) (3)")
 * @param columns the columns the file must have, in any order; empty: whatever the header says
 * @param endWords how the row that ends the table begins ("Tổng cộng"); empty: the table ends with the file
 * @param subtotalWords how a row of sums between records begins ("Cộng")
 * @param group the field that the text of a group's row becomes in each record below it; empty: the table has no groups
 * @param hiddenRows what becomes of rows the workbook hides
 * @param hiddenSheet whether a sheet the workbook hides may be read
 * @param repeatsMerged whether the value of merged cells counts for every record and column it is merged over
 */
record TableDeclaration(
        int headerRow,
        int headerRows,
        int afterHeader,
        List<String> columns,
        List<String> endWords,
        List<String> subtotalWords,
        String group,
        Hidden hiddenRows,
        boolean hiddenSheet,
        boolean repeatsMerged) {

    /** A hidden row may be filtered out for a moment or meant to be gone: only the one who knows the file can say. */
    enum Hidden {
        REFUSE,
        TAKE,
        SKIP
    }

    private static final int MOST_ROWS = 1000;

    static TableDeclaration of(JsonNode source) {
        JsonNode header = block(source, "header", Set.of("row", "rows", "skip"));
        JsonNode until = block(source, "until", Set.of("first"));
        JsonNode subtotals = block(source, "subtotals", Set.of("first"));
        JsonNode hidden = block(source, "hidden", Set.of("rows", "sheet"));
        String format = source.path("format").asString("");
        int most = format.equals("csv") ? 1 : 10;
        return new TableDeclaration(
                number(header, "row", 1, 0, MOST_ROWS),
                number(header, "rows", 1, 1, most),
                number(header, "skip", 0, 0, format.equals("csv") ? 0 : MOST_ROWS),
                texts(source, "columns"),
                texts(until, "first"),
                texts(subtotals, "first"),
                Declaration.tidy(source.path("groups").asString("")),
                Hidden.valueOf(Declaration.oneOf(hidden, "rows", List.of("refuse", "take", "skip"), "refuse")
                        .toUpperCase(java.util.Locale.ROOT)),
                Declaration.oneOf(hidden, "sheet", List.of("refuse", "take"), "refuse")
                        .equals("take"),
                Declaration.oneOf(source, "merged", List.of("refuse", "repeat"), "refuse")
                        .equals("repeat"));
    }

    private static JsonNode block(JsonNode source, String key, Set<String> known) {
        JsonNode block = source.path(key);
        if (!block.isMissingNode() && !block.isObject()) {
            throw new IllegalArgumentException("source." + key + ": expected a block with " + String.join(", ", known));
        }
        Declaration.onlyKnown(block, known, "source." + key);
        return block;
    }

    private static int number(JsonNode header, String key, int otherwise, int least, int most) {
        JsonNode value = header.path(key);
        int number = value.isMissingNode() ? otherwise : value.asInt(Integer.MIN_VALUE);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "source.header." + key + ": expected " + least + " to " + most + ", got " + value.asString());
        }
        return number;
    }

    private static List<String> texts(JsonNode block, String key) {
        JsonNode value = block.path(key);
        if (value.isString()) {
            return List.of(Declaration.tidy(value.stringValue()));
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw new IllegalArgumentException(key + ": expected a text or a list of texts");
        }
        return value.valueStream()
                .map(text -> Declaration.tidy(text.asString("")))
                .toList();
    }
}
