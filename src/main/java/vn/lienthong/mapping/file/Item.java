package vn.lienthong.mapping.file;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One node of a definition file: a table, a listing or a scalar, with its place. Immutable. */
public sealed interface Item {

    Spot spot();

    /** The same as plain JSON, for what is handed on to code that has no use for places. */
    JsonNode toJson();

    /** Keys in the order of the file; each with the place of the key itself. */
    record Table(Spot spot, Map<String, Entry> entries) implements Item {

        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public @Nullable Item get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, entry) -> json.set(key, entry.value().toJson()));
            return json;
        }
    }

    /** One key of a table. */
    record Entry(Spot keySpot, Item value) {}

    record Listing(Spot spot, List<Item> items) implements Item {

        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode toJson() {
            var json = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> json.add(item.toJson()));
            return json;
        }
    }

    /**
     * @param value a String, Boolean, BigDecimal, or null for the null of the file
     * @param text as written, without quotes
     * @param begins where the text begins: after its quote, or in the line below its {@code |}
     */
    record Scalar(Spot spot, @Nullable Object value, String text, Spot begins) implements Item {

        Scalar(Spot spot, @Nullable Object value, String text) {
            this(spot, value, text, spot);
        }

        /** A place within the text, line and column from 1; what is escaped before it in the same line shifts it. */
        public Spot inside(int line, int column) {
            return new Spot(begins.file(), begins.line() + line - 1, begins.column() + column - 1);
        }

        public boolean isText() {
            return value instanceof String;
        }

        @Override
        public JsonNode toJson() {
            JsonNodeFactory make = JsonNodeFactory.instance;
            return switch (value) {
                case String string -> make.stringNode(string);
                case Boolean bool -> make.booleanNode(bool);
                case BigDecimal number
                when number.scale() <= 0 && number.precision() < 10 -> make.numberNode(number.intValue());
                case BigDecimal number -> make.numberNode(number);
                case null, default -> make.nullNode();
            };
        }
    }
}
