package vn.lienthong.mapping.text;

import java.util.function.IntUnaryOperator;

/**
 * Small letters and capitals, one for one: {@link String#toLowerCase()} and its like copy the text anew for each sign of it that
 * would become two ({@code İ}, {@code ß}), and a long one filled with them would keep a processor busy for hours. No letter of
 * Vietnamese is one of these. The same instance if there is nothing to do.
 */
public final class LetterCase {

    private LetterCase() {}

    public static String small(String text) {
        return each(text, Character::toLowerCase);
    }

    public static String capitals(String text) {
        return each(text, Character::toUpperCase);
    }

    private static String each(String text, IntUnaryOperator change) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char letter = (char) change.applyAsInt(text.charAt(i));
            if (letter != text.charAt(i)) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(i, letter);
            }
        }
        return changed == null ? text : changed.toString();
    }
}
