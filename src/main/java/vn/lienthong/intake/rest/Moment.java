package vn.lienthong.intake.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.intake.Overlap;

/** When a record changed, in the form its system writes it, which is that in which the system is asked. */
sealed interface Moment {

    int LAST_YEAR = 9999;

    Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Times that are numbers, and such as are not, have no order among them. */
    boolean isLike(Moment other);

    boolean isBefore(Moment other);

    Moment minus(Overlap overlap);

    /** A little earlier: what an API that leaves out the time it is asked by would leave out. */
    Moment justBefore();

    boolean isAfter(Instant now);

    /** As the system writes it. */
    String text();

    /** Null if it is none: neither a whole number nor a time of ISO 8601 with its hour, in a year of four digits. */
    static @Nullable Moment of(JsonNode value, ZoneId zone) {
        String text =
                value.isString() || value.isIntegralNumber() ? value.asString().strip() : "";
        return of(text, zone);
    }

    static @Nullable Moment of(String text, ZoneId zone) {
        if (NUMBER.matcher(text).matches()) {
            return new Count(Long.parseLong(text));
        }
        try {
            Time time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                            instanceof OffsetDateTime exact
                    ? new Time(exact, false)
                    : new Time(LocalDateTime.parse(text).atZone(zone).toOffsetDateTime(), true);
            return time.time().getYear() >= 1 && time.time().getYear() <= LAST_YEAR ? time : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** A number that grows, of a unit only its system knows. */
    record Count(long number) implements Moment {

        @Override
        public boolean isLike(Moment other) {
            return other instanceof Count;
        }

        @Override
        public boolean isBefore(Moment other) {
            return other instanceof Count count && number < count.number;
        }

        @Override
        public Moment minus(Overlap overlap) {
            return new Count(Math.max(0, number - overlap.units()));
        }

        @Override
        public Moment justBefore() {
            return new Count(Math.max(0, number - 1));
        }

        @Override
        public boolean isAfter(Instant now) {
            return false;
        }

        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    /** @param local whether it is written without its offset */
    record Time(OffsetDateTime time, boolean local) implements Moment {

        private static final Duration LEAST = Duration.ofSeconds(1);

        @Override
        public boolean isLike(Moment other) {
            return other instanceof Time;
        }

        @Override
        public boolean isBefore(Moment other) {
            return other instanceof Time later && time.isBefore(later.time);
        }

        @Override
        public Moment minus(Overlap overlap) {
            return new Time(time.minus(overlap.duration()), local);
        }

        @Override
        public Moment justBefore() {
            return new Time(time.minus(LEAST), local);
        }

        @Override
        public boolean isAfter(Instant now) {
            return time.toInstant().isAfter(now);
        }

        @Override
        public String text() {
            return local
                    ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
    }
}
