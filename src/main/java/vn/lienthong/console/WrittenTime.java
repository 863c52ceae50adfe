package vn.lienthong.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;

/**
 * A day or a moment as people and programs write it: {@code 2026-03-02}, {@code 2/3/2026 14:30}, {@code 2026-03-02T14:30:05} in
 * Vietnam's time, or a moment with its offset.
 */
final class WrittenTime {

    private static final List<DateTimeFormatter> FORMATS = Stream.of(
                    "uuuu-MM-dd[['T'][' ']H:mm[:ss]]", "d/M/uuuu[ H:mm[:ss]]", "uuuu-MM-dd'T'HH:mm[:ss[.SSS]]XXX")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
            .toList();

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    private WrittenTime() {}

    /**
     * The moment, or when the day begins.
     *
     * @throws Refusal if it is neither
     */
    static Instant from(String field, String text) {
        return read(field, text, 0);
    }

    /**
     * The moment, or when the day has ended.
     *
     * @throws Refusal if it is neither
     */
    static Instant until(String field, String text) {
        return read(field, text, 1);
    }

    private static Instant read(String field, String text, int days) {
        for (DateTimeFormatter format : FORMATS) {
            try {
                Instant read = instant(
                        format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from), days);
                if (!read.isBefore(EARLIEST) && read.isBefore(LATEST)) {
                    return read;
                }
            } catch (DateTimeException otherwise) {
                // written in another of the formats, or in none: said below
            }
        }
        throw Refusal.badRequest(Problem.of("console.bad-time").in(field));
    }

    private static Instant instant(TemporalAccessor read, int days) {
        return switch (read) {
            case OffsetDateTime moment -> moment.toInstant();
            case LocalDateTime moment -> moment.atZone(VietnamTime.ZONE).toInstant();
            default ->
                LocalDate.from(read)
                        .plusDays(days)
                        .atStartOfDay(VietnamTime.ZONE)
                        .toInstant();
        };
    }
}
