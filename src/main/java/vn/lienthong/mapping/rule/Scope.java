package vn.lienthong.mapping.rule;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The part of the source that names are relative to, and the part of the target being written.
 *
 * @param field the target's list or object this scope writes into; null for the record itself, and for an element of a list
 *     that is only gone through
 * @param index which element of the list; negative for an object
 * @param from where the part of the source was found; null: it is the outer scope's
 * @param at which element of the list there; negative if it is no list
 */
record Scope(
        JsonNode node,
        @Nullable Scope outer,
        @Nullable String field,
        int index,
        @Nullable Path from,
        int at) {

    static Scope of(JsonNode root) {
        return new Scope(root, null, null, -1, null, -1);
    }

    /**
     * A target field as a person finds it: {@code TaiLieuNop[2].TenTepDinhKem}.
     *
     * @param name empty: the element of a list of single values, {@code DienThoai[2]}
     */
    String path(String name) {
        if (outer == null) {
            return name;
        }
        if (field == null) {
            return outer.path(name);
        }
        String place = outer.path(index < 0 ? field : field + "[" + index + "]");
        return name.isEmpty() ? place : place + "." + name;
    }

    /** A part of the source as a person finds it: {@code attachments[2].fileName}. */
    String place(Path path) {
        String names = String.join(".", path.steps());
        String before = path.fromRoot() ? "" : up(path.up()).place();
        return before.isEmpty() ? names : names.isEmpty() ? before : before + "." + names;
    }

    /** What names are relative to as many lists further out; the record if there are fewer. */
    Scope up(int lists) {
        Scope scope = this;
        for (int i = 0; i < lists; i++) {
            while (scope.from == null
                    && scope.outer != null) { // an object of the target; the part of the source is the same
                scope = scope.outer;
            }
            scope = scope.outer == null ? scope : scope.outer;
        }
        return scope;
    }

    /** The same of what names are relative to; empty: the record itself. */
    String place() {
        if (outer == null) {
            return "";
        }
        String place = from == null ? outer.place() : outer.place(from);
        return at < 0 ? place : place + "[" + at + "]";
    }
}
