package vn.lienthong.paygov.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.Gateway;

/**
 * What is due: its time has come, or only a clock that was ahead can have named that time. To find the latter all that is open
 * is read, so it is looked for once a minute, and whenever time went back. Safe for any number of threads.
 */
final class Due {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private @Nullable Instant looked;

    /** For what is looked for at each payment system by itself. */
    static Map<Gateway, Due> ofEach() {
        return Stream.of(Gateway.values())
                .collect(Collectors.toUnmodifiableMap(gateway -> gateway, gateway -> new Due()));
    }

    static Due of(Gateway gateway, Map<Gateway, Due> each) {
        return Objects.requireNonNull(each.get(gateway), gateway.code());
    }

    /**
     * The condition; its values are {@code now} and {@code to_come}, in milliseconds.
     *
     * @param at the column of the time
     * @param since the column of the time at which it was made
     */
    String condition(String at, String since, Instant now) {
        return isToBeLookedFor(now)
                ? "(%1$s <= :now OR (%2$s > :to_come AND %1$s >= %2$s))".formatted(at, since)
                : at + " <= :now";
    }

    private synchronized boolean isToBeLookedFor(Instant now) {
        boolean look = looked == null || now.isBefore(looked) || !now.isBefore(looked.plus(EVERY));
        looked = look ? now : looked;
        return look;
    }
}
