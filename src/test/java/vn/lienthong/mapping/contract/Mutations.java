package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every way to make a good message bad that its contract knows of: a mandatory field gone, too long, of a wrong type,
 * an unknown code.
 */
final class Mutations {

    /** @param place where the contract is broken now, as a JSON pointer */
    record Mutation(String how, String place, JsonNode message) {}

    private final JsonNode message;
    private final List<Mutation> all = new ArrayList<>();

    private Mutations(JsonNode message) {
        this.message = message;
    }

    static List<Mutation> of(JsonNode contract, JsonNode message) {
        Mutations mutations = new Mutations(message);
        mutations.mutate(contract, message, "");
        return mutations.all;
    }

    private void mutate(JsonNode type, JsonNode value, String place) {
        if (value instanceof ObjectNode object) {
            type.path("required").forEach(name -> {
                if (object.has(name.asString())) {
                    add("without", place + "/" + name.asString(), null);
                }
            });
            type.path("properties").properties().forEach(property -> {
                if (object.has(property.getKey())) {
                    mutate(property.getValue(), object.get(property.getKey()), place + "/" + property.getKey());
                }
            });
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                mutate(type.path("items"), list.get(i), place + "/" + i);
            }
        } else if (type.isObject()) {
            scalar(type, place);
        }
        if (!place.isEmpty() && type.has("type")) {
            add(
                    "of a wrong type",
                    place,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("x", type.path("type").toString()));
            if (value.isObject()) {
                all.removeLast();
                add("of a wrong type", place, JsonNodeFactory.instance.stringNode("x"));
            }
        }
    }

    private void scalar(JsonNode type, String place) {
        if (type.has("maxLength")) {
            String tooLong = "1".repeat(type.path("maxLength").asInt() + 1);
            add("too long", place, JsonNodeFactory.instance.stringNode(tooLong));
        }
        if (type.has("enum") || type.has("const")) {
            boolean number = type.path("type").asString("").equals("integer");
            add(
                    "of an unknown code",
                    place,
                    number ? JsonNodeFactory.instance.numberNode(4711) : JsonNodeFactory.instance.stringNode("4711"));
        }
        if (type.has("pattern")) {
            add("of a wrong form", place, JsonNodeFactory.instance.stringNode("\u0001|"));
        }
    }

    private void add(String how, String place, @org.jspecify.annotations.Nullable JsonNode value) {
        JsonNode changed = message.deepCopy();
        int cut = place.lastIndexOf('/');
        String name = place.substring(cut + 1);
        JsonNode parent = changed.at(place.substring(0, cut));
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode list && value != null) {
            list.set(Integer.parseInt(name), value);
        }
        all.add(new Mutation(how, place, changed));
    }
}
