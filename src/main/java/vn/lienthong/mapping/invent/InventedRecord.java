package vn.lienthong.mapping.invent;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.mapping.rule.Lineage;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * A record with everything invented but what is proven to name nobody: codes that the mapping asks the field for, and days,
 * amounts and truth values out of fields that no rule makes anything personal of. A dossier's number, harmless as it is to
 * who works with the dossier, is invented too.
 */
final class InventedRecord {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final Set<String> HARMLESS =
            Set.of("npsp-datetime", "instant", "datetime", "npsp-boolean", "boolean", "money", "procedure-code");

    /** Here names are of columns, unless the first row was taken for the header. */
    private static final Set<String> TABLES = Set.of("csv", "xlsx");

    private final Inventor inventor = new Inventor();
    private final boolean anyName;
    private int strangers;

    private InventedRecord(boolean anyName) {
        this.anyName = anyName;
    }

    static ObjectNode of(ObjectNode record, RecordMapping mapping) {
        Lineage lineage = mapping.lineage();
        boolean hasHeader = record.propertyNames().stream().anyMatch(lineage::knows);
        return new InventedRecord(hasHeader && TABLES.contains(mapping.source().name())).object(record, lineage);
    }

    private ObjectNode object(ObjectNode record, Lineage lineage) {
        ObjectNode made = MAKE.objectNode();
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            String name = field.getKey();
            boolean known = anyName || lineage.knows(name) || name.matches("[A-Za-z_@][A-Za-z0-9_]{0,40}|#text");
            made.set(known ? name : "field" + ++strangers, value(field.getValue(), lineage.field(name)));
        }
        return made;
    }

    private JsonNode value(JsonNode value, Lineage lineage) {
        if (value instanceof ObjectNode object) {
            return object(object, lineage);
        }
        if (value.isArray()) {
            ArrayNode made = MAKE.arrayNode();
            value.forEach(element -> made.add(value(element, lineage)));
            return made;
        }
        boolean says = value.isString() || value.isNumber();
        String text = value.asString("");
        if (!says || text.isBlank() || isHarmless(value, lineage)) {
            return value;
        }
        String made = value.isString() ? inventor.of(text) : Numbers.like(text, 1);
        return value.isString() ? MAKE.stringNode(made) : MAKE.numberNode(new BigDecimal(made));
    }

    /** A day that does not exist must stay as it is, or the case would no longer fail. */
    private static boolean isHarmless(JsonNode value, Lineage lineage) {
        return lineage.isCode(value)
                || lineage.isCarriedBy(HARMLESS, value)
                || lineage.isCarried() && Inventor.isDay(value.asString(""));
    }
}
