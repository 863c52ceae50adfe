package vn.lienthong.mapping.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
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
    private static final BigDecimal BEYOND_15_DIGITS = new BigDecimal("1E15");
    private static final int LARGEST_EXPONENT = 400; // a double has 308

    private XlsxCell() {}

    static JsonNode error(String code) {
        return JSON.objectNode().put(ERROR_KEY, code);
    }

    /** @param raw as the workbook keeps it; in a date cell it counts days from 1900 (or 1904) */
    static @Nullable JsonNode number(String raw, CellFormat format, boolean from1904) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw.strip());
        } catch (NumberFormatException broken) {
            return error("#number");
        }
        if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
            return error("#number");
        }
        if (format.isDate()) {
            boolean counts = number.signum() >= 0 && number.compareTo(LAST_DAY) < 0;
            return counts ? JSON.stringNode(moment(number, from1904)) : error("#date");
        }
        if (isWhole(number)) {
            return whole(number, format.digits());
        }
        return JSON.numberNode(number);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Excel keeps 15 digits and makes zeros of the rest, so a longer number is not the one that was typed. */
    private static JsonNode whole(BigDecimal number, int digits) {
        if (number.abs().compareTo(BEYOND_15_DIGITS) >= 0) {
            return error("#digits");
        }
        String plain = number.setScale(0).toPlainString();
        return digits > 0 && number.signum() >= 0
                ? JSON.stringNode("0".repeat(Math.max(digits - plain.length(), 0)) + plain)
                : JSON.numberNode(number);
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
