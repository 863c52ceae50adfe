package vn.lienthong.console.doors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: after five wrong ones for an account from an address, each further one shuts that door to
 * that address for twice as long, from two seconds to five minutes. Others, and the same account from elsewhere, are not
 * kept out. Forgets what it has not seen for long; safe for any number of threads.
 */
final class LoginGuard {

    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;
    /** No account's name is longer; what somebody tries may be as long as a form. */
    private static final int LONGEST_NAME = 100;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginGuard(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isShut(String account, String address) {
        Failures known = failures.get(key(account, address));
        return known != null && clock.instant().isBefore(known.shutUntil());
    }

    synchronized void failed(String account, String address) {
        failures.merge(key(account, address), new Failures(1, Instant.MIN), (known, one) -> more(known));
    }

    synchronized void succeeded(String account, String address) {
        failures.remove(key(account, address));
    }

    private Failures more(Failures known) {
        int count = known.count() + 1;
        if (count < FREE) {
            return new Failures(count, Instant.MIN);
        }
        long seconds = FIRST.toSeconds() << Math.min(count - FREE, 20);
        return new Failures(count, clock.instant().plusSeconds(Math.min(seconds, LONGEST.toSeconds())));
    }

    private static String key(String account, String address) {
        return address + " " + account.substring(0, Math.min(account.length(), LONGEST_NAME));
    }

    private record Failures(int count, Instant shutUntil) {}
}
