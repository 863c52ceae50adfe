package vn.lienthong.dossier;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time of the day, Vietnam time, at which something is started by itself; or never. */
public record Nightly(@Nullable LocalTime time) {

    /** A process that was down at its time and starts in the middle of the day does not begin then. */
    private static final Duration STILL_NIGHT = Duration.ofHours(1);

    /**
     * @param room whose setting {@code <room>.nightly} it is
     * @param written {@code 02:00}; empty: never
     * @throws IllegalArgumentException naming the setting, if it is no time
     */
    public static Nightly at(String room, String written) {
        try {
            return new Nightly(written.isBlank() ? null : LocalTime.parse(written.strip()));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(room + ".nightly: expected a time such as 02:00, or nothing", notATime);
        }
    }

    /**
     * Whether it is to be started now.
     *
     * @param lastStarted when that happened last, by itself or by a person. A day that is still to come says that the clock was
     *     ahead then, and makes nothing wait
     */
    public boolean isDue(Instant now, Optional<Instant> lastStarted) {
        if (time == null) {
            return false;
        }
        ZonedDateTime here = now.atZone(VietnamTime.ZONE);
        Instant today = here.with(time).toInstant();
        boolean night = !now.isBefore(today) && now.isBefore(today.plus(STILL_NIGHT));
        return night
                && lastStarted
                        .map(last -> last.isBefore(today) || last.isAfter(today.plus(STILL_NIGHT)))
                        .orElse(true);
    }
}
