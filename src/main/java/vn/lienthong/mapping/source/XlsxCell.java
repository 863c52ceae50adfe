package vn.lienthong.mapping.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.mapping.source.XlsxStyles.CellFormat;

/** What one cell of a workbook holds, as JSON: text, number, boolean, an ISO local time for dates, or an error. */
final class XlsxCell {

    /** A cell without a usable value: {@code {"#cell": "sheet Hồ sơ, G12", "#error": "#N/A"}}. Reading the record refuses it. */
    static final String ERROR_KEY = "#error";

    static final String CELL_KEY = "#cell";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // after 31/12/9999
    private static final int FALSE_LEAP_DAY = 60; // 29/02/1900
    private static final BigDecimal BEYOND_15_DIGITS = new BigDecimal("1E15");
    private static final int LARGEST_EXPONENT = 400; // a double has 308
    private static final int LONGEST_NUMBER = 400;
    private static final Pattern ERROR_CODE = Pattern.compile("#[A-Za-z0-9/!?_]{1,20}");
    private static final Pattern CELL = Pattern.compile("sheet .{1,100}, cell [A-Z]{1,3}\\d{1,8}");

    /** Fractions of a second, which nobody types, are left out. */
    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2}:\\d{2}:\\d{2})(?:\\.\\d{1,9})?)?");

    private XlsxCell() {}

    static JsonNode error(String code) {
        return JSON.objectNode().put(ERROR_KEY, code);
    }

    /** @param raw as the workbook keeps it; in a date cell it counts days from 1900 (or 1904) */
    static @Nullable JsonNode number(String raw, CellFormat format, boolean from1904) {
        BigDecimal number = number(raw.strip());
        if (number == null) {
            return error("#number");
        }
        if (format.isDate()) {
            boolean neverWas = !from1904 && number.intValue() == FALSE_LEAP_DAY;
            boolean counts = number.signum() >= 0 && number.compareTo(LAST_DAY) < 0 && !neverWas;
            return counts ? JSON.stringNode(moment(number, from1904)) : error("#date");
        }
        if (isWhole(number)) {
            return whole(number, format.digits());
        }
        return JSON.numberNode(number);
    }

    private static @Nullable BigDecimal number(String raw) {
        try {
            BigDecimal number = raw.length() > LONGEST_NUMBER ? null : new BigDecimal(raw);
            boolean sound = number != null && Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT;
            return sound ? number : null;
        } catch (NumberFormatException broken) {
            return null;
        }
    }

    /** The error of a cell as a problem may quote it: a workbook's code, and never a text. */
    static String errorCode(String error) {
        return ERROR_CODE.matcher(error).matches() ? error : "#error";
    }

    /** The place of a cell, unless it is something else that a record calls so. */
    static @Nullable String cell(@Nullable JsonNode place) {
        String text = place == null ? "" : place.asString("");
        return CELL.matcher(text).matches() ? text : null;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Excel keeps 15 digits and makes zeros of the rest, so a longer number is not the one that was typed. */
    private static JsonNode whole(BigDecimal number, int digits) {
        if (number.abs().compareTo(BEYOND_15_DIGITS) >= 0) {
            return error("#digits");
        }
        BigDecimal whole = number.setScale(0);
        String plain = whole.toPlainString();
        return digits > 0 && number.signum() >= 0
                ? JSON.stringNode("0".repeat(Math.max(digits - plain.length(), 0)) + plain)
                : JSON.numberNode(whole);
    }

    /**
     * A date that the workbook keeps as ISO 8601, in the one form in which all its dates come; the day alone begins at
     * midnight.
     */
    static String written(String raw) {
        Matcher date = ISO.matcher(raw.strip());
        return date.matches() ? date.group(1) + "T" + (date.group(2) == null ? "00:00:00" : date.group(2)) : raw;
    }

    static JsonNode truth(String raw) {
        return switch (raw.strip()) {
            case "1", "true" -> JSON.booleanNode(true);
            case "0", "false" -> JSON.booleanNode(false);
            default -> error("#boolean");
        };
    }

    /** Excel takes 1900 for a leap year, so the days before 1 March 1900 are off by one. Rounded to the second. */
    private static String moment(BigDecimal serial, boolean from1904) {
        long seconds = Math.round(serial.multiply(SECONDS_A_DAY).doubleValue());
        long days = seconds / 86_400;
        LocalTime time = LocalTime.ofSecondOfDay(seconds % 86_400);
        if (days == 0) {
            return time.format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
        return LOCAL.format(LocalDateTime.of(first.plusDays(days), time));
    }
}
