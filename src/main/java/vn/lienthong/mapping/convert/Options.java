package vn.lienthong.mapping.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The options of one conversion. What no one asks for is unknown, and an author's mistake. */
final class Options {

    private final String conversion;
    private final JsonNode options;
    private final TreeSet<String> known = new TreeSet<>();

    Options(String conversion, JsonNode options) {
        this.conversion = conversion;
        this.options = options.isNull() || options.isMissingNode() ? JsonNodeFactory.instance.objectNode() : options;
        if (!this.options.isObject()) {
            throw new IllegalArgumentException(conversion + ": its options are a block: { name: value }");
        }
    }

    boolean has(String name) {
        known.add(name);
        return options.has(name);
    }

    String text(String name, String otherwise) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isValueNode()) {
            throw wrong(name, "a text");
        }
        return value.asString(otherwise);
    }

    int number(String name, int otherwise) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isIntegralNumber()) {
            throw wrong(name, "a whole number");
        }
        return value.asInt(otherwise);
    }

    /** One text or a list of texts; empty if the option is not there. */
    List<String> texts(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (value.isValueNode()) {
            return List.of(value.asString());
        }
        if (!value.isArray() || value.valueStream().anyMatch(text -> !text.isValueNode())) {
            throw wrong(name, "a text or a list of texts");
        }
        return value.valueStream().map(JsonNode::asString).toList();
    }

    Map<String, String> table(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw wrong(name, "a table of texts");
        }
        Map<String, String> table = new LinkedHashMap<>();
        value.properties()
                .forEach(pair -> table.put(pair.getKey(), pair.getValue().asString("")));
        return table;
    }

    IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(conversion + "." + name + ": expected " + expected);
    }

    void checkAllKnown() {
        for (String name : options.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown option " + conversion + "." + name
                        + (known.isEmpty() ? "; it has none" : "; known are " + String.join(", ", known)));
            }
        }
    }

    private JsonNode value(String name) {
        known.add(name);
        return options.path(name);
    }
}
