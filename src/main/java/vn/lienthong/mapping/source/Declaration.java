package vn.lienthong.mapping.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.VietnameseCharset;

/**
 * A mapping's {@code source:} block, checked.
 *
 * @param format csv, xlsx, json, ndjson or xml
 * @param charset what {@code charset:} says; {@code auto} decides cell by cell, {@code utf-16} by the file's own mark
 * @param headerRow the row of column names, counted from 1; 0: the file has none and {@code columns} names them
 * @param columns the columns the file must have, in any order; empty: whatever the header says
 * @param sheet the sheet's name, or its number from 1
 * @param rows where the rows are: names from the root down
 * @param endWords how the first cell of the row that ends the table begins ("Tổng cộng"); empty: the table ends with the file
 */
record Declaration(
        String format,
        String charset,
        char delimiter,
        char quote,
        int headerRow,
        List<String> columns,
        JsonNode sheet,
        List<String> rows,
        List<String> endWords) {

    private static final List<String> FORMATS = List.of("csv", "xlsx", "json", "ndjson", "xml");
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "format", "charset", "delimiter", "quote", "header", "columns", "sheet", "rows", "until", "schema"));

    /** @throws IllegalArgumentException naming what is wrong, for the author of the mapping */
    static Declaration of(JsonNode source) {
        if (!source.isObject()) {
            throw new IllegalArgumentException("source is a block with a format: { format: csv, … }");
        }
        onlyKnown(source, KEYS, "source");
        onlyKnown(source.path("header"), Set.of("row"), "source.header");
        onlyKnown(source.path("until"), Set.of("first"), "source.until");
        return new Declaration(
                oneOf(source, "format", FORMATS, "json"),
                charset(source),
                sign(source, "delimiter", ','),
                sign(source, "quote", '"'),
                headerRow(source.path("header")),
                texts(source, "columns").stream().map(Declaration::tidy).toList(),
                source.path("sheet"),
                path(source.path("rows").asString("")),
                texts(source.path("until"), "first").stream()
                        .map(Declaration::tidy)
                        .toList());
    }

    /** A column's name as it is compared: composed, without line breaks or doubled spaces. */
    static String tidy(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\s\\u00A0\\u200B\\uFEFF]+", " ")
                .strip();
    }

    Optional<VietnameseCharset> fixedCharset() {
        return VietnameseCharset.named(charset);
    }

    private static String charset(JsonNode source) {
        List<String> known = new ArrayList<>(List.of("auto", "utf-16"));
        Arrays.stream(VietnameseCharset.values()).map(VietnameseCharset::label).forEach(known::add);
        return oneOf(source, "charset", known, "utf-8");
    }

    private static String oneOf(JsonNode source, String key, List<String> known, String otherwise) {
        String value = source.path(key).asString(otherwise);
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    "source." + key + ": expected one of " + String.join(", ", known) + ", got \"" + value + "\"");
        }
        return value;
    }

    private static char sign(JsonNode source, String key, char otherwise) {
        String value = source.path(key).asString(String.valueOf(otherwise));
        String plain = value.equals("tab") || value.equals("\\t") ? "\t" : value;
        if (plain.length() != 1 || plain.charAt(0) >= 0x80) {
            throw new IllegalArgumentException(
                    "source." + key + ": expected one ASCII character or tab, got \"" + value + "\"");
        }
        return plain.charAt(0);
    }

    private static int headerRow(JsonNode header) {
        int row = header.path("row").asInt(1);
        if (row < 0 || row > 1000) {
            throw new IllegalArgumentException("source.header.row: expected 0 (none) to 1000, got " + row);
        }
        return row;
    }

    private static List<String> texts(JsonNode block, String key) {
        JsonNode value = block.path(key);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw new IllegalArgumentException(key + ": expected a text or a list of texts");
        }
        return value.valueStream().map(text -> text.asString("")).toList();
    }

    private static List<String> path(String path) {
        return path.isBlank() ? List.of() : List.of(path.split("/", -1));
    }

    private static void onlyKnown(@Nullable JsonNode block, Set<String> known, String where) {
        if (block == null || !block.isObject()) {
            return;
        }
        for (String key : block.propertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown key " + where + "." + key + "; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }
}
