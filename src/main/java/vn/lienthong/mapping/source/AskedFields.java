package vn.lienthong.mapping.source;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields that a mapping's rules ask each record for, so that a table without them is told of. Immutable.
 *
 * @param anyOf each: fields of which one is enough; most often it is only one
 */
public record AskedFields(List<Set<String>> anyOf) {

    /** Nobody asks for anything. */
    public static final AskedFields NONE = new AskedFields(List.of());

    public AskedFields {
        anyOf = anyOf.stream().<Set<String>>map(LinkedHashSet::new).toList();
    }

    /** Every one of these. */
    public static AskedFields all(Collection<String> names) {
        return new AskedFields(names.stream().map(Set::of).toList());
    }

    /** All names, each once, in the order in which they are asked for. */
    List<String> names() {
        return anyOf.stream().flatMap(Set::stream).distinct().toList();
    }

    /** What is asked for in vain: names of which neither they nor what would do instead are there. */
    List<String> missing(Collection<String> there) {
        return anyOf.stream()
                .filter(each -> each.stream().noneMatch(there::contains))
                .flatMap(Set::stream)
                .distinct()
                .toList();
    }
}
