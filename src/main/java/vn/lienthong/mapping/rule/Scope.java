package vn.lienthong.mapping.rule;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The part of the source that names are relative to, and the part of the target being written.
 *
 * @param field the target's list or object this scope writes into; null for the record itself
 * @param index which element of the list; negative for an object
 */
record Scope(JsonNode node, @Nullable Scope outer, @Nullable String field, int index) {

    static Scope of(JsonNode root) {
        return new Scope(root, null, null, -1);
    }

    /** A target field as a person finds it: {@code TaiLieuNop[2].TenTepDinhKem}. */
    String path(String name) {
        if (field == null || outer == null) {
            return name;
        }
        return outer.path(index < 0 ? field : field + "[" + index + "]") + "." + name;
    }
}
