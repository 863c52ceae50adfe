package vn.lienthong.mapping.contract;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A compiled contract.
 *
 * @param type what a message is
 * @param files the files it is made of: its own, and those it refers to
 */
public record Contract(Type type, SortedSet<String> files) {

    /** The contract of an object; null if it is another. */
    public Type.@Nullable Structure structure() {
        return type instanceof Type.Structure structure ? structure : null;
    }
}
