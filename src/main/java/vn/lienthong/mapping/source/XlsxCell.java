package vn.lienthong.mapping.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What one cell of a workbook holds, as JSON: text, number, boolean, an ISO local time for dates, or an error. */
final class XlsxCell {

    /** A cell a formula could not fill: {@code {"#error": "#N/A"}}. Reading the record refuses it. */
    static final String ERROR_KEY = "#error";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NOT_PATTERN = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.|\\*.");
    private static final long SECONDS_A_DAY = 86_400;
    private static final int LAST_DAY = 2_958_465; // 31/12/9999

    private XlsxCell() {}

    static JsonNode error(String code) {
        return JSON.objectNode().put(ERROR_KEY, code);
    }

    /** @param isDate whether the cell's format shows a date; such a number counts days from 1900 (or 1904) */
    static @Nullable JsonNode number(String raw, boolean isDate, boolean from1904) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw.strip());
        } catch (NumberFormatException broken) {
            return error(raw);
        }
        if (!isDate) {
            return JSON.numberNode(number);
        }
        return number.signum() < 0 || number.intValue() > LAST_DAY
                ? error("#date " + raw)
                : JSON.stringNode(moment(number, from1904));
    }

    /** Excel takes 1900 for a leap year, so the days before 1 March 1900 are off by one. Rounded to the second. */
    private static String moment(BigDecimal serial, boolean from1904) {
        long seconds = Math.round(serial.doubleValue() * SECONDS_A_DAY);
        long days = seconds / SECONDS_A_DAY;
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
        if (days == 0 && !from1904) {
            return time.format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
        return LOCAL.format(LocalDateTime.of(first.plusDays(days), time));
    }

    /** Whether a number format shows a date or a time: it has a d, m, y, h or s outside quotes and colours. */
    static boolean isDateFormat(int id, @Nullable String pattern) {
        if (pattern == null) {
            return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58;
        }
        String bare = NOT_PATTERN.matcher(pattern).replaceAll("").toLowerCase(Locale.ROOT);
        return !bare.contains("general") && bare.chars().anyMatch(sign -> "dmyhs".indexOf(sign) >= 0);
    }
}
