package vn.lienthong.mapping.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.file.Flaws;
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

    /** @throws IllegalArgumentException naming all that is wrong, for the author of the mapping */
    static Declaration of(JsonNode source) {
        Flaws flaws = new Flaws();
        Declaration declaration = read(source, flaws);
        flaws.throwIfAny();
        return declaration;
    }

    /** Takes down all that is wrong, and reads on as if what should be there were. */
    static Declaration read(JsonNode source, Flaws flaws) {
        if (!source.isObject()) {
            flaws.add("source is a block with a format: { format: csv, … }");
        }
        String format = oneOf(source, List.of("format"), new TreeSet<>(KEYS.keySet()), "json", flaws);
        onlyKnown(source, known(source, format), List.of(), flaws);
        List<String> rows = path(source.path("rows").asString(""));
        if (format.equals("xml") && rows.isEmpty()) {
            flaws.add("source.rows: an XML source says where its rows are: DanhSachHoSo/HoSo", "rows");
        }
        return new Declaration(
                format,
                charset(source, flaws),
                sign(source, "delimiter", ',', flaws),
                sign(source, "quote", '"', flaws),
                source.path("sheet"),
                rows,
                TableDeclaration.read(source, flaws));
    }

    /** Where it is not clear which format is meant, no key of any is strange. */
    private static Set<String> known(JsonNode source, String format) {
        if (source.path("format").asString(format).equals(format)) {
            return KEYS.getOrDefault(format, Set.of());
        }
        Set<String> all = new TreeSet<>();
        KEYS.values().forEach(all::addAll);
        return all;
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

    private static String charset(JsonNode source, Flaws flaws) {
        List<String> known = new ArrayList<>(List.of("auto", "utf-16"));
        Arrays.stream(VietnameseCharset.values()).map(VietnameseCharset::label).forEach(known::add);
        return oneOf(source, List.of("charset"), known, "utf-8", flaws);
    }

    /** @param path of the block's key; the block itself is what the key before leads to */
    static String oneOf(JsonNode block, List<String> path, Iterable<String> known, String otherwise, Flaws flaws) {
        String value = block.path(path.getLast()).asString(otherwise);
        for (String each : known) {
            if (each.equals(value)) {
                return value;
            }
        }
        flaws.add(named(path) + ": expected one of " + String.join(", ", known) + ", got \"" + value + "\"", path);
        return otherwise;
    }

    static String named(List<String> path) {
        return "source." + String.join(".", path);
    }

    private static char sign(JsonNode source, String key, char otherwise, Flaws flaws) {
        String value = source.path(key).asString(String.valueOf(otherwise));
        String plain = value.equals("tab") || value.equals("\\t") ? "\t" : value;
        if (plain.length() != 1 || plain.charAt(0) >= 0x80) {
            flaws.add("source." + key + ": expected one ASCII character or tab, got \"" + value + "\"", key);
            return otherwise;
        }
        return plain.charAt(0);
    }

    private static List<String> path(String path) {
        return path.isBlank() ? List.of() : List.of(path.split("/", -1));
    }

    /** @param path to the block; empty: the source block itself */
    static void onlyKnown(JsonNode block, Set<String> known, List<String> path, Flaws flaws) {
        for (String key : block.propertyNames()) {
            if (!known.contains(key)) {
                List<String> full = new ArrayList<>(path);
                full.add(key);
                flaws.add(
                        "unknown key " + named(full) + "; known are " + String.join(", ", new TreeSet<>(known)), full);
            }
        }
    }
}
