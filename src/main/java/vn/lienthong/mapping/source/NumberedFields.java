package vn.lienthong.mapping.source;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a {@link SourceObject}, in arrays, in the order in which they came. The first few are found by looking at each;
 * beyond that an index is kept, so that no record, however odd, makes a search long.
 */
final class NumberedFields extends AbstractMap<String, JsonNode> {

    static final int FEW = 8;

    /** A record may have millions of objects with nothing in them. */
    private static final int[] NO_NUMBERS = {};

    private static final JsonNode[] NO_VALUES = {};
    private static final String[] NO_NAMES = {};

    private final SourceNames known;
    private final int first;
    private int[] numbers = NO_NUMBERS;
    private JsonNode[] values = NO_VALUES;
    private int size;
    private boolean unknown;

    /** A bit for each number, shared by those 64 apart: what has none is absent, as most of what is asked for is. */
    private long seen;

    /** The place, counted from 1, of each number; 0: absent. */
    private int @Nullable [] places;

    /** Of the fields whose names the mapping does not know; null: there is none. */
    private @Nullable Map<String, Integer> unknownPlaces;

    private String[] unknownNames = NO_NAMES;

    /** @param first how many fields there is room for at first */
    NumberedFields(SourceNames known, int first) {
        this.known = known;
        this.first = first;
    }

    /** Where the field of that number came; negative if it is absent. */
    int place(int number) {
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

    String name(int place) {
        return numbers[place] >= 0 ? known.all().get(numbers[place]) : unknownNames[place];
    }

    /**
     * @param name null if the number says it
     * @return what the field held before; null if it is new
     */
    @Nullable
    JsonNode put(int number, @Nullable String name, JsonNode value) {
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

    JsonNode value(int place) {
        return values[place];
    }

    int number(int place) {
        return numbers[place];
    }

    SourceNames known() {
        return known;
    }

    boolean hasUnknown() {
        return unknown;
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
        unknown = true;
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
                return IntStream.range(0, size)
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
