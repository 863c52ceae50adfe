package vn.lienthong.mapping.text;

/**
 * How well a text could be what somebody wrote.
 *
 * @param accented words with an accented letter
 * @param possible those that can be Vietnamese
 * @param syllables those of them that are more than one letter or an abbreviation
 * @param foreign those that can be a name in another language
 * @param strange signs that no clerk types inside a name or an address
 * @param otherPlain words without an accented letter that can be neither Vietnamese nor an abbreviation
 */
record Fit(int accented, int possible, int syllables, int foreign, int strange, int otherPlain) {

    private static final String USUAL_SIGNS = "«»°§±·²³¼½¾";

    static Fit of(String text) {
        Counter counter = new Counter(text);
        int from = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isOfWord(c)) {
                from = from < 0 ? i : from;
                continue;
            }
            counter.word(from, i);
            from = -1;
            counter.strange += isStrange(c) ? 1 : 0;
        }
        counter.word(from, text.length());
        return counter.fit();
    }

    /** Whether every word with an accented letter can be Vietnamese; asked of nearly every text, so without counting. */
    static boolean isVietnamese(String text) {
        return endOfStranger(text, 0) < 0;
    }

    /** The words with an accented letter that cannot be Vietnamese, each behind a blank. */
    static String strangers(String text) {
        StringBuilder strangers = new StringBuilder(text.length());
        for (int end = endOfStranger(text, 0); end >= 0; end = endOfStranger(text, end)) {
            int from = end;
            while (from > 0 && isOfWord(text.charAt(from - 1))) {
                from--;
            }
            strangers.append(' ').append(text, from, end);
        }
        return strangers.toString();
    }

    /** Where the next word ends that has an accented letter and cannot be Vietnamese; negative if there is none. */
    private static int endOfStranger(String text, int start) {
        int from = -1;
        boolean accented = false;
        for (int i = start; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (isOfWord(c)) {
                from = from < 0 ? i : from;
                accented |= c >= 0x80;
            } else if (from >= 0) {
                if (accented && !Syllables.isPossible(text, from, i)) {
                    return i;
                }
                from = -1;
                accented = false;
            }
        }
        return -1;
    }

    /** The share of what is accented or strange that can be Vietnamese, 0 to 1. */
    double share() {
        return accented == 0 ? 0 : (double) possible / (accented + strange);
    }

    /** Whether every word can be Vietnamese; abbreviations in capitals say nothing. */
    boolean isAllVietnamese() {
        return possible == accented && otherPlain == 0;
    }

    /** Whether neither a word nor a sign speaks against it. */
    boolean isSound() {
        return hasSoundWords() && strange == 0;
    }

    /** Whether no accented word speaks against it. */
    boolean hasSoundWords() {
        return possible + foreign == accented;
    }

    private static boolean isOfWord(char c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' : Character.isLetter(c) || isMark(c);
    }

    private static boolean isMark(char c) {
        return c >= 0x300 && (c < 0x370 || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /** Signs no clerk types inside a name or an address; they come of reading letters by a wrong table. */
    private static boolean isStrange(char c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t'
                || c >= 0x7F && c < 0xA0
                || c > 0xA0 && c < 0xC0 && USUAL_SIGNS.indexOf(c) < 0
                || c == '×'
                || c == '÷'
                || !Foreign.isMetHere(c);
    }

    private static final class Counter {

        private final String text;
        private int accented;
        private int possible;
        private int syllables;
        private int foreign;
        private int otherPlain;
        private int strange;

        Counter(String text) {
            this.text = text;
        }

        void word(int from, int to) {
            if (from < 0) {
                return;
            }
            boolean syllable = Syllables.isPossible(text, from, to);
            if (isAscii(from, to)) {
                otherPlain += syllable || isCapitals(from, to) ? 0 : 1;
            } else {
                accented++;
                possible += syllable ? 1 : 0;
                syllables += to - from > 1 && Syllables.isSyllable(text, from, to) ? 1 : 0;
                foreign += !syllable && Foreign.isPossible(text, from, to) ? 1 : 0;
            }
        }

        private boolean isAscii(int from, int to) {
            for (int i = from; i < to; i++) {
                if (text.charAt(i) >= 0x80) {
                    return false;
                }
            }
            return true;
        }

        private boolean isCapitals(int from, int to) {
            for (int i = from; i < to; i++) {
                if (text.charAt(i) > 'Z') {
                    return false;
                }
            }
            return true;
        }

        Fit fit() {
            return new Fit(accented, possible, syllables, foreign, strange, otherPlain);
        }
    }
}
