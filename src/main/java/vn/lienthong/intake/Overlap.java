package vn.lienthong.intake;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How far behind the mark rows are read again: a duration, or, where the {@code time} column is a number, that much of it.
 *
 * @param units 0 where it is a duration
 */
public record Overlap(Duration duration, long units) {

    /**
     * As a route writes it.
     *
     * @param text {@code 10m}, or {@code 1000} for a column of numbers
     */
    public static Overlap of(String text) {
        if (text.matches("\\d{1,18}")) {
            return new Overlap(Duration.ZERO, Long.parseLong(text));
        }
        Duration duration = DurationStyle.detectAndParse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("overlap: expected a duration such as 10m, or a number");
        }
        return new Overlap(duration, 0);
    }

    /** Whether nothing is read again. */
    public boolean isNone() {
        return duration.isZero() && units == 0;
    }
}
