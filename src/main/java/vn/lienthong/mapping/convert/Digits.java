package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Digits only; blanks, dots and hyphens between them are dropped, anything else is refused. */
final class Digits implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String digits = value.asString("").replaceAll("[\\s\\u00A0.-]", "");
        if (!digits.matches("\\d+")) {
            throw new Unconvertible("convert.not-digits", Map.of());
        }
        return digits;
    }
}
