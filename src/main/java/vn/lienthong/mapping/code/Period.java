package vn.lienthong.mapping.code;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;

/** The days on which a code or a pair holds, both ends included; an open end is null. */
public record Period(@Nullable LocalDate from, @Nullable LocalDate until) {

    static final Period ALWAYS = new Period(null, null);

    /** @param spots where the value of a key is written */
    static Period of(@Nullable String from, @Nullable String until, Function<String, Spot> spots, Faults faults) {
        Period period = new Period(day(from, spots.apply("from"), faults), day(until, spots.apply("until"), faults));
        if (period.from != null && period.until != null && period.from.isAfter(period.until)) {
            faults.add("mapping.period-ends-before-it-begins", spots.apply("until"));
        }
        return period;
    }

    boolean isAlways() {
        return from == null && until == null;
    }

    public boolean covers(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }

    /** Whether it covers every day of the other. */
    boolean contains(Period other) {
        return (from == null || other.from != null && !other.from.isBefore(from))
                && (until == null || other.until != null && !other.until.isAfter(until));
    }

    boolean overlaps(Period other) {
        return (from == null || other.until == null || !from.isAfter(other.until))
                && (other.from == null || until == null || !other.from.isAfter(until));
    }

    private static @Nullable LocalDate day(@Nullable String text, Spot spot, Faults faults) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            faults.add(Problem.of("mapping.not-a-day").at(spot.place()).with("found", text));
            return null;
        }
    }
}
