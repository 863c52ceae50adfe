package vn.lienthong.mapping.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A contract's {@code pattern}. The commonest, so many digits or nothing, is checked by hand: a dossier has ten of them.
 *
 * @param digits how many digits; negative if the pattern is another
 */
public record Shape(String text, Pattern pattern, int digits, boolean orNothing) {

    private static final Pattern SO_MANY_DIGITS = Pattern.compile("\\^(\\(?)\\\\d\\{(\\d{1,3})}(?:\\)\\?)?\\$");

    /** @throws PatternSyntaxException if it is no regular expression */
    static Shape of(String text) {
        Matcher digits = SO_MANY_DIGITS.matcher(text);
        boolean simple = digits.matches() && text.contains("(") == text.contains(")?");
        return new Shape(
                text, Pattern.compile(text), simple ? Integer.parseInt(digits.group(2)) : -1, text.startsWith("^("));
    }

    boolean matches(String value) {
        if (digits < 0) {
            return pattern.matcher(value).find();
        }
        if (value.isEmpty()) {
            return orNothing || digits == 0;
        }
        return value.length() == digits && value.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }
}
