package vn.lienthong.intake.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where in an answer its records and its next page are. Reads it as a stream and builds nothing: as a tree, an answer takes up to
 * twenty-five times its size. Used once.
 */
final class Outline {

    private final byte[] answer;
    private final FieldPath recordsAt;
    private final FieldPath nextAt;
    private final Set<List<String>> seen = new HashSet<>();
    private @Nullable List<byte[]> bodies;
    private boolean namesNext;
    private boolean nextIsText = true;
    private @Nullable String next;

    private Outline(byte[] answer, FieldPath recordsAt, FieldPath nextAt) {
        this.answer = answer;
        this.recordsAt = recordsAt;
        this.nextAt = nextAt;
    }

    /**
     * @param nextAt the root: it is told nowhere
     * @throws JacksonException if it is not JSON
     * @throws ApiFault if it is anything else than the route declares
     */
    static Outline of(byte[] answer, Pull pull, JsonFactory json) throws ApiFault {
        Outline outline =
                new Outline(answer, pull.list().records(), pull.paging().next());
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), answer)) {
            parser.nextToken();
            outline.value(parser, List.of());
            if (parser.nextToken() != null) {
                throw ApiFault.unclear("not JSON");
            }
        }
        if (outline.bodies == null) {
            throw outline.noArray();
        }
        return outline;
    }

    /** Each record's own bytes. */
    List<byte[]> bodies() {
        return bodies == null ? List.of() : bodies;
    }

    boolean namesNext() {
        return namesNext;
    }

    /**
     * Null if there is nothing, or what is neither text nor number.
     *
     * @throws ApiFault if it is an object or an array
     */
    @Nullable
    String next() throws ApiFault {
        if (!nextIsText) {
            throw ApiFault.unclear("no text " + nextAt);
        }
        return next;
    }

    private void value(JsonParser parser, List<String> path) throws ApiFault {
        if (path.equals(recordsAt.names())) {
            records(parser);
            return;
        }
        if (!nextAt.isRoot() && path.equals(nextAt.names())) {
            readNext(parser);
        }
        if (parser.currentToken() != JsonToken.START_OBJECT || !leadsOn(path)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            List<String> child = new ArrayList<>(path);
            child.add(parser.currentName());
            parser.nextToken();
            if ((leadsOn(child) || child.equals(recordsAt.names())) && !seen.add(child)) {
                throw noArray(); // there twice: readers take one or the other
            }
            value(parser, child);
        }
    }

    private boolean leadsOn(List<String> path) {
        return isWithin(path, recordsAt.names()) || isWithin(path, nextAt.names());
    }

    private static boolean isWithin(List<String> path, List<String> whole) {
        return path.size() < whole.size() && whole.subList(0, path.size()).equals(path);
    }

    private ApiFault noArray() {
        return ApiFault.unclear("no array " + recordsAt);
    }

    private void readNext(JsonParser parser) {
        JsonToken token = parser.currentToken();
        namesNext = true;
        nextIsText = token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY;
        next = token == JsonToken.VALUE_STRING || token != null && token.isNumeric() ? parser.getString() : null;
    }

    private void records(JsonParser parser) throws ApiFault {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw noArray();
        }
        List<byte[]> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw ApiFault.unclear("a record that is not an object");
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            if (from < 0) {
                throw ApiFault.unclear("not UTF-8"); // the parser reads others too, and then knows no bytes
            }
            parser.skipChildren();
            found.add(Arrays.copyOfRange(
                    answer, from, (int) parser.currentLocation().getByteOffset()));
        }
        bodies = found;
    }
}
