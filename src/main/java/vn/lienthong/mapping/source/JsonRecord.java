package vn.lienthong.mapping.source;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.text.Nfc;

/** Reads one JSON object, strictly: no key twice, no depth beyond {@link Limits#RECORD_DEPTH}, nothing after the end. */
final class JsonRecord {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.RECORD_DEPTH)
                            .maxStringLength(Limits.RECORD_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonRecord() {}

    static JsonNode read(byte[] body) throws Unreadable {
        JsonNode tree = parse(body);
        if (!tree.isObject()) {
            throw new Unreadable(Problem.of("source.not-an-object"));
        }
        return composed(tree, "");
    }

    private static JsonNode parse(byte[] body) throws Unreadable {
        try {
            return MAPPER.readTree(body);
        } catch (StreamConstraintsException tooMuch) {
            throw new Unreadable(Problem.of("source.too-deep").with("limit", Integer.toString(Limits.RECORD_DEPTH)));
        } catch (JacksonException broken) {
            throw new Unreadable(JsonProblem.of(broken));
        }
    }

    /** Names and texts composed; what a workbook could not calculate is refused here, not taken for a text. */
    private static JsonNode composed(JsonNode node, String path) throws Unreadable {
        if (node instanceof ObjectNode object) {
            if (object.has(XlsxCell.ERROR_KEY)) {
                throw new Unreadable(Problem.of("source.error-cell")
                        .in(path)
                        .with("error", object.path(XlsxCell.ERROR_KEY).asString("")));
            }
            return fields(object, path);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode element = array.get(i);
                JsonNode composed = composed(element, path);
                if (composed != element) {
                    array.set(i, composed);
                }
            }
            return array;
        }
        return node.isString() ? text(node) : node;
    }

    /** The tree is our own, so it is changed in place; only a name that has to be composed costs a new object. */
    private static ObjectNode fields(ObjectNode object, String path) throws Unreadable {
        boolean sameNames = true;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode composed = value.isContainer()
                    ? composed(value, path.isEmpty() ? name : path + "." + name)
                    : composed(value, path);
            if (composed != value) {
                field.setValue(composed);
            }
            sameNames &= Nfc.of(name).equals(name);
        }
        return sameNames ? object : renamed(object);
    }

    private static ObjectNode renamed(ObjectNode object) throws Unreadable {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = Nfc.of(field.getKey());
            if (result.has(name)) {
                throw new Unreadable(Problem.of("source.same-field-twice").in(name));
            }
            result.set(name, field.getValue());
        }
        return result;
    }

    private static JsonNode text(JsonNode node) {
        String text = node.stringValue();
        String composed = Nfc.of(text);
        return composed.equals(text) ? node : JsonNodeFactory.instance.stringNode(composed);
    }
}
