package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Times as a workbook counts them: in days and parts of a day, from 1900 or, in old files of the Mac, from 1904. */
enum ExcelDays {
    FROM_1900(LocalDate.of(1899, 12, 30), 2_958_465),
    FROM_1904(LocalDate.of(1904, 1, 1), 2_957_003);

    /** Excel takes 1900 for a leap year: it has a day 60, 29 February 1900, which never was. */
    private static final int NEVER_WAS = 60;

    private static final int LONGEST = 24;
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    private final LocalDate dayZero;
    private final int lastDay;

    ExcelDays(LocalDate dayZero, int lastDay) {
        this.dayZero = dayZero;
        this.lastDay = lastDay;
    }

    /** Whether the text is a number of days and parts of a day, {@code 45180.35}; of any day, real or not. */
    static boolean hasShape(String text) {
        int point = point(text);
        return text.length() <= LONGEST
                && point > 0
                && Scan.areDigits(text, 0, point)
                && (point == text.length()
                        || point + 1 < text.length() && Scan.areDigits(text, point + 1, text.length()));
    }

    /** To the second; null if the text has another shape or there is no such day. */
    @Nullable
    LocalDateTime read(String text) {
        if (!hasShape(text)) {
            return null;
        }
        BigDecimal serial = new BigDecimal(text.replace(',', '.'));
        if (serial.signum() == 0 || serial.compareTo(BigDecimal.valueOf(lastDay + 1L)) >= 0) {
            return null;
        }
        long seconds =
                serial.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        long days = seconds / 86_400;
        boolean never = this == FROM_1900 && (days == NEVER_WAS || days == 0);
        long shift = this == FROM_1900 && days < NEVER_WAS ? 1 : 0;
        return never ? null : dayZero.plusDays(days + shift).atStartOfDay().plusSeconds(seconds % 86_400);
    }

    /** A point or a decimal comma. */
    private static int point(String text) {
        int point = Math.max(text.indexOf('.'), text.indexOf(','));
        return point < 0 ? text.length() : point;
    }
}
