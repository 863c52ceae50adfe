package vn.lienthong.mapping.source;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** What a mapping made, JSON or XML, as a tree: of XML elements by their names, texts all of them; what is empty is not there. */
public final class MappedTree {

    private static final JsonMapper JSON = new JsonMapper();

    private MappedTree() {}

    /** Of what a mapping wrote. */
    public static JsonNode of(byte[] body) {
        try {
            return read(body);
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible.problem().code());
        }
    }

    /**
     * Of what a person wrote in the same form.
     *
     * @throws Unreadable if it is no XML although it begins so
     */
    public static JsonNode read(byte[] body) throws Unreadable {
        return body.length > 0 && body[0] == '<' ? XmlRecord.read(body) : JSON.readTree(body);
    }
}
