package vn.lienthong.mapping.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A field of a record as problems name it, {@code TaiLieuNop[2].TenTepDinhKem}; a dot within a name is {@code \.}. */
record TreePath(List<Object> steps) {

    private static final Pattern INDEXED = Pattern.compile("(.*?)((?:\\[\\d+])+)");

    static TreePath of(String text) {
        List<Object> steps = new ArrayList<>();
        for (String part : text.split("(?<!\\\\)\\.", -1)) {
            String name = part.replace("\\.", ".");
            Matcher indexed = INDEXED.matcher(name);
            if (indexed.matches()) {
                steps.add(indexed.group(1));
                for (String index : indexed.group(2).split("\\D+", -1)) {
                    if (!index.isEmpty()) {
                        steps.add(Integer.valueOf(index));
                    }
                }
            } else {
                steps.add(name);
            }
        }
        return new TreePath(List.copyOf(steps));
    }

    /** What is there; null if nothing is. */
    @Nullable
    JsonNode find(JsonNode root) {
        JsonNode node = root;
        for (Object step : steps) {
            node = step instanceof Integer index ? node.get(index) : node.get((String) step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** Puts a value there; null takes away what is there. Objects on the way are made; lists are not. */
    void set(JsonNode root, JsonNode value) {
        JsonNode node = root;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            node = inner(node, step);
        }
        Object last = steps.getLast();
        if (last instanceof Integer index && node instanceof ArrayNode list && index < list.size()) {
            list.set(index, value);
        } else if (last instanceof String name && node instanceof ObjectNode object) {
            if (value.isNull()) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else {
            throw new IllegalArgumentException("no such place");
        }
    }

    private static JsonNode inner(JsonNode node, Object step) {
        if (step instanceof Integer index && node instanceof ArrayNode list && index < list.size()) {
            return list.get(index);
        }
        if (step instanceof String name && node instanceof ObjectNode object) {
            JsonNode found = object.get(name);
            if (found == null) {
                found = JsonNodeFactory.instance.objectNode();
                object.set(name, found);
            }
            return found;
        }
        throw new IllegalArgumentException("no such place");
    }
}
