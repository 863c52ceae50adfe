package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A number, for contracts that want one, out of digits as code tables have them. */
final class WholeNumber implements Conversion {

    private static final int LONGEST = 18;

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String digits = Scan.seen(value);
        if (!Scan.isNumber(digits, 1, LONGEST)) {
            throw new Unconvertible("convert.not-digits", Map.of());
        }
        return Long.valueOf(digits);
    }
}
