package vn.lienthong.mapping.convert;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.VietnamTime;

/** One shape in which a source writes times. Strict: the 31st of November is no date. A day alone begins at midnight. */
sealed interface DateShape {

    /**
     * The time in the source's own zone, or, where the text names an offset, in Vietnam.
     *
     * @param local whether it is in the source's own zone
     */
    record Moment(LocalDateTime time, boolean local) {

        boolean isSame(Moment other) {
            return time.equals(other.time) && local == other.local;
        }
    }

    /** Null if the text has another shape, or there is no such day. */
    @Nullable
    Moment read(String text);

    /** Whether the text has this shape, be there such a day or not. */
    boolean has(String text);

    /** A time as this shape writes it; null if it cannot. */
    @Nullable
    String write(OffsetDateTime time);

    static DateShape of(String name, int pivot) {
        return switch (name) {
            case "iso" -> new Iso();
            case "excel" -> new Serial(ExcelDays.FROM_1900);
            case "excel-1904" -> new Serial(ExcelDays.FROM_1904);
            default -> Pattern.of(name, pivot);
        };
    }

    /** Whether years are written with two digits. */
    static boolean hasShortYear(String pattern) {
        return pattern.replaceAll("'[^']*'", "").matches("(?:[^yu]*)(?:yy|uu)(?:[^yu]*)");
    }

    /** ISO 8601 in full, with T or a blank, with or without seconds, fractions and offset. */
    record Iso() implements DateShape {

        private static final DateTimeFormatter FORMATTER = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendPattern("['T'][' ']")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart()
                .appendPattern("[XXX][XX]")
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);

        @Override
        public @Nullable Moment read(String text) {
            LocalDateTime quick = IsoMoment.read(text);
            return quick == null ? Formatted.read(FORMATTER, text) : new Moment(quick, text.length() == 19);
        }

        @Override
        public boolean has(String text) {
            return Formatted.has(FORMATTER, text);
        }

        @Override
        public String write(OffsetDateTime time) {
            return time.toString();
        }
    }

    /** Days as a workbook counts them. */
    record Serial(ExcelDays days) implements DateShape {

        @Override
        public @Nullable Moment read(String text) {
            LocalDateTime time = days.read(text);
            return time == null ? null : new Moment(time, true);
        }

        @Override
        public boolean has(String text) {
            return ExcelDays.hasShape(text);
        }

        @Override
        public @Nullable String write(OffsetDateTime time) {
            return null;
        }
    }

    /** @param quick reads nearly every text of this shape; null: it is not one of digits at fixed places */
    record Pattern(DateTimeFormatter formatter, @Nullable DatePattern quick) implements DateShape {

        /** Java resolves {@code yyyy} strictly only with an era, so {@code uuuu} stands in for it. */
        static Pattern of(String pattern, int pivot) {
            String years = withoutEras(pattern);
            return new Pattern(strict(years, pivot), DatePattern.of(years, hasShortYear(years) ? pivot : 0));
        }

        private static String withoutEras(String pattern) {
            StringBuilder years = new StringBuilder(pattern);
            boolean literal = false;
            for (int i = 0; i < years.length(); i++) {
                literal ^= years.charAt(i) == '\'';
                if (!literal && years.charAt(i) == 'y') {
                    years.setCharAt(i, 'u');
                }
            }
            return years.toString();
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
        public @Nullable Moment read(String text) {
            LocalDateTime time = quick == null ? null : quick.read(text);
            return time == null ? Formatted.read(formatter, text) : new Moment(time, true);
        }

        @Override
        public boolean has(String text) {
            return Formatted.has(formatter, text);
        }

        @Override
        public String write(OffsetDateTime time) {
            return formatter.format(time);
        }
    }

    /** The slow way, by the formatter. */
    final class Formatted {

        private Formatted() {}

        static boolean has(DateTimeFormatter formatter, String text) {
            ParsePosition end = new ParsePosition(0);
            try {
                return formatter.parseUnresolved(text, end) != null
                        && end.getErrorIndex() < 0
                        && end.getIndex() == text.length();
            } catch (DateTimeException outOfRange) {
                // An offset of 24 hours: it is written as one, and there is none like it.
                return true;
            }
        }

        static @Nullable Moment read(DateTimeFormatter formatter, String text) {
            if (!has(formatter, text)) {
                return null;
            }
            try {
                return moment(formatter.parse(text));
            } catch (DateTimeException noSuchDay) {
                return null;
            }
        }

        private static Moment moment(TemporalAccessor parsed) {
            LocalDate day = LocalDate.from(parsed);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime moment = LocalDateTime.of(day, time == null ? LocalTime.MIDNIGHT : time);
            if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
                LocalDateTime here = moment.atOffset(ZoneOffset.from(parsed))
                        .atZoneSameInstant(VietnamTime.ZONE)
                        .toLocalDateTime();
                return new Moment(here, false);
            }
            return new Moment(moment, true);
        }
    }
}
