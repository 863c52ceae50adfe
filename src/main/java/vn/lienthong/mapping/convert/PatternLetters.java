package vn.lienthong.mapping.convert;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the letters of a date pattern mean, where that is not what their author means: {@code mm} are minutes and {@code MM}
 * months, {@code hh} counts to twelve. A formatter takes such a pattern, and loses the time of day or writes another month.
 */
final class PatternLetters {

    private static final String HOURS = "HhKk";
    private static final String HOURS_TO_TWELVE = "hK";
    private static final String HALVES = "aB";

    private PatternLetters() {}

    /** Null if each letter stands beside those it needs; else which does not, and what to write. */
    static @Nullable String misread(String pattern) {
        String plain = pattern.replaceAll("'[^']*'", "'");
        Map<Character, Integer> runs = runs(plain);
        if (runs.containsKey('Y')) {
            return "Y counts years of weeks; write yyyy for years";
        }
        if (runs.containsKey('D') && hasAny(runs, "Md")) {
            return "D is the day of the year; write dd for days of the month";
        }
        if (runs.getOrDefault('M', 0) > 1 && plain.indexOf('[') < 0) {
            return "M stands twice and means months; write mm for minutes";
        }
        return misreadTime(runs);
    }

    private static @Nullable String misreadTime(Map<Character, Integer> runs) {
        if (runs.containsKey('m') && !hasAny(runs, HOURS)) {
            return "m means minutes, and there is no hour; write MM for months, HH for hours";
        }
        if (hasAny(runs, HOURS_TO_TWELVE) && !hasAny(runs, HALVES)) {
            return "h and K count hours to twelve, and nothing says of which half of the day; write HH for hours";
        }
        if (runs.containsKey('s') && !runs.containsKey('m')) {
            return "s means seconds, and there is no minute; write mm for minutes";
        }
        return runs.containsKey('S') && !runs.containsKey('s')
                ? "S means parts of a second, and there is no second; write ss for seconds"
                : null;
    }

    private static boolean hasAny(Map<Character, Integer> runs, String letters) {
        return letters.chars().anyMatch(letter -> runs.containsKey((char) letter));
    }

    /** How often each letter begins anew. */
    private static Map<Character, Integer> runs(String plain) {
        Map<Character, Integer> runs = new HashMap<>();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetter(c) && (i == 0 || plain.charAt(i - 1) != c)) {
                runs.merge(c, 1, Integer::sum);
            }
        }
        return runs;
    }
}
