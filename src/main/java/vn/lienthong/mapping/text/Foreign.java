package vn.lienthong.mapping.text;

/** Knows which accented words can be names in other languages: Société, Müller, São, Škoda, Łódź. */
final class Foreign {

    /** Latin letters that only Vietnamese has; đ is also Croatian. */
    private static final String VIETNAMESE = "ĂăĨĩŨũƠơƯư";

    private static final String OTHER_LATIN = "ƠơƯưǍǎǏǐǑǒǓǔȘșȚț";
    private static final char LATIN_END = 0x250;

    private Foreign() {}

    static boolean isPossible(String text, int from, int to) {
        boolean latin = false;
        boolean other = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            latin |= c < LATIN_END;
            other |= c >= LATIN_END;
            if (c >= 0x80 && !isLetterAbroad(c) || i > from && isStrayCapital(text.charAt(i - 1), c)) {
                return false;
            }
        }
        return !(latin && other);
    }

    /**
     * Whether some word has Latin letters beside others of an alphabet that looks like it (Greek, Cyrillic) or is not met here at
     * all. Units and formulas ({@code Ωm}, {@code πr}) are short.
     */
    static boolean mixesAlphabets(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfAlphabet(text.charAt(i))) {
                if (mixesAlphabets(text, from, i)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static boolean mixesAlphabets(String text, int from, int to) {
        boolean latin = false;
        boolean other = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            latin |= c < LATIN_END || c >= 0x1E00 && c < 0x1F00;
            boolean greek = c >= 0x370 && c < 0x400;
            other |= c >= 0x400 && c < 0x900 || greek && to - from > 3;
        }
        return latin && other;
    }

    private static boolean isOfAlphabet(char c) {
        return Character.isLetter(c) || c >= 0x370 && c < 0x900;
    }

    private static boolean isLetterAbroad(char c) {
        boolean vietnamese = VIETNAMESE.indexOf(c) >= 0 || c >= 0x1E00 && c < 0x1F00;
        boolean sign = c < 0xC0 || c >= 0x300 && c < 0x370;
        return !vietnamese && !sign && isMetHere(c);
    }

    /** Latin as it is written in Europe and for Chinese, Greek, Cyrillic, Thai, Lao, Khmer, and all of East Asia. */
    static boolean isMetHere(char c) {
        if (c < 0x180 || c >= 0x1E00) {
            return true;
        }
        boolean latin = OTHER_LATIN.indexOf(c) >= 0 || c >= 0x300 && c < 0x530;
        boolean neighbours = c >= 0xE00 && c < 0xF00 || c >= 0x1780 && c < 0x1800;
        return latin || neighbours;
    }

    private static boolean isStrayCapital(char before, char c) {
        return c >= 0x80 && Character.isLowerCase(before) && Character.isUpperCase(c);
    }
}
