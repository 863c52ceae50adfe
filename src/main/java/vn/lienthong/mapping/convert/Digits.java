package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Digits only; blanks, dots and hyphens between them are dropped, anything else is refused. */
final class Digits implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String digits = Scan.without(".-", Scan.text(value));
        if (!Scan.isNumber(digits, 1, Integer.MAX_VALUE)) {
            throw new Unconvertible("convert.not-digits", Map.of());
        }
        return digits;
    }
}
