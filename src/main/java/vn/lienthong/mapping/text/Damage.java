package vn.lienthong.mapping.text;

/** Sees where letters are gone: programs put U+FFFD or a question mark where a table had no place, or a NUL where they erred. */
final class Damage {

    private static final String BORDERS = ",.;:()\"'!-";

    private Damage() {}

    static boolean isIn(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--; // fields of fixed length are filled up with NUL
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == 0xFFFD || c == 0 || c == '?' && isInsideWord(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** In a word that is no address, and with a part that is no word: {@code V?n}; {@code có?không} only lacks a space. */
    private static boolean isInsideWord(String text, int at) {
        int from = at;
        while (from > 0 && isPart(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && isPart(text.charAt(to))) {
            to++;
        }
        boolean alone = isBorder(text, from - 1) && isBorder(text, to);
        while (to > from && text.charAt(to - 1) == '?') {
            to--; // a question
        }
        return alone && at < to && !areWords(text, from, to);
    }

    private static boolean isPart(char c) {
        return c == '?' || Character.isLetter(c);
    }

    private static boolean isBorder(String text, int at) {
        return at < 0
                || at >= text.length()
                || Character.isSpaceChar(text.charAt(at))
                || Character.isISOControl(text.charAt(at))
                || BORDERS.indexOf(text.charAt(at)) >= 0;
    }

    /** A part that lost its vowel is left without one, or is a single letter; {@code Yes?No} lacks a blank. */
    private static boolean areWords(String text, int from, int to) {
        int begin = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '?') {
                if (i > begin && isFragment(text, begin, i)) {
                    return false;
                }
                begin = i + 1;
            }
        }
        return true;
    }

    private static boolean isFragment(String text, int from, int to) {
        boolean vowel = false;
        for (int i = from; i < to; i++) {
            vowel |= text.charAt(i) >= 0x80 || "aeiouyAEIOUY".indexOf(text.charAt(i)) >= 0;
        }
        return (to - from == 1 || !vowel) && !Syllables.isPossible(text, from, to);
    }
}
