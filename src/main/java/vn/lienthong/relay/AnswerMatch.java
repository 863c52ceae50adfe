package vn.lienthong.relay;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares a counterpart's answer with a rule. Messages come composed or decomposed, codes as number or text (npsp 3.5). */
final class AnswerMatch {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,9}");

    private AnswerMatch() {}

    static boolean matches(Policy.AnswerRule rule, @Nullable String code, @Nullable String message) {
        return codeMatches(rule, code) && textMatches(rule, message);
    }

    /** Whether the first rule takes every answer that the other one would, so that the other is never asked. */
    static boolean takesAllOf(Policy.AnswerRule first, Policy.AnswerRule other) {
        boolean codes = first.codes().isEmpty()
                || !other.codes().isEmpty()
                        && other.codes().stream()
                                .allMatch(code -> first.codes().stream().anyMatch(wanted -> takes(wanted, code)));
        boolean texts = first.text().isEmpty()
                || !other.text().isEmpty() && other.text().stream().allMatch(text -> textMatches(first, text));
        return asksForSomething(first) && asksForSomething(other) && codes && texts;
    }

    /** If not, it is a fault of its own. */
    private static boolean asksForSomething(Policy.AnswerRule rule) {
        return !rule.codes().isEmpty() || !rule.text().isEmpty();
    }

    private static boolean takes(String wanted, String code) {
        return wanted.endsWith("*") || !code.endsWith("*") ? same(wanted, code) : wanted.equals(code);
    }

    private static boolean codeMatches(Policy.AnswerRule rule, @Nullable String code) {
        return rule.codes().isEmpty() || (code != null && rule.codes().stream().anyMatch(wanted -> same(wanted, code)));
    }

    private static boolean same(String wanted, String code) {
        if (wanted.endsWith("*")) {
            return code.startsWith(wanted.substring(0, wanted.length() - 1));
        }
        boolean numbers = WHOLE_NUMBER.matcher(wanted).matches()
                && WHOLE_NUMBER.matcher(code).matches();
        return numbers ? Integer.parseInt(wanted) == Integer.parseInt(code) : wanted.equals(code);
    }

    private static boolean textMatches(Policy.AnswerRule rule, @Nullable String message) {
        if (rule.text().isEmpty()) {
            return true;
        }
        String said = fold(message == null ? "" : message);
        return rule.text().stream().anyMatch(words -> said.contains(fold(words)));
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
