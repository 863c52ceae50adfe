package vn.lienthong.mapping.convert;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The commonest shape of a time, {@code 2024-03-15T08:05:12+07:00}, read by hand: a formatter takes twenty times as long,
 * and a dossier holds half a dozen times. Whatever is not exactly of this shape is left to the formatters.
 */
public final class IsoMoment {

    /** Vietnam has been seven hours ahead of UTC since June 1975. */
    private static final int FIRST_YEAR = 1976;

    private static final int LAST_YEAR = 9999;

    private static final int AHEAD = 7 * 60;
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private IsoMoment() {}

    /** The instant, without an offset that of Vietnam time; null if the text has another shape or there is no such day. */
    public static @Nullable Instant instant(String text) {
        LocalDateTime moment = read(text);
        return moment == null ? null : moment.toInstant(VIETNAM);
    }

    /** Vietnam time; null if the text has another shape or there is no such day. */
    static @Nullable LocalDateTime read(String text) {
        int length = text.length();
        boolean shape = (length == 19 || length == 20 || length == 25)
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!shape) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        boolean real = year >= FIRST_YEAR
                && in(1, month, 12)
                && in(1, day, YearMonth.of(year, month).lengthOfMonth())
                && in(0, hour, 23)
                && in(0, minute, 59)
                && in(0, second, 59);
        return real ? inVietnam(LocalDateTime.of(year, month, day, hour, minute, second), text) : null;
    }

    private static @Nullable LocalDateTime inVietnam(LocalDateTime written, String text) {
        if (text.length() == 19) {
            return written;
        }
        if (text.length() == 20) {
            return text.charAt(19) == 'Z' ? written.plusMinutes(AHEAD) : null;
        }
        char sign = text.charAt(19);
        int hours = digits(text, 20, 2);
        int minutes = digits(text, 23, 2);
        boolean offset =
                (sign == '+' || sign == '-') && text.charAt(22) == ':' && in(0, hours, 14) && in(0, minutes, 59);
        if (!offset) {
            return null;
        }
        int ahead = (sign == '+' ? 1 : -1) * (hours * 60 + minutes);
        return ahead == AHEAD ? written : written.plusMinutes(AHEAD - ahead);
    }

    /** Vietnam time as an instant in UTC, as {@link Instant#toString} writes it; null if it is no whole second of these years. */
    static @Nullable String utc(LocalDateTime moment) {
        if (moment.getNano() != 0 || moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR) {
            return null;
        }
        LocalDateTime utc = moment.minusMinutes(AHEAD);
        char[] text = "0000-00-00T00:00:00Z".toCharArray();
        write(text, 0, 4, utc.getYear());
        write(text, 5, 2, utc.getMonthValue());
        write(text, 8, 2, utc.getDayOfMonth());
        write(text, 11, 2, utc.getHour());
        write(text, 14, 2, utc.getMinute());
        write(text, 17, 2, utc.getSecond());
        return new String(text);
    }

    private static void write(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Negative if there is something else than digits. */
    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean in(int first, int number, int last) {
        return first <= number && number <= last;
    }
}
