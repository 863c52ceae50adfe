package vn.lienthong.mapping.convert;

import java.time.LocalDateTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of digits at fixed places, such as {@code dd/MM/yyyy HH:mm}, read by hand: a formatter takes twenty times as
 * long, and a row holds half a dozen times. Whatever is not exactly of this shape, or is no such day, is left to the formatter.
 */
final class DatePattern {

    private static final String LETTERS = "uMdHms";
    private static final int YEAR = 0;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;

    /** For each place of the text which number its digit belongs to; negative: the place holds the sign beside it. */
    private final int[] numbers;

    private final char[] signs;
    private final int pivot;

    private DatePattern(int[] numbers, char[] signs, int pivot) {
        this.numbers = numbers;
        this.signs = signs;
        this.pivot = pivot;
    }

    /**
     * @param pattern with {@code u} for years; two of them count from the pivot on
     * @return null if the pattern is not one of digits at fixed places
     */
    static @Nullable DatePattern of(String pattern, int pivot) {
        String plain = pattern.replace("'T'", "/");
        int[] numbers = new int[plain.length()];
        int[] widths = new int[LETTERS.length()];
        for (int i = 0; i < numbers.length; i++) {
            char c = plain.charAt(i);
            numbers[i] = LETTERS.indexOf(c);
            if (numbers[i] >= 0) {
                boolean apart = widths[numbers[i]]++ > 0 && plain.charAt(i - 1) != c;
                if (apart) {
                    return null;
                }
            } else if (Character.isLetter(c) || "'[]{}#".indexOf(c) >= 0) {
                return null;
            }
        }
        return fits(widths, pivot) ? new DatePattern(numbers, signs(pattern), pivot) : null;
    }

    private static char[] signs(String pattern) {
        return pattern.replace("'T'", "T").toCharArray();
    }

    private static boolean fits(int[] widths, int pivot) {
        boolean day = widths[YEAR] == (pivot > 0 ? 2 : 4) && widths[1] == 2 && widths[2] == 2;
        boolean time = widths[HOUR] == widths[MINUTE]
                && (widths[HOUR] == 0 || widths[HOUR] == 2)
                && (widths[SECOND] == 0 || widths[SECOND] == 2 && widths[HOUR] == 2);
        return day && time;
    }

    /** Null if the text has another shape or there is no such day. */
    @Nullable
    LocalDateTime read(String text) {
        if (text.length() != signs.length) {
            return null;
        }
        int[] found = new int[LETTERS.length()];
        for (int i = 0; i < signs.length; i++) {
            char c = text.charAt(i);
            if (numbers[i] < 0 ? c != signs[i] : !Scan.isDigit(c)) {
                return null;
            }
            if (numbers[i] >= 0) {
                found[numbers[i]] = found[numbers[i]] * 10 + c - '0';
            }
        }
        return moment(pivot > 0 ? fromPivot(found[YEAR]) : found[YEAR], found[1], found[2], found);
    }

    private int fromPivot(int twoDigits) {
        int year = pivot - pivot % 100 + twoDigits;
        return year < pivot ? year + 100 : year;
    }

    private static @Nullable LocalDateTime moment(int year, int month, int day, int[] time) {
        boolean real = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && time[HOUR] <= 23
                && time[MINUTE] <= 59
                && time[SECOND] <= 59;
        return real ? LocalDateTime.of(year, month, day, time[HOUR], time[MINUTE], time[SECOND]) : null;
    }
}
