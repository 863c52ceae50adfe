package vn.lienthong.mapping.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.text.Normalizer;
import java.util.IdentityHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One record as expressions see it, made when the first of them asks. As for every other verb texts are composed (NFC) and
 * trimmed, and a blank text is null. For one record and one thread.
 */
public final class Input {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.withExactBigDecimals(true);

    private final JsonNode record;
    private final Map<JsonNode, com.fasterxml.jackson.databind.JsonNode> made = new IdentityHashMap<>();

    public Input(JsonNode record) {
        this.record = record;
    }

    com.fasterxml.jackson.databind.JsonNode record() {
        return of(record);
    }

    com.fasterxml.jackson.databind.JsonNode of(JsonNode node) {
        com.fasterxml.jackson.databind.JsonNode known = made.get(node);
        if (known == null) {
            known = convert(node);
            made.put(node, known);
        }
        return known;
    }

    private com.fasterxml.jackson.databind.JsonNode convert(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = MAKE.objectNode();
            node.forEachEntry((name, value) -> object.set(name, convert(value)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = MAKE.arrayNode();
            node.forEach(element -> array.add(convert(element)));
            return array;
        }
        if (node.isString()) {
            return text(node.stringValue());
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? LongNode.valueOf(node.longValue())
                    : DecimalNode.valueOf(node.decimalValue());
        }
        return node.isBoolean() ? BooleanNode.valueOf(node.booleanValue()) : NullNode.getInstance();
    }

    private static com.fasterxml.jackson.databind.JsonNode text(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        return clean.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(clean);
    }
}
