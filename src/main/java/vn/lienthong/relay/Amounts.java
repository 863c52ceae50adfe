package vn.lienthong.relay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as policy files write them: {@code 30s}, {@code 7d}, {@code 50%}, {@code 20 calls}. */
final class Amounts {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

    /** Longer is a slip, and no ledger could note when it will be. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");
    private static final Pattern CALLS = Pattern.compile("(\\d{1,6})(?: calls?)?");

    private Amounts() {}

    static Duration duration(String written) {
        Matcher matcher = matched(DURATION, written);
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        require(duration.compareTo(LONGEST) <= 0);
        return duration;
    }

    static Duration positiveDuration(String written) {
        Duration duration = duration(written);
        require(duration.isPositive());
        return duration;
    }

    static double share(String written) {
        double share = Integer.parseInt(matched(PERCENT, written).group(1)) / 100.0;
        require(share <= 1);
        return share;
    }

    static double positiveShare(String written) {
        double share = share(written);
        require(share > 0);
        return share;
    }

    static int calls(String written) {
        int calls = Integer.parseInt(matched(CALLS, written).group(1));
        require(calls >= 1);
        return calls;
    }

    static int count(String written) {
        int count = Integer.parseInt(written);
        require(count >= 0);
        return count;
    }

    static int positiveCount(String written) {
        int count = count(written);
        require(count >= 1);
        return count;
    }

    static double number(String written) {
        double number = Double.parseDouble(matched(NUMBER, written).group());
        require(number < 1e6);
        return number;
    }

    static double factor(String written) {
        double factor = number(written);
        require(factor >= 1);
        return factor;
    }

    private static Matcher matched(Pattern pattern, String written) {
        Matcher matcher = pattern.matcher(written);
        require(matcher.matches());
        return matcher;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not as expected here");
        }
    }
}
