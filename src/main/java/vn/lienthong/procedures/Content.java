package vn.lienthong.procedures;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Sha256;

/**
 * What the portal told, word for word, and what it says, however it is written: the order of fields and of rows that have no
 * order, numbers or texts, letter case of names ({@code URL}, {@code Url}), composed or not, missing or empty (npsp 5.2).
 *
 * @param told JSON in UTF-8
 * @param says the same in one form
 */
record Content(byte[] told, JsonNode says) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Lists whose order says something: steps, and the fields of work, the first of which is the procedure's own. */
    private static final Set<String> IN_ORDER = Set.of("TRINHTUTHUCHIEN", "TRINHTU", "LINHVUCTHUCHIEN");

    @SuppressWarnings("ArrayRecordComponent") // never compared
    Content {}

    static Content of(JsonNode told) {
        return new Content(JSON.writeValueAsString(told).getBytes(StandardCharsets.UTF_8), plain("", told));
    }

    static Content read(byte[] told) {
        return new Content(told, plain("", JSON.readTree(told)));
    }

    /** All that the list says of a procedure. */
    static Content named(String code, String name) {
        return of(NODES.objectNode().put("MATTHC", code).put("TENTTHC", name));
    }

    /** Whether it says no more than a list does. */
    boolean isNameAlone() {
        return says.propertyNames().stream().allMatch(name -> name.equals("MATTHC") || name.equals("TENTTHC"));
    }

    String text(String field) {
        return says.path(field).asString("");
    }

    String hash() {
        return Sha256.hex(says.toString());
    }

    /** Composed, without spaces around it and what no database keeps. */
    static String plain(String text) {
        String composed =
                Normalizer.normalize(text, Normalizer.Form.NFC).strip().replace("\0", "");
        return new String(composed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static JsonNode plain(String name, JsonNode told) {
        return switch (told) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(name, array);
            default -> NODES.stringNode(told.isNull() ? "" : plain(told.asString()));
        };
    }

    private static JsonNode object(ObjectNode told) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : told.properties()) {
            String name = field.getKey().toUpperCase(Locale.ROOT);
            JsonNode value = plain(name, field.getValue());
            if (!isEmpty(value)) {
                sorted.putIfAbsent(name, value);
            }
        }
        return NODES.objectNode().setAll(sorted);
    }

    private static JsonNode array(String name, ArrayNode told) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : told) {
            JsonNode value = plain(name, row);
            if (!isEmpty(value)) {
                rows.add(value);
            }
        }
        if (!IN_ORDER.contains(name)) {
            rows.sort(Comparator.comparing(JsonNode::toString));
        }
        return NODES.arrayNode().addAll(rows);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainer() ? value.isEmpty() : value.asString().isEmpty();
    }
}
