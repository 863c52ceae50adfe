package vn.lienthong.mapping.text;

import java.util.Set;

/** Sees where letters are gone: programs put U+FFFD or a question mark where a table had no place, or a NUL where they erred. */
final class Damage {

    private static final char LOST = '\uFFFD';
    private static final String BORDERS = ",.;:()[]\"'!-–—…“”‘’«»&+";

    /** What words begin with and no word is, written out or short. */
    private static final Set<String> ONSETS = Set.of("ch", "gh", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr");

    private Damage() {}

    static boolean isIn(String text) {
        if (isMarkedIn(text)) {
            return true;
        }
        int at = text.indexOf('?');
        if (at >= 0 && isAllThatIsLeft(text)) {
            return true;
        }
        boolean address = at >= 0 && text.contains("://");
        while (at >= 0) {
            int from = at;
            while (from > 0 && isPart(text.charAt(from - 1))) {
                from--;
            }
            int to = at;
            while (to < text.length() && isPart(text.charAt(to))) {
                to++;
            }
            if (isWord(text, from, to, address) && hasLost(text, from, to)) {
                return true;
            }
            // all of one word have been looked at together: a text may be nothing but such signs
            at = text.indexOf('?', to);
        }
        return false;
    }

    /** {@code ?? ???}: a name in another script, or words of accented letters alone. A single one says that something is not known. */
    private static boolean isAllThatIsLeft(String text) {
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?') {
                marks++;
            } else if (!isBorder(text, i, false)) {
                return false;
            }
        }
        return marks > 1;
    }

    /** By a sign that nobody writes: whatever the text is, it is damage. */
    static boolean isMarkedIn(String text) {
        if (text.indexOf(LOST) >= 0) {
            return true;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--; // fields of fixed length are filled up with NUL
        }
        int nul = text.indexOf(0);
        return nul >= 0 && nul < end;
    }

    /** No address, nor a part of one. */
    private static boolean isWord(String text, int from, int to, boolean address) {
        return isBorder(text, from - 1, address) && isBorder(text, to, address);
    }

    /** With a part that is no word: {@code V?n}; {@code có?không} only lacks a space. */
    private static boolean hasLost(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '?') {
            end--;
        }
        if (end == from) {
            return from == 0
                    && to + 1 < text.length()
                    && text.charAt(to) == ' '
                    && Character.isLetter(text.charAt(to + 1));
        }
        boolean question = text.indexOf('?', from) == end;
        return question ? isStump(text, from, end) : !areWords(text, from, end);
    }

    /**
     * What is left of {@code phố}, {@code Võ} and {@code Quý}: a word's beginning. Behind {@code vậy} and {@code UBND}
     * it is a question.
     */
    private static boolean isStump(String text, int from, int to) {
        String word = LetterCase.small(text.substring(from, to));
        boolean abbreviation =
                !hasVowel(word) && text.substring(from, to).chars().allMatch(Character::isUpperCase);
        return word.length() == 1 && !hasVowel(word) || ONSETS.contains(word) || !hasVowel(word) && !abbreviation;
    }

    private static boolean hasVowel(String word) {
        return word.chars().anyMatch(c -> c >= 0x80 && c != 'đ' || "aeiouy".indexOf(c) >= 0);
    }

    private static boolean isPart(char c) {
        return c == '?' || Character.isLetter(c);
    }

    private static boolean isBorder(String text, int at, boolean address) {
        return at < 0
                || at < text.length() && text.charAt(at) == '/' && !address
                || at >= text.length()
                || Character.isSpaceChar(text.charAt(at))
                || Character.isISOControl(text.charAt(at))
                || BORDERS.indexOf(text.charAt(at)) >= 0;
    }

    /** A part that lost its vowel is left without one, or is a single letter; {@code Yes?No} lacks a blank. */
    private static boolean areWords(String text, int from, int to) {
        if (text.charAt(from) == '?') {
            return false; // nobody begins a word with one
        }
        int begin = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '?') {
                if (i > begin
                        && (isFragment(text, begin, i)
                                || goesOn(text, i, to) && !Syllables.isPossible(text, begin, i))) {
                    return false;
                }
                begin = i + 1;
            }
        }
        return true;
    }

    /** {@code Fran?ois}: a new sentence would begin with a capital, and what only lacks a blank is a word before it. */
    private static boolean goesOn(String text, int at, int to) {
        return at + 1 < to && Character.isLowerCase(text.charAt(at + 1));
    }

    private static boolean isFragment(String text, int from, int to) {
        boolean vowel = false;
        for (int i = from; i < to; i++) {
            vowel |= text.charAt(i) >= 0x80 || "aeiouyAEIOUY".indexOf(text.charAt(i)) >= 0;
        }
        return (to - from == 1 || !vowel) && !Syllables.isPossible(text, from, to);
    }
}
