package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What conversions ask of the signs of a text, without a regular expression: each is asked for every record. */
final class Scan {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

    /** Beyond this an exponent is an attack, not a number. */
    private static final int LONGEST_NUMBER = 40;

    private Scan() {}

    /**
     * A value as text. A number comes in plain digits, without an exponent and without a fraction of zeros, as whoever typed
     * it would have written it: a spreadsheet's {@code 7.9186E10} is 79186000000.
     */
    static String text(JsonNode value) {
        if (!value.isNumber() || value.isIntegralNumber()) {
            return value.asString("");
        }
        BigDecimal number = value.decimalValue();
        boolean isShort = Math.abs((long) number.precision() - number.scale()) <= LONGEST_NUMBER
                && number.scale() <= LONGEST_NUMBER;
        return isShort ? number.stripTrailingZeros().toPlainString() : value.asString("");
    }

    /** {@code \d{shortest,longest}}. */
    static boolean isNumber(String text, int shortest, int longest) {
        return text.length() >= shortest && text.length() <= longest && areDigits(text, 0, text.length());
    }

    /** Whether there are digits only between the two places. */
    static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code [\s\u00A0]}. */
    static boolean isBlank(char c) {
        return c == ' ' || c == 0xA0 || c >= '\t' && c <= '\r';
    }

    /** The text without blanks and without these signs; the same instance if it has none of them. */
    static String without(String signs, String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (isDropped(signs, text.charAt(i))) {
                return dropped(signs, text, i);
            }
        }
        return text;
    }

    private static String dropped(String signs, String text, int first) {
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDropped(signs, c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** The text with one space for each run of blanks; the same instance if there is nothing to do. */
    static String blanksAsOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c) && (c != ' ' || i > 0 && text.charAt(i - 1) == ' ')) {
                return BLANKS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    static String withoutBlanksAtEnd(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isDropped(String signs, char c) {
        return isBlank(c) || signs.indexOf(c) >= 0;
    }
}
