package vn.lienthong.dossier;

/**
 * The shapes of national codes, tested by hand: every record is asked several times, and a regular expression costs ten
 * times as much. The expressions beside each method say what it means; a test holds one against the other.
 */
final class Shapes {

    private Shapes() {}

    /** {@link DossierNo#NATIONAL_SHAPE}: an agency, six or eight digits of the day, four to seven of the number. */
    static boolean isDossierNumber(String text) {
        int day = text.indexOf('-') + 1;
        int number = text.indexOf('-', day) + 1;
        if (day == 0 || number == 0) {
            return false;
        }
        int ofDay = number - 1 - day;
        int ofNumber = text.length() - number;
        return (ofDay == 6 || ofDay == 8)
                && ofNumber >= 4
                && ofNumber <= 7
                && areDigits(text, day, number - 1)
                && areDigits(text, number, text.length())
                && isAgency(text, 0, day - 1);
    }

    /** {@code \d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}} or {@code [A-Z]\d{2}(\.[0-9A-Z]+)*}. */
    static boolean isAgency(String text, int from, int to) {
        return isOldAgency(text, from, to) || isNewAgency(text, from, to);
    }

    /** {@code \d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}}. */
    static boolean isOldAgency(String text, int from, int to) {
        return to - from == 13
                && areDigits(text, from, from + 3)
                && text.charAt(from + 3) == '.'
                && areDigits(text, from + 4, from + 6)
                && text.charAt(from + 6) == '.'
                && areDigits(text, from + 7, from + 9)
                && text.charAt(from + 9) == '.'
                && isLevelOne(text, from + 10);
    }

    private static boolean isNewAgency(String text, int from, int to) {
        if (to - from < 3 || !isLevelOne(text, from) || text.charAt(to - 1) == '.') {
            return false;
        }
        for (int i = from + 3; i < to; i++) {
            char c = text.charAt(i);
            boolean follows = c == '.' ? text.charAt(i - 1) != '.' : i > from + 3 && isDigitOrCapital(c);
            if (!follows) {
                return false;
            }
        }
        return true;
    }

    /** {@code \d\.\d{6}}. */
    static boolean isProcedure(String text, int from, int to) {
        return to - from == 8
                && areDigits(text, from, from + 1)
                && text.charAt(from + 1) == '.'
                && areDigits(text, from + 2, to);
    }

    /** {@code [A-Z]\d{2}-}, an agency's prefix: where what follows it begins. */
    static int afterPrefix(String text) {
        return text.length() > 3 && isLevelOne(text, 0) && text.charAt(3) == '-' ? 4 : 0;
    }

    /** {@code (\.[0-9A-Z.-]+)?}, a local tail, up to the end of the text. */
    static boolean isTail(String text, int from) {
        boolean tail = from == text.length() || text.charAt(from) == '.' && from + 1 < text.length();
        for (int i = from + 1; tail && i < text.length(); i++) {
            char c = text.charAt(i);
            tail = c == '.' || c == '-' || isDigitOrCapital(c);
        }
        return tail;
    }

    private static boolean isLevelOne(String text, int from) {
        char c = text.charAt(from);
        return c >= 'A' && c <= 'Z' && areDigits(text, from + 1, from + 3);
    }

    private static boolean isDigitOrCapital(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
