package vn.lienthong.mapping.invent;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Explanation.Step;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * A record with everything invented but what is proven to name nobody: codes the mapping knows, and days, amounts and
 * truth values out of fields that the contract does not call personal.
 */
final class InventedRecord {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final Set<String> HARMLESS = Set.of(
            "npsp-datetime",
            "instant",
            "datetime",
            "npsp-boolean",
            "boolean",
            "money",
            "procedure-code",
            "agency-code",
            "agency-name");

    /** Here names are of columns, the same for every record. */
    private static final Set<String> TABLES = Set.of("csv", "xlsx");

    private final Inventor inventor = new Inventor();
    private final Set<String> codes;
    private final Set<String> names;
    private final boolean anyName;
    private final Set<String> kept = new HashSet<>();
    private int strangers;

    private InventedRecord(RecordMapping mapping, List<String> names, List<Explanation.Field> fields) {
        this.codes = mapping.knownCodes();
        this.anyName = TABLES.contains(mapping.source().name());
        this.names = Set.copyOf(names);
        fields.stream().filter(InventedRecord::isHarmless).forEach(field -> kept.addAll(read(field)));
        fields.stream().filter(Explanation.Field::personal).forEach(field -> kept.removeAll(read(field)));
    }

    /**
     * @param names the field names the mapping knows; others may be anything
     * @param fields how the record is mapped
     */
    static ObjectNode of(ObjectNode record, RecordMapping mapping, List<String> names, List<Explanation.Field> fields) {
        return new InventedRecord(mapping, names, fields).object(record, "");
    }

    /** A day that does not exist must stay as it is, or the case would no longer fail. */
    private static boolean isHarmless(Explanation.Field field) {
        return !field.personal()
                && field.steps().stream().anyMatch(step -> switch (step) {
                    case Step.Converted made -> HARMLESS.contains(made.conversion());
                    case Step.Read read -> field.origin() == Explanation.Origin.WRONG && Inventor.isDay(read.value());
                    default -> false;
                });
    }

    private static List<String> read(Explanation.Field field) {
        return field.steps().stream()
                .filter(Step.Read.class::isInstance)
                .map(step -> ((Step.Read) step).field())
                .toList();
    }

    private ObjectNode object(ObjectNode record, String path) {
        ObjectNode made = MAKE.objectNode();
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            String name = field.getKey();
            boolean known = anyName || names.contains(name) || name.matches("[A-Za-z_@][A-Za-z0-9_]{0,40}");
            String inside = (path.isEmpty() ? "" : path + ".") + name.replace(".", "\\.");
            made.set(known ? name : "field" + ++strangers, value(field.getValue(), inside));
        }
        return made;
    }

    private JsonNode value(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return object(object, path);
        }
        if (value.isArray()) {
            ArrayNode made = MAKE.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                made.add(value(value.get(i), path + "[" + i + "]"));
            }
            return made;
        }
        boolean says = value.isString() || value.isNumber();
        String text = value.asString("");
        if (!says || text.isBlank() || kept.contains(path) || codes.contains(text.strip())) {
            return value;
        }
        String made = value.isString() ? inventor.of(text) : Numbers.like(text, 1);
        return value.isString() ? MAKE.stringNode(made) : MAKE.numberNode(new BigDecimal(made));
    }
}
