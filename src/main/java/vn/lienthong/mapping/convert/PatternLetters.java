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

    /**
     * @param letter that does not mean what it seems to
     * @param write what does
     */
    record Misread(String letter, String write) {}

    private PatternLetters() {}

    /** Null if each letter stands beside those it needs; else which does not, and what to write. */
    static @Nullable Misread misread(String pattern) {
        String plain = pattern.replaceAll("'[^']*'", "'");
        Map<Character, Integer> runs = runs(plain);
        if (runs.containsKey('Y')) { // years of weeks
            return new Misread("Y", "yyyy");
        }
        if (runs.containsKey('D') && hasAny(runs, "Md")) { // days of the year
            return new Misread("D", "dd");
        }
        if (runs.getOrDefault('M', 0) > 1 && plain.indexOf('[') < 0) {
            return new Misread("M", "mm");
        }
        return misreadTime(runs);
    }

    private static @Nullable Misread misreadTime(Map<Character, Integer> runs) {
        if (runs.containsKey('m') && !hasAny(runs, HOURS)) {
            return new Misread("m", "MM");
        }
        if (hasAny(runs, HOURS_TO_TWELVE) && !hasAny(runs, HALVES)) {
            return new Misread(runs.containsKey('h') ? "h" : "K", "HH");
        }
        if (runs.containsKey('s') && !runs.containsKey('m')) {
            return new Misread("s", "mm");
        }
        return runs.containsKey('S') && !runs.containsKey('s') ? new Misread("S", "ss") : null;
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
