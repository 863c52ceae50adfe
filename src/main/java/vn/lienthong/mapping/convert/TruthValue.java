package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** True or false, for contracts that want them, out of {@code true} and {@code false} as a crosswalk has them. */
final class TruthValue implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        return switch (value.asString("").strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unconvertible("convert.not-a-boolean", Map.of());
        };
    }
}
