package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What names are relative to, as the mapping says it: the record, or an element of the list that {@code each} has led to.
 *
 * @param names from the record down; that a list is on the way does not show
 * @param outer what the names of {@code each} itself are relative to; null for the record
 */
record Prefix(List<String> names, @Nullable Prefix outer) {

    static final Prefix RECORD = new Prefix(List.of(), null);

    Prefix {
        names = List.copyOf(names);
    }

    /** An element of the list at this path. */
    Prefix into(Path list) {
        return new Prefix(full(list), this);
    }

    /** A path from the record down. */
    List<String> full(Path path) {
        List<String> full = new ArrayList<>(path.fromRoot() ? List.of() : up(path.up()).names);
        full.addAll(path.steps());
        return full;
    }

    /** How many lists are around. */
    int depth() {
        return outer == null ? 0 : outer.depth() + 1;
    }

    /** As many lists further out, or the record if there are fewer. */
    Prefix up(int lists) {
        return lists == 0 || outer == null ? this : outer.up(lists - 1);
    }
}
