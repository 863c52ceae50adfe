package vn.lienthong.mapping.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A contract's {@code pattern}. The commonest, digits and dots at fixed places ({@code ^\d\.\d{6}$}) or nothing at all
 * ({@code ^(\d{14})?$}), are checked by hand: a dossier has ten of them.
 *
 * @param places what is at each place, {@code 0} for any digit; null if the pattern is another
 * @param orNothing whether an empty text is right too
 */
public record Shape(String text, Pattern pattern, @Nullable String places, boolean orNothing) {

    private static final Pattern WHOLE = Pattern.compile("\\^(?:\\(([^()|]*)\\)\\?|([^()|?]*))\\$");
    private static final Pattern PART = Pattern.compile("\\\\d(?:\\{(\\d{1,3})})?|\\\\(\\.)");

    /** @throws PatternSyntaxException if it is no regular expression */
    static Shape of(String text) {
        Pattern pattern = Pattern.compile(text);
        Matcher whole = WHOLE.matcher(text);
        boolean matches = whole.matches();
        boolean orNothing = matches && whole.group(1) != null;
        return new Shape(text, pattern, matches ? places(whole.group(orNothing ? 1 : 2)) : null, orNothing);
    }

    private static @Nullable String places(String parts) {
        StringBuilder places = new StringBuilder();
        Matcher part = PART.matcher(parts);
        int at = 0;
        while (part.find() && part.start() == at) {
            places.append(
                    part.group(2) != null
                            ? "."
                            : "0".repeat(part.group(1) == null ? 1 : Integer.parseInt(part.group(1))));
            at = part.end();
        }
        return at == parts.length() ? places.toString() : null;
    }

    boolean matches(String value) {
        if (places == null) {
            return pattern.matcher(value).find();
        }
        if (value.length() != places.length()) {
            return orNothing && value.isEmpty();
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean right = places.charAt(i) == '.' ? c == '.' : c >= '0' && c <= '9';
            if (!right) {
                return false;
            }
        }
        return true;
    }
}
