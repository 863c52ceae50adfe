package vn.lienthong.mapping.expression;

import java.util.Locale;
import java.util.Set;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;

/**
 * The library's message about a failed evaluation, without what it quotes from the record: only words of its own
 * vocabulary are kept.
 */
final class Wording {

    private static final Set<String> KNOWN = Set.of(
            ("cannot iterate over index with use as key must evaluate to string strings number numbers boolean array"
                            + " object null and or be added subtracted multiplied divided because the divisor is zero"
                            + " parsed only can has no keys negated sorted an input not implemented length argument")
                    .split(" "));

    private Wording() {}

    static String of(JsonQueryException failure) {
        if (failure instanceof JsonQueryUserException) {
            return "error";
        }
        StringBuilder kept = new StringBuilder();
        int words = 0;
        for (String word : String.valueOf(failure.getMessage()).split("[^A-Za-z]+")) {
            if (KNOWN.contains(word.toLowerCase(Locale.ROOT))) {
                words++;
                kept.append(kept.isEmpty() ? "" : " ").append(word);
            }
        }
        return words < 2 ? "type" : kept.toString();
    }
}
