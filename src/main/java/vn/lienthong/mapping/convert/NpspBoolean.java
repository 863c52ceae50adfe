package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.LetterCase;

/** {@code "True"} and {@code "False"}, capital first, as the national portal writes them. */
final class NpspBoolean implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        return switch (LetterCase.small(value.asString("").strip())) {
            case "true", "1" -> "True";
            case "false", "0" -> "False";
            default -> throw new Unconvertible("convert.not-a-boolean", Map.of());
        };
    }
}
