package vn.lienthong.mapping.convert;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code "True"} and {@code "False"}, capital first, as the national portal writes them. */
final class NpspBoolean implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        return switch (value.asString("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> "True";
            case "false", "0" -> "False";
            default -> throw new Unconvertible("convert.not-a-boolean", Map.of());
        };
    }
}
