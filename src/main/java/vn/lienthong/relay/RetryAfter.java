package vn.lienthong.relay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** RFC 9110, 10.2.3: seconds or a date. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** The wait asked for, a day at most; null if it cannot be read or is over. */
    static @Nullable Duration read(String value, Instant now) {
        String text = value.strip();
        try {
            Duration wait = text.matches("\\d{1,18}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (!wait.isPositive()) {
                return null;
            }
            return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
