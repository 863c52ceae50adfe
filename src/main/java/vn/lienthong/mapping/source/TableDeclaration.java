package vn.lienthong.mapping.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.mapping.file.Flaws;

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

    static TableDeclaration read(JsonNode source, Flaws flaws) {
        JsonNode header = block(source, "header", Set.of("row", "rows", "skip"), flaws);
        JsonNode until = block(source, "until", Set.of("first"), flaws);
        JsonNode subtotals = block(source, "subtotals", Set.of("first"), flaws);
        JsonNode hidden = block(source, "hidden", Set.of("rows", "sheet"), flaws);
        boolean csv = source.path("format").asString("").equals("csv");
        List<String> row = List.of("hidden", "rows");
        int headerRow = number(header, "row", 1, new Range(0, MOST_ROWS), flaws);
        List<String> columns = texts(source, List.of("columns"), flaws);
        if (headerRow == 0 && columns.isEmpty()) {
            // A file without a row of names has its columns named in the mapping, in their order.
            Declaration.wrong(List.of("header"), source.path("header"), "columns: [\"…\", \"…\", …]", flaws);
        }
        if (Set.copyOf(columns).size() < columns.size()) {
            Declaration.wrong(List.of("columns"), source.path("columns"), "[A, B, …], A ≠ B", flaws);
        }
        return new TableDeclaration(
                headerRow,
                number(header, "rows", 1, new Range(1, csv ? 1 : 10), flaws),
                number(header, "skip", 0, new Range(0, MOST_ROWS), flaws),
                columns,
                beginnings(until, "until", flaws),
                beginnings(subtotals, "subtotals", flaws),
                groups(source, flaws),
                Hidden.valueOf(Declaration.oneOf(hidden, row, List.of("refuse", "take", "skip"), "refuse", flaws)
                        .toUpperCase(Locale.ROOT)),
                isTold(hidden, List.of("hidden", "sheet"), "take", flaws),
                isTold(source, List.of("merged"), "repeat", flaws));
    }

    private record Range(int least, int most) {}

    /** Whether the block says so instead of the usual {@code refuse}. */
    private static boolean isTold(JsonNode block, List<String> path, String word, Flaws flaws) {
        return Declaration.oneOf(block, path, List.of("refuse", word), "refuse", flaws)
                .equals(word);
    }

    private static JsonNode block(JsonNode source, String key, Set<String> known, Flaws flaws) {
        JsonNode block = source.path(key);
        if (!block.isMissingNode() && !block.isObject()) {
            String expected = "{ " + String.join(": …, ", new TreeSet<>(known)) + ": … }";
            Declaration.wrong(List.of(key), block, expected, flaws);
            return MissingNode.getInstance();
        }
        Declaration.onlyKnown(block, known, List.of(key), flaws);
        return block;
    }

    private static int number(JsonNode header, String key, int otherwise, Range range, Flaws flaws) {
        JsonNode value = header.path(key);
        boolean whole = value.isIntegralNumber() || value.isString();
        int number = value.isMissingNode() ? otherwise : whole ? value.asInt(Integer.MIN_VALUE) : Integer.MIN_VALUE;
        if (number < range.least || number > range.most) {
            // of a CSV file: its names stand in one row, which "row" tells
            String expected = range.least == range.most ? "" + range.least : range.least + "–" + range.most;
            Declaration.wrong(List.of("header", key), value, expected, flaws);
            return otherwise;
        }
        return number;
    }

    /** How rows begin that are no records. A block that does not say is one in vain. */
    private static List<String> beginnings(JsonNode block, String key, Flaws flaws) {
        if (block.isObject() && !block.has("first")) {
            Declaration.wrong(List.of(key), block, "{ first: \"Tổng cộng\" }", flaws);
        }
        return texts(block, List.of(key, "first"), flaws);
    }

    private static String groups(JsonNode source, Flaws flaws) {
        String groups = Declaration.tidy(Declaration.text(source, List.of("groups"), "", flaws));
        if (source.path("groups").isString() && groups.isEmpty()) {
            Declaration.wrong(List.of("groups"), source.path("groups"), "\"Lĩnh vực\"", flaws);
        }
        return groups;
    }

    private static List<String> texts(JsonNode block, List<String> path, Flaws flaws) {
        JsonNode value = block.path(path.getLast());
        if (value.isMissingNode()) {
            return List.of();
        }
        List<JsonNode> items = value.isArray() ? value.valueStream().toList() : List.of(value);
        boolean texts = items.stream()
                .allMatch(item -> item.isValueNode()
                        && !item.isNull()
                        && !Declaration.tidy(item.asString()).isEmpty());
        if (items.isEmpty() || !texts) {
            Declaration.wrong(path, value, "\"…\" | [\"…\", \"…\"]", flaws);
            return List.of();
        }
        return items.stream().map(item -> Declaration.tidy(item.asString())).toList();
    }
}
