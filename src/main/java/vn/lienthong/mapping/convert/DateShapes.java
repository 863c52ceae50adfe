package vn.lienthong.mapping.convert;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shapes in which a source writes times. Strict: the 31st of November is no date. A day alone begins at midnight. */
final class DateShapes {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** What a workbook's date cells come as. */
    private static final Shape SHEET = shape("uuuu-MM-dd'T'HH:mm:ss", 0);

    private final List<String> patterns;
    private final boolean readsIso;
    private final List<Shape> shapes = new ArrayList<>();

    /** @param quick reads nearly every text of this shape; null: it is not one of digits at fixed places */
    private record Shape(
            DateTimeFormatter formatter, @Nullable DatePattern quick) {}

    /** The text is no date of these shapes; {@link #hasShape()} if it looks like one, but there is no such day. */
    static final class NoSuchDate extends Exception {

        private final boolean shape;

        NoSuchDate(boolean shape) {
            super("no such date");
            this.shape = shape;
        }

        boolean hasShape() {
            return shape;
        }
    }

    private DateShapes(List<String> patterns, int pivot) {
        this.patterns = patterns;
        this.readsIso = patterns.contains("iso");
        for (String pattern : patterns) {
            shapes.add(pattern.equals("iso") ? new Shape(ISO, null) : shape(pattern, pivot));
        }
        shapes.add(SHEET);
    }

    static DateShapes of(Options options) {
        List<String> patterns = options.has("shape") ? options.texts("shape") : List.of("iso");
        int pivot = options.number("pivot", 0);
        if (pivot == 0 && patterns.stream().anyMatch(DateShapes::hasShortYear)) {
            throw options.wrong("pivot", "the year from which on two-digit years count, such as 1990");
        }
        try {
            return new DateShapes(patterns, pivot);
        } catch (IllegalArgumentException broken) {
            throw options.wrong("shape", "patterns such as dd/MM/yyyy HH:mm: " + broken.getMessage());
        }
    }

    LocalDateTime read(String text) throws NoSuchDate {
        LocalDateTime iso = readsIso ? IsoMoment.read(text) : null;
        if (iso != null) {
            return iso;
        }
        boolean hasShape = false;
        for (Shape shape : shapes) {
            LocalDateTime quick = shape.quick() == null ? null : shape.quick().read(text);
            if (quick != null) {
                return quick;
            }
            DateTimeFormatter formatter = shape.formatter();
            ParsePosition end = new ParsePosition(0);
            boolean fits = formatter.parseUnresolved(text, end) != null
                    && end.getErrorIndex() < 0
                    && end.getIndex() == text.length();
            hasShape |= fits;
            if (fits) {
                try {
                    return local(formatter.parse(text));
                } catch (DateTimeException noSuchDay) {
                    continue;
                }
            }
        }
        throw new NoSuchDate(hasShape);
    }

    private static LocalDateTime local(TemporalAccessor parsed) {
        LocalDate day = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime moment = LocalDateTime.of(day, time == null ? LocalTime.MIDNIGHT : time);
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return moment.atOffset(ZoneOffset.from(parsed))
                    .atZoneSameInstant(VIETNAM)
                    .toLocalDateTime();
        }
        return moment;
    }

    private static boolean hasShortYear(String pattern) {
        return pattern.matches("(?:[^yu]*)(?:yy|uu)(?:[^yu]*)");
    }

    /** Java resolves {@code yyyy} strictly only with an era, so {@code uuuu} stands in for it. */
    private static Shape shape(String pattern, int pivot) {
        String years = pattern.replace('y', 'u');
        return new Shape(strict(years, pivot), DatePattern.of(years, hasShortYear(years) ? pivot : 0));
    }

    private static DateTimeFormatter strict(String years, int pivot) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        if (hasShortYear(years)) {
            int at = years.indexOf("uu");
            append(builder, years.substring(0, at));
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, pivot);
            append(builder, years.substring(at + 2));
        } else {
            builder.appendPattern(years);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static void append(DateTimeFormatterBuilder builder, String pattern) {
        if (!pattern.isEmpty()) {
            builder.appendPattern(pattern);
        }
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
