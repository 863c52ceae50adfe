package vn.lienthong.mapping.contract;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A message with a mask in the place of each value that may not be shown. Names of fields and empty values stay. */
public final class MaskedText {

    /** What stands for a value, and for what should be the name of a field. */
    public static final String MASK = "•••";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_@#][A-Za-z0-9_.:-]{0,60}");
    private static final JsonMapper JSON = new JsonMapper();

    private MaskedText() {}

    /** The message as JSON, laid out. */
    public static String of(JsonNode message, Disclosure disclosure) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(masked(message, disclosure));
    }

    private static JsonNode masked(JsonNode node, Disclosure disclosure) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            int hidden = 0;
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = field.getKey();
                boolean isShown = disclosure.knows(name) || NAME.matcher(name).matches();
                hidden += isShown ? 0 : 1;
                object.set(isShown ? name : mask(hidden), masked(field.getValue(), disclosure.field(name)));
            }
            return object;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> list.add(masked(element, disclosure)));
            return list;
        }
        boolean saysNothing = node.isNull() || node.asString("").isBlank();
        return saysNothing || disclosure.shows(node) ? node : JsonNodeFactory.instance.stringNode(MASK);
    }

    /**
     * No masked name takes the place of another.
     *
     * @param number how many it is, in its object
     */
    private static String mask(int number) {
        return number == 1 ? MASK : MASK + " " + number;
    }
}
