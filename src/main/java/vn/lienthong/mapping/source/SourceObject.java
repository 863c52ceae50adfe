package vn.lienthong.mapping.source;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
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

    private final transient Fields fields;

    SourceObject(SourceNames names) {
        this(names, Fields.FEW);
    }

    /** @param room for so many fields, made with the first of them; more are taken too */
    SourceObject(SourceNames names, int room) {
        this(new Fields(names, room));
    }

    private SourceObject(Fields fields) {
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
        return place < 0 ? null : fields.values[place];
    }

    /** The number of the field that came at this place; {@link SourceNames#UNKNOWN} if the mapping does not know its name. */
    public int numberAt(int place) {
        return fields.numbers[place];
    }

    public String nameAt(int place) {
        return fields.name(place);
    }

    public JsonNode valueAt(int place) {
        return fields.values[place];
    }

    /** Whether it has fields whose names the mapping does not know. */
    public boolean hasUnknown() {
        return fields.unknown > 0;
    }

    /** The names {@link #field} is asked by. */
    public SourceNames names() {
        return fields.known;
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
        fields.put(fields.known.number(name), name, value);
    }

    /**
     * Fields in arrays, in the order in which they came. The first few are found by looking at each; beyond that an
     * index is kept, so that no record, however odd, makes a search long.
     */
    private static final class Fields extends AbstractMap<String, JsonNode> {

        private static final int FEW = 8;

        /** A record may have millions of objects with nothing in them. */
        private static final int[] NO_NUMBERS = {};

        private static final JsonNode[] NO_VALUES = {};
        private static final String[] NO_NAMES = {};

        private final SourceNames known;
        private final int first;
        private int[] numbers = NO_NUMBERS;
        private JsonNode[] values = NO_VALUES;
        private int size;
        private int unknown;

        /** A bit for each number, shared by those 64 apart: what has none is absent, as most of what is asked for is. */
        private long seen;

        /** The place, counted from 1, of each number; 0: absent. */
        private int @Nullable [] places;

        /** Of the fields whose names the mapping does not know; null: there is none. */
        private @Nullable Map<String, Integer> unknownPlaces;

        private String[] unknownNames = NO_NAMES;

        /** @param first how many fields there is room for at first */
        Fields(SourceNames known, int first) {
            this.known = known;
            this.first = first;
        }

        private int place(int number) {
            if ((seen & 1L << number) == 0) {
                return -1;
            }
            if (places != null) {
                return places[number] - 1;
            }
            for (int i = 0; i < size; i++) {
                if (numbers[i] == number) {
                    return i;
                }
            }
            return -1;
        }

        private int place(@Nullable String name) {
            int number = name == null ? SourceNames.UNKNOWN : known.number(name);
            if (number >= 0) {
                return place(number);
            }
            return unknownPlaces == null ? -1 : unknownPlaces.getOrDefault(name, -1);
        }

        private String name(int place) {
            return numbers[place] >= 0 ? known.all().get(numbers[place]) : unknownNames[place];
        }

        private @Nullable JsonNode put(int number, @Nullable String name, JsonNode value) {
            int place = number >= 0 ? place(number) : place(name);
            if (place >= 0) {
                JsonNode before = values[place];
                values[place] = value;
                return before;
            }
            makeRoom();
            numbers[size] = number;
            values[size] = value;
            if (number < 0) {
                putUnknown(String.valueOf(name));
            } else {
                putKnown(number);
            }
            size++;
            return null;
        }

        private void makeRoom() {
            if (size == numbers.length) {
                int room = size == 0 ? first : size * 3;
                numbers = Arrays.copyOf(numbers, room);
                values = Arrays.copyOf(values, room);
            }
            if (size == FEW) {
                places = new int[known.all().size()];
                for (int i = 0; i < size; i++) {
                    if (numbers[i] >= 0) {
                        places[numbers[i]] = i + 1;
                    }
                }
            }
        }

        private void putKnown(int number) {
            seen |= 1L << number;
            if (places != null) {
                places[number] = size + 1;
            }
        }

        private void putUnknown(String name) {
            if (unknownPlaces == null) {
                unknownPlaces = new HashMap<>();
            }
            if (unknownNames.length <= size) {
                unknownNames = Arrays.copyOf(unknownNames, numbers.length);
            }
            unknownNames[size] = name;
            unknownPlaces.put(name, size);
            unknown++;
        }

        @Override
        public @Nullable JsonNode get(@Nullable Object name) {
            int place = name instanceof String text ? place(text) : -1;
            return place < 0 ? null : values[place];
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return get(name) != null;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> entrySet() {
            return new AbstractSet<>() {

                @Override
                public Iterator<Map.Entry<String, JsonNode>> iterator() {
                    return java.util.stream.IntStream.range(0, size)
                            .mapToObj(i -> Map.entry(name(i), values[i]))
                            .iterator();
                }

                @Override
                public int size() {
                    return size;
                }
            };
        }
    }
}
