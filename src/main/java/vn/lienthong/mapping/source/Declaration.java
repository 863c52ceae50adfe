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
import vn.lienthong.dossier.Problem;
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

    private static final String A_PATH = "DanhSachHoSo/HoSo";

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
            wrong(List.of(), source, "{ format: csv, … }", flaws);
        }
        String format = oneOf(source, List.of("format"), new TreeSet<>(KEYS.keySet()), "json", flaws);
        onlyKnown(source, known(source, format), List.of(), flaws);
        List<String> rows = rows(source, flaws);
        if (format.equals("xml") && rows.isEmpty()) {
            wrong(List.of("rows"), source.path("rows"), A_PATH, flaws);
        }
        char delimiter = sign(source, "delimiter", ',', flaws);
        char quote = sign(source, "quote", '"', flaws);
        if (delimiter == quote) {
            wrong(List.of("quote"), source.path("quote"), "quote ≠ delimiter", flaws);
        }
        return new Declaration(
                format,
                charset(source, flaws),
                delimiter,
                quote,
                sheet(source.path("sheet"), flaws),
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
        String value = text(block, path, otherwise, flaws);
        for (String each : known) {
            if (each.equals(value)) {
                return value;
            }
        }
        wrong(path, block.path(path.getLast()), String.join(" | ", known), flaws);
        return otherwise;
    }

    /** What a key holds as text; a list, a block or nothing is no text, and is not taken for a key that is not there. */
    static String text(JsonNode block, List<String> path, String otherwise, Flaws flaws) {
        JsonNode value = block.path(path.getLast());
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (value.isContainer() || value.isNull()) {
            wrong(path, value, "\"…\"", flaws);
            return otherwise;
        }
        return value.asString();
    }

    private static JsonNode sheet(JsonNode sheet, Flaws flaws) {
        boolean named = sheet.isString() && !sheet.stringValue().isBlank();
        boolean counted = sheet.isIntegralNumber() && sheet.intValue() > 0;
        if (!sheet.isMissingNode() && !named && !counted) {
            wrong(List.of("sheet"), sheet, "\"Sheet1\" | 1, 2, 3, …", flaws);
        }
        return sheet;
    }

    /** @param expected what would be right, as an example or a choice of words, since it is read in either language */
    static void wrong(List<String> path, JsonNode found, String expected, Flaws flaws) {
        String key = path.isEmpty() ? "source" : "source." + String.join(".", path);
        flaws.add(
                Problem.of("mapping.bad-source")
                        .with("key", key)
                        .with("found", Flaws.shown(found))
                        .with("expected", expected),
                path);
    }

    private static char sign(JsonNode source, String key, char otherwise, Flaws flaws) {
        String value = text(source, List.of(key), String.valueOf(otherwise), flaws);
        String plain = value.equals("tab") || value.equals("\\t") ? "\t" : value;
        boolean sign = plain.length() == 1 && plain.charAt(0) < 0x7F && !Character.isLetterOrDigit(plain.charAt(0));
        if (!sign || plain.charAt(0) < ' ' && !plain.equals("\t")) {
            wrong(List.of(key), source.path(key), ", | ; | \"|\" | tab", flaws);
            return otherwise;
        }
        return plain.charAt(0);
    }

    private static List<String> rows(JsonNode source, Flaws flaws) {
        String path = text(source, List.of("rows"), "", flaws);
        List<String> names = path.isBlank() ? List.of() : List.of(path.split("/", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            wrong(List.of("rows"), source.path("rows"), A_PATH, flaws);
        }
        return names;
    }

    /** @param path to the block; empty: the source block itself */
    static void onlyKnown(JsonNode block, Set<String> known, List<String> path, Flaws flaws) {
        for (String key : block.propertyNames()) {
            if (!known.contains(key)) {
                List<String> full = new ArrayList<>(path);
                full.add(key);
                flaws.unknownKey(full, known);
            }
        }
    }
}
