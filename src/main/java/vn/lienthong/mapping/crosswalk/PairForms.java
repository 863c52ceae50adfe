package vn.lienthong.mapping.crosswalk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a pair is written in each form of file. */
final class PairForms {

    private static final Pattern PLAIN = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N} _.-]*[\\p{L}\\p{M}\\p{N}]|\\p{L}");
    private static final List<String> NOT_PLAIN = List.of("true", "false", "null");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

    private PairForms() {}

    /** {@code received: "2"  # note} */
    static String tableLine(SheetRow row) {
        String code = PLAIN.matcher(row.code()).matches() && !NOT_PLAIN.contains(row.code())
                ? row.code()
                : quoted(row.code());
        return "  " + code + ": " + quoted(row.becomes()) + (row.note().isEmpty() ? "" : "  # " + oneLine(row.note()));
    }

    /** {@code - { code: "x", becomes: "1", from: "2025-07-01" }} */
    static String listLine(SheetRow row) {
        StringBuilder line =
                new StringBuilder("  - { code: " + quoted(row.code()) + ", becomes: " + quoted(row.becomes()));
        more(line, "from", row.from());
        more(line, "until", row.until());
        more(line, "note", row.note());
        return line.append(" }").toString();
    }

    private static void more(StringBuilder line, String key, String value) {
        if (!value.isEmpty()) {
            line.append(", ").append(key).append(": ").append(quoted(value));
        }
    }

    /** @param others cells of the columns that are not a pair's own */
    static String csvLine(SheetRow row, List<String> header, Map<String, String> others) {
        return header.stream()
                .map(column -> switch (column) {
                    case "code" -> row.code();
                    case "becomes" -> row.becomes();
                    case "from" -> row.from();
                    case "until" -> row.until();
                    case "note" -> row.note();
                    default -> others.getOrDefault(column, "");
                })
                .map(PairForms::cell)
                .collect(Collectors.joining(","));
    }

    static String cell(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static String quoted(String text) {
        return "\"" + oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
