package vn.lienthong.mapping.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The field names a mapping knows, each with a number. Rules ask for fields by number, and readers find the number of a name
 * while they read it, so that no name is looked up for a rule. Immutable.
 */
public final class SourceNames {

    /** The number of every name the mapping does not know. */
    public static final int UNKNOWN = -1;

    /** For records that no rule asks. */
    public static final SourceNames NONE = new SourceNames(Set.of());

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[] sorted;

    /** Numbers are given in the order of the names. */
    public SourceNames(Collection<String> names) {
        this.names = List.copyOf(new LinkedHashSet<>(names));
        this.names.forEach(name -> numbers.put(name, numbers.size()));
        this.sorted = this.names.stream().sorted().mapToInt(this::number).toArray();
    }

    /** All names, each at its number. */
    public List<String> all() {
        return names;
    }

    public int number(String name) {
        return numbers.getOrDefault(name, UNKNOWN);
    }

    /** The number of the name that is so many places from the first, in the order of {@link String#compareTo}. */
    public int sorted(int place) {
        return sorted[place];
    }
}
