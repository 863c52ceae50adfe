package vn.lienthong.mapping.convert;

import org.jspecify.annotations.Nullable;

/**
 * An amount of money as people write it, taken apart by hand.
 *
 * @param digits the whole part, without what groups it
 * @param fraction the digits after the decimal sign; empty if there are none
 * @param byCommas whether commas group the whole part
 */
record Amount(String digits, String fraction, boolean byCommas) {

    /** Up to here a whole part without groups might be the beginning of a wrongly grouped one. */
    private static final int LONGEST_GROUP = 3;

    /**
     * Reads {@code 1500000}, {@code 1.500.000}, {@code 1 500 000} and {@code 1,500,000}; null for anything else. Where
     * nothing or blanks group the whole part, either sign begins a fraction; else the other of the two. Three digits behind a
     * decimal sign look like a group, so they are none of the shapes unless the whole part is too long for that; nor is a
     * grouped amount that begins with 0.
     */
    static @Nullable Amount read(String text) {
        int length = text.length();
        int end = digits(text, 0);
        if (end == 0) {
            return null;
        }
        int plainEnd = end;
        char group = end < length ? text.charAt(end) : 0;
        boolean grouped = (group == '.' || group == ' ' || group == ',') && end <= LONGEST_GROUP && isGroup(text, end);
        while (grouped && end < length && text.charAt(end) == group && isGroup(text, end)) {
            end += LONGEST_GROUP + 1;
        }
        String fraction = fraction(text, end, grouped ? group : 0);
        if (fraction == null || grouped && text.charAt(0) == '0') {
            return null;
        }
        String whole = text.substring(0, end);
        return new Amount(
                end == plainEnd ? whole : whole.replace(String.valueOf(group), ""), fraction, grouped && group == ',');
    }

    /** What follows the whole part; null if it is no fraction. */
    private static @Nullable String fraction(String text, int from, char group) {
        if (from == text.length()) {
            return "";
        }
        char sign = text.charAt(from);
        boolean open = group == '.' ? sign == ',' : group == ',' ? sign == '.' : sign == '.' || sign == ',';
        String digits = text.substring(from + 1);
        boolean longWhole = group == 0 && from > LONGEST_GROUP;
        boolean clear = digits.length() < LONGEST_GROUP || longWhole;
        return open && clear && Scan.isNumber(digits, 1, Integer.MAX_VALUE) ? digits : null;
    }

    /** A sign and three digits, no fourth. */
    private static boolean isGroup(String text, int at) {
        return digits(text, at + 1) == at + LONGEST_GROUP + 1;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && Scan.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
