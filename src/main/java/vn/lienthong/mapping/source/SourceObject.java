package vn.lienthong.mapping.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * An object of a record: a JSON object like any other, whose fields can also be asked for by their number in
 * {@link SourceNames}, which costs next to nothing. Fields keep the order in which they came. Once read it is not changed.
 */
public final class SourceObject extends ObjectNode {

    private final transient NumberedFields fields;

    SourceObject(SourceNames names) {
        this(names, NumberedFields.FEW);
    }

    /** @param room for so many fields, made with the first of them; more are taken too */
    SourceObject(SourceNames names, int room) {
        this(new NumberedFields(names, room));
    }

    private SourceObject(NumberedFields fields) {
        super(JsonNodeFactory.instance, fields);
        this.fields = fields;
    }

    /** The same object, and every object within it, for the rules of a mapping that knows these names. */
    static SourceObject of(ObjectNode tree, SourceNames names) {
        SourceObject object = new SourceObject(names);
        tree.properties().forEach(field -> object.put(field.getKey(), numbered(field.getValue(), names)));
        return object;
    }

    private static JsonNode numbered(JsonNode node, SourceNames names) {
        return switch (node) {
            case ObjectNode object -> of(object, names);
            case ArrayNode list -> {
                ArrayNode numbered = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(element -> numbered.add(numbered(element, names)));
                yield numbered;
            }
            case StringNode text -> SourceText.of(text.stringValue());
            default -> node;
        };
    }

    /** The field of that number; null if it is absent. */
    public @Nullable JsonNode field(int number) {
        int place = fields.place(number);
        return place < 0 ? null : fields.value(place);
    }

    /** The number of the field that came at this place; {@link SourceNames#UNKNOWN} if the mapping does not know its name. */
    public int numberAt(int place) {
        return fields.number(place);
    }

    public String nameAt(int place) {
        return fields.name(place);
    }

    public JsonNode valueAt(int place) {
        return fields.value(place);
    }

    /** Whether it has fields whose names the mapping does not know. */
    public boolean hasUnknown() {
        return fields.hasUnknown();
    }

    /** The names {@link #field} is asked by. */
    public SourceNames names() {
        return fields.known();
    }

    /**
     * @param name null if the number says it
     * @return what the field held before; null if it is new
     */
    @Nullable
    JsonNode put(int number, @Nullable String name, JsonNode value) {
        return fields.put(number, name, value);
    }

    private void put(String name, JsonNode value) {
        fields.put(fields.known().number(name), name, value);
    }
}
