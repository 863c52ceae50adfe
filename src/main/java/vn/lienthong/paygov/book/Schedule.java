package vn.lienthong.paygov.book;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/**
 * At which ages of an order the payment system is asked how it stands (P-09), as in {@code 5m,15m,30m,1h,…,3d}: the sign …
 * repeats what stands before it until what stands after it.
 */
public record Schedule(List<Duration> ages) {

    private static final int MOST = 10_000;

    public Schedule {
        ages = List.copyOf(ages);
    }

    /** @throws IllegalArgumentException if it is no rising list of durations */
    public static Schedule parse(String text) {
        List<Duration> ages = new ArrayList<>();
        boolean repeat = false;
        for (String word : text.split(",", -1)) {
            String age = word.strip();
            if (age.equals("…") || age.equals("...")) {
                repeat = true;
                continue;
            }
            Duration next = duration(age);
            if (repeat) {
                fill(ages, next);
                repeat = false;
            }
            add(ages, next);
        }
        if (ages.isEmpty() || repeat) {
            throw new IllegalArgumentException("expected ages such as 5m,15m,30m,1h,…,3d");
        }
        return new Schedule(ages);
    }

    /** The first time after now; empty if the last one is over. What a clock that was ahead has made is as good as made now. */
    public Optional<Instant> next(Instant created, Instant now) {
        Instant from = created.isAfter(now) ? now : created;
        return ages.stream().map(from::plus).filter(at -> at.isAfter(now)).findFirst();
    }

    /** What was made later than this was made by a clock that was ahead: nothing it put off is waited for. In milliseconds. */
    static long toCome(Instant now) {
        return now.plus(Duration.ofHours(1)).toEpochMilli();
    }

    /** A bare number says no unit. */
    private static Duration duration(String age) {
        if (!age.matches("\\d{1,6}[smhd]")) {
            throw new IllegalArgumentException("expected an age such as 30s, 5m, 1h or 3d, got \"" + age + "\"");
        }
        return DurationStyle.SIMPLE.parse(age);
    }

    private static void fill(List<Duration> ages, Duration end) {
        Duration step = ages.isEmpty() ? Duration.ZERO : ages.getLast();
        if (!step.isPositive() || end.dividedBy(step) > MOST) {
            throw new IllegalArgumentException("before … stands the step, after it the end, as in 1h,…,3d");
        }
        for (Duration age = step.plus(step); age.compareTo(end) < 0; age = age.plus(step)) {
            add(ages, age);
        }
    }

    private static void add(List<Duration> ages, Duration age) {
        if (!age.isPositive() || (!ages.isEmpty() && age.compareTo(ages.getLast()) <= 0)) {
            throw new IllegalArgumentException("each age is longer than the one before it");
        }
        ages.add(age);
    }
}
