package vn.lienthong.mapping.crosswalk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.mapping.code.CodeRow;
import vn.lienthong.mapping.code.Period;

/**
 * One pair as a workbook has it: texts, not yet checked.
 *
 * @param place where it is in the workbook
 * @param from a day as ISO writes it, or whatever else stands there; empty: open
 */
public record SheetRow(String place, String code, String becomes, String from, String until, String note) {

    private static final Pattern VIETNAMESE_DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern CELL_DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T00:00(:00)?");

    static SheetRow of(CodeRow row, String note) {
        Period period = row.period();
        return new SheetRow(
                row.spot().toString(),
                row.code(),
                row.second(),
                period.from() == null ? "" : period.from().toString(),
                period.until() == null ? "" : period.until().toString(),
                note);
    }

    /** A day as people and spreadsheets write it, as ISO; anything else as it stands, for the reader of codes to refuse. */
    static String day(String text) {
        Matcher cell = CELL_DAY.matcher(text);
        if (cell.matches()) {
            return cell.group(1);
        }
        Matcher day = VIETNAMESE_DAY.matcher(text);
        return day.matches()
                ? "%s-%02d-%02d".formatted(day.group(3), Integer.valueOf(day.group(2)), Integer.valueOf(day.group(1)))
                : text;
    }

    boolean isDated() {
        return !from.isEmpty() || !until.isEmpty();
    }

    /** Whether both say the same, wherever they stand. */
    boolean says(SheetRow other) {
        return code.equals(other.code)
                && becomes.equals(other.becomes)
                && from.equals(other.from)
                && until.equals(other.until)
                && note.equals(other.note);
    }

    /** For people: {@code received → 2, from 2024-01-01}. */
    @Override
    public String toString() {
        return code + " → " + becomes + (from.isEmpty() ? "" : ", from " + from)
                + (until.isEmpty() ? "" : ", until " + until) + (note.isEmpty() ? "" : "  # " + note);
    }
}
