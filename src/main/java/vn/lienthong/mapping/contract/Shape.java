package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A contract's {@code pattern}. The commonest, digits and dots at fixed places ({@code ^\d\.\d{6}$}), one of several such
 * ({@code ^(\d{12}|\d{9})$}), as many digits as one likes behind them ({@code ^(0|[1-9]\d*)$}) or nothing at all
 * ({@code ^(\d{14})?$}), are checked by hand: a dossier has a dozen of them.
 *
 * @param forms what is at each place: {@code #} a digit, {@code N} one that is not 0, {@code *} any more digits, otherwise
 *     itself; empty: the pattern is another
 * @param orNothing whether an empty text is right too
 */
public record Shape(String text, Pattern pattern, List<String> forms, boolean orNothing) {

    private static final Pattern WHOLE = Pattern.compile("\\^(?:\\(([^()]*)\\)(\\??)|([^()|?]*))\\$");
    private static final Pattern PART = Pattern.compile("\\\\d(?:\\{(\\d{1,3})})?|(\\[1-9])|\\\\(\\.)|(\\d)(?![*+?{])");
    private static final int TELLING = 6;
    private static final String DIGITS = "\\d*";

    /** @throws PatternSyntaxException if it is no regular expression */
    static Shape of(String text) {
        Pattern pattern = Pattern.compile(text);
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            return new Shape(text, pattern, List.of(), false);
        }
        boolean several = whole.group(1) != null;
        List<String> forms = new ArrayList<>();
        for (String each : several ? whole.group(1).split("\\|", -1) : new String[] {whole.group(3)}) {
            String form = form(each);
            if (form == null) {
                return new Shape(text, pattern, List.of(), false);
            }
            forms.add(form);
        }
        return new Shape(
                text, pattern, List.copyOf(forms), several && !whole.group(2).isEmpty());
    }

    private static @Nullable String form(String parts) {
        boolean open = parts.endsWith(DIGITS);
        String fixed = open ? parts.substring(0, parts.length() - DIGITS.length()) : parts;
        StringBuilder form = new StringBuilder();
        Matcher part = PART.matcher(fixed);
        int at = 0;
        while (part.find() && part.start() == at) {
            if (part.group(2) != null) {
                form.append('N');
            } else if (part.group(3) != null || part.group(4) != null) {
                form.append(part.group(3) != null ? part.group(3) : part.group(4));
            } else {
                form.append("#".repeat(part.group(1) == null ? 1 : Integer.parseInt(part.group(1))));
            }
            at = part.end();
        }
        return at < fixed.length() ? null : open ? form.append('*').toString() : form.toString();
    }

    /** Whether a text that has this shape probably has it on purpose: six characters or more, each of them at its place. */
    public boolean isTelling() {
        return !forms.isEmpty()
                && !orNothing
                && forms.stream().allMatch(form -> form.length() >= TELLING && !form.endsWith("*"));
    }

    /** Whether a text is as the contract wants it. */
    public boolean matches(String value) {
        if (forms.isEmpty()) {
            return pattern.matcher(value).find();
        }
        for (int i = 0; i < forms.size(); i++) {
            if (matches(forms.get(i), value)) {
                return true;
            }
        }
        return orNothing && value.isEmpty();
    }

    private static boolean matches(String form, String value) {
        boolean open = form.endsWith("*");
        int fixed = open ? form.length() - 1 : form.length();
        if (open ? value.length() < fixed : value.length() != fixed) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char place = i < fixed ? form.charAt(i) : '#';
            char c = value.charAt(i);
            boolean right = place == '#' ? c >= '0' && c <= '9' : place == 'N' ? c >= '1' && c <= '9' : c == place;
            if (!right) {
                return false;
            }
        }
        return true;
    }
}
