package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Digits only; blanks, dots and hyphens between them are dropped, anything else is refused. The point of a number, or a minus
 * sign, groups nothing.
 */
final class Digits implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String text = Scan.withoutZeroFraction(Scan.seen(value));
        String digits = Scan.without(".-", text);
        boolean between = !value.isNumber() || digits.equals(text);
        if (!between || !Scan.isNumber(digits, 1, Integer.MAX_VALUE) || !beginsAndEndsWithDigits(text)) {
            throw new Unconvertible("convert.not-digits", Map.of());
        }
        return digits;
    }

    private static boolean beginsAndEndsWithDigits(String text) {
        return Scan.isDigit(text.charAt(0)) && Scan.isDigit(text.charAt(text.length() - 1));
    }
}
