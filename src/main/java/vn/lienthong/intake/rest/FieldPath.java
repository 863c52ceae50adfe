package vn.lienthong.intake.rest;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where something is in a JSON document: names of fields from the outside in, with dots between.
 *
 * @param names none: the document itself
 */
public record FieldPath(List<String> names) {

    public FieldPath {
        names = List.copyOf(names);
    }

    static FieldPath of(String text) {
        if (text.isBlank()) {
            return new FieldPath(List.of());
        }
        List<String> names = List.of(text.strip().split("\\.", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("expected names of fields with dots between, got " + text);
        }
        return new FieldPath(names);
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    /** Missing if it is not there. */
    JsonNode in(JsonNode document) {
        JsonNode at = document;
        for (String name : names) {
            at = at.path(name);
        }
        return at;
    }

    /** As a route writes it. */
    @Override
    public String toString() {
        return String.join(".", names);
    }
}
