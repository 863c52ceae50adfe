package vn.lienthong.npsp;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a few texts of a record's top level and skips the rest: enough to look, too little to rebuild. */
public final class TopFields {

    private static final JsonFactory JSON = new JsonFactory();

    private TopFields() {}

    /** The wanted fields that are there and are texts. */
    public static Map<String, String> read(byte[] record, Set<String> wanted) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            while (found.size() < wanted.size() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted.contains(name)) {
                    found.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return found;
    }
}
