package vn.lienthong.mapping.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.VietnameseCharset;

/**
 * A mapping's {@code source:} block, checked.
 *
 * @param format csv, xlsx, json, ndjson, xml or sql
 * @param charset what {@code charset:} says; {@code auto} decides cell by cell, {@code utf-16} by the file's own mark
 * @param sheet the sheet's name, or its number from 1
 * @param rows where the rows are: names from the root down
 * @param table how the rows of a csv or xlsx table are told from what stands around them
 */
record Declaration(
        String format,
        String charset,
        char delimiter,
        char quote,
        JsonNode sheet,
        List<String> rows,
        TableDeclaration table) {

    private static final Map<String, Set<String>> KEYS = Map.of(
            "csv", keys("charset", "delimiter", "quote", "header", "columns", "until", "subtotals"),
            "xlsx", keys("sheet", "header", "columns", "until", "subtotals", "groups", "hidden", "merged"),
            "json", keys("rows"),
            "xml", keys("rows"),
            "ndjson", keys(),
            "sql", keys());

    private static Set<String> keys(String... own) {
        Set<String> keys = new TreeSet<>(List.of(own));
        keys.addAll(List.of("format", "schema"));
        return keys;
    }

    /** @throws IllegalArgumentException naming what is wrong, for the author of the mapping */
    static Declaration of(JsonNode source) {
        if (!source.isObject()) {
            throw new IllegalArgumentException("source is a block with a format: { format: csv, … }");
        }
        String format = oneOf(source, "format", new TreeSet<>(KEYS.keySet()), "json");
        onlyKnown(source, KEYS.getOrDefault(format, Set.of()), "source");
        return new Declaration(
                format,
                charset(source),
                sign(source, "delimiter", ','),
                sign(source, "quote", '"'),
                source.path("sheet"),
                path(source.path("rows").asString("")),
                TableDeclaration.of(source));
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

    static String oneOf(JsonNode block, String key, Iterable<String> known, String otherwise) {
        String value = block.path(key).asString(otherwise);
        for (String each : known) {
            if (each.equals(value)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "source." + key + ": expected one of " + String.join(", ", known) + ", got \"" + value + "\"");
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

    private static List<String> path(String path) {
        return path.isBlank() ? List.of() : List.of(path.split("/", -1));
    }

    static void onlyKnown(@Nullable JsonNode block, Set<String> known, String where) {
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
