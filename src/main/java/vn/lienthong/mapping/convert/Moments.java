package vn.lienthong.mapping.convert;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.lienthong.dossier.VietnamTime;

/**
 * Times, read by the shapes a source declares and written as a counterpart wants them. Options:
 *
 * <ul>
 *   <li>{@code shape}: one or several {@link java.time.format.DateTimeFormatter} patterns, {@code iso} (which is the default),
 *       {@code excel} or {@code excel-1904} (numbers of days); a workbook's own dates are always read. A text that two shapes
 *       read differently is refused.
 *   <li>{@code zone}: what a text without an offset means; Asia/Ho_Chi_Minh.
 *   <li>{@code empty}: texts by which the source says "no date".
 *   <li>{@code pivot}: the year from which on two digits count.
 *   <li>{@code years}: first and last plausible year; 1975 and 2075, since 1900 is an empty cell shown as a date, and 2099 and
 *       9999 are how systems write "never".
 *   <li>{@code after}: a separator, the value then being "earlier|later"; a later that lies before the earlier is worth a
 *       warning.
 * </ul>
 */
final class Moments {

    private static final Pattern LOOKS_LIKE_A_DATE = Pattern.compile("[\\d/:. T+Z-]{1,40}");

    /** Two times that nothing is the same of: a pattern that writes both alike tells nothing of a time. */
    private static final ZonedDateTime ONE =
            LocalDateTime.of(2003, 4, 5, 6, 7, 8).atZone(VietnamTime.ZONE);

    private static final ZonedDateTime OTHER =
            LocalDateTime.of(2014, 11, 28, 19, 20, 21).atZone(VietnamTime.ZONE);

    private final DateShapes shapes;
    private final List<String> empty;
    private final int firstYear;
    private final int lastYear;
    private final String after;

    private Moments(Options options) {
        this.shapes = DateShapes.of(options);
        this.empty = options.texts("empty");
        this.after = options.text("after", "");
        List<String> years = options.texts("years");
        boolean given = years.size() == 2
                && years.stream().allMatch(year -> year.matches("\\d{4}"))
                && years.getFirst().compareTo(years.getLast()) <= 0;
        if (options.has("years") && !given) {
            options.wrong("years", "[1975, 2075]");
        }
        this.firstYear = given ? Integer.parseInt(years.getFirst()) : 1975;
        this.lastYear = given ? Integer.parseInt(years.getLast()) : 2075;
    }

    /** {@code yyyyMMddHHmmss} in Vietnam time, as the national portal writes times. */
    static Conversion npsp(Options options) {
        return conversion(options, Moments::digits);
    }

    /** An ISO instant in UTC. */
    static Conversion instant(Options options) {
        return conversion(options, Moments::utc);
    }

    /** In Vietnam time, by the pattern that the option {@code write} gives: counterparts that write a Z behind it mean that too. */
    static Conversion written(Options options) {
        DateTimeFormatter pattern = pattern(options);
        return conversion(options, moment -> moment.atZone(VietnamTime.ZONE).format(pattern));
    }

    private static DateTimeFormatter pattern(Options options) {
        String written = options.text("write", "");
        PatternLetters.Misread misread = PatternLetters.misread(written);
        if (misread != null) {
            options.misread("write", written, misread);
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        }
        try {
            DateTimeFormatter pattern = DateTimeFormatter.ofPattern(written, Locale.ROOT);
            if (!pattern.format(ONE).equals(pattern.format(OTHER))) {
                return pattern;
            }
        } catch (IllegalArgumentException | DateTimeException noPattern) {
            // said below
        }
        options.wrong("write", "yyyy-MM-dd'T'HH:mm:ss");
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    }

    /** Where the source says "no date" the result is an empty text, which means: not known. */
    private static Conversion conversion(Options options, Function<LocalDateTime, String> writer) {
        Moments moments = new Moments(options);
        return (value, notes) -> {
            String text = Scan.blanksAsOne(Scan.seen(value));
            int cut = moments.after.isEmpty() ? -1 : text.indexOf(moments.after);
            String later = cut < 0
                    ? text
                    : text.substring(cut + moments.after.length()).strip();
            if (moments.empty.contains(later)) {
                return "";
            }
            LocalDateTime moment = moments.read(later);
            if (cut >= 0) {
                moments.compare(text.substring(0, cut).strip(), moment, notes);
            }
            return writer.apply(moment);
        };
    }

    /** {@code yyyyMMddHHmmss} by hand: a formatter is far slower, and a plausible year has four digits. */
    private static String digits(LocalDateTime moment) {
        long number = moment.getYear() * 10_000L + moment.getMonthValue() * 100L + moment.getDayOfMonth();
        number = number * 1_000_000L + moment.getHour() * 10_000L + moment.getMinute() * 100L + moment.getSecond();
        return Long.toString(number);
    }

    private static String utc(LocalDateTime moment) {
        String quick = IsoMoment.utc(moment);
        return quick == null ? moment.atZone(VietnamTime.ZONE).toInstant().toString() : quick;
    }

    private LocalDateTime read(String text) throws Conversion.Unconvertible {
        LocalDateTime moment;
        try {
            moment = shapes.read(text);
        } catch (DateShapes.NoSuchDate wrong) {
            throw refused(
                    switch (wrong.why()) {
                        case NO_SHAPE -> "convert.not-a-date";
                        case NO_SUCH_DAY -> "convert.no-such-date";
                        case SEVERAL -> "convert.ambiguous-date";
                    },
                    text);
        }
        if (moment.getYear() < firstYear || moment.getYear() > lastYear) {
            throw refused("convert.implausible-date", text);
        }
        return moment;
    }

    /** The earlier time has a rule of its own that reports it if it is wrong. */
    private void compare(String earlier, LocalDateTime later, Conversion.Notes notes) {
        try {
            if (later.isBefore(shapes.read(earlier))) {
                notes.warn("convert.before-its-beginning", Map.of());
            }
        } catch (DateShapes.NoSuchDate reportedElsewhere) {
            return;
        }
    }

    private Conversion.Unconvertible refused(String code, String text) {
        boolean quotable =
                LOOKS_LIKE_A_DATE.matcher(text).matches() && text.chars().anyMatch(sign -> "/:-".indexOf(sign) >= 0);
        return new Conversion.Unconvertible(
                code,
                Map.of(
                        "value", quotable ? text : "…",
                        "shape", shapes.toString(),
                        "first", Integer.toString(firstYear),
                        "last", Integer.toString(lastYear)));
    }
}
