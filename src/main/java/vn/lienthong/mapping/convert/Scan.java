package vn.lienthong.mapping.convert;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.Blank;

/** What conversions ask of the signs of a text, without a regular expression: each is asked for every record. */
final class Scan {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");

    private Scan() {}

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

    /** {@code [\s\p{Zs}]}: web pages and Word have blanks of many kinds. */
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c >= 0xA0 && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** A number, a time or the like as a reader sees it: as text, without blanks at its ends and signs that take no room. */
    static String seen(JsonNode value) {
        return Blank.strip(Blank.withoutZeroWidth(WrittenValue.text(value)));
    }

    /**
     * Digits to which a program added a fraction of zeros, {@code 79186000123.0}, without that fraction; anything else
     * as it is.
     */
    static String withoutZeroFraction(String text) {
        int point = text.indexOf('.');
        String fraction = point < 1 ? "" : text.substring(point + 1);
        boolean ofZeros = fraction.equals("0") || fraction.equals("00");
        return ofZeros && areDigits(text, text.charAt(0) == '+' ? 1 : 0, point) ? text.substring(0, point) : text;
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
