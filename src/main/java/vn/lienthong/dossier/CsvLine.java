package vn.lienthong.dossier;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of a CSV that people open in a spreadsheet; cells may quote what a file says. */
public final class CsvLine {

    /** Tells a spreadsheet that the file is UTF-8; stands before the first line. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvLine() {}

    /** With its end; null is an empty cell. */
    public static String of(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** A spreadsheet would run a cell that begins like a formula. */
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[,\"\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
