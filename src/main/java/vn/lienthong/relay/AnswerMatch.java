package vn.lienthong.relay;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares a counterpart's answer with a rule. Messages come composed or decomposed, codes as number or text (npsp 3.5). */
final class AnswerMatch {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,9}");

    private AnswerMatch() {}

    static boolean matches(
            Policy.AnswerRule rule, @Nullable Integer status, @Nullable String code, @Nullable String message) {
        return oneOf(rule.statuses(), status == null ? null : status.toString())
                && oneOf(rule.codes(), code)
                && textMatches(rule, message);
    }

    /** Whether the first rule takes every answer that the other one would, so that the other is never asked. */
    static boolean takesAllOf(Policy.AnswerRule first, Policy.AnswerRule other) {
        boolean codes = takesAll(first.statuses(), other.statuses()) && takesAll(first.codes(), other.codes());
        boolean texts = first.text().isEmpty()
                || !other.text().isEmpty() && other.text().stream().allMatch(text -> textMatches(first, text));
        return asksForSomething(first) && asksForSomething(other) && codes && texts;
    }

    /** If not, it is a fault of its own. */
    private static boolean asksForSomething(Policy.AnswerRule rule) {
        return !rule.statuses().isEmpty()
                || !rule.codes().isEmpty()
                || !rule.text().isEmpty();
    }

    private static boolean takesAll(List<String> wanted, List<String> others) {
        return wanted.isEmpty()
                || !others.isEmpty()
                        && others.stream().allMatch(code -> wanted.stream().anyMatch(one -> takes(one, code)));
    }

    private static boolean takes(String wanted, String code) {
        return wanted.endsWith("*") || !code.endsWith("*") ? same(wanted, code) : wanted.equals(code);
    }

    private static boolean oneOf(List<String> wanted, @Nullable String code) {
        return wanted.isEmpty() || (code != null && wanted.stream().anyMatch(one -> same(one, code)));
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
