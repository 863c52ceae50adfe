package vn.lienthong.relay;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer says in the words the system was said to use.
 *
 * @param itsOwn whether the system itself speaks; false for a page of something in between, which takes and refuses nothing
 * @param code what the policy's lines compare; null: the HTTP status
 * @param message the text they compare; null: none
 */
public record Said(
        boolean itsOwn, @Nullable String code, @Nullable String message) {

    public static final Said NOTHING = new Said(false, null, null);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 1000;

    /** What JSON says in two fields at its top. Anything else is the system's own only where no field of a code is named. */
    public static Said inJson(Heard.Answered heard, String codeField, String messageField) {
        JsonNode answer = read(heard.body());
        String message = text(answer, messageField);
        if (codeField.isBlank()) {
            return new Said(true, null, message);
        }
        String code = text(answer, codeField);
        boolean itsOwn = answer != null && answer.isObject() && (code != null || heard.status() < 500);
        return new Said(itsOwn, code, message);
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** A short single value at the top of an answer. */
    private static @Nullable String text(@Nullable JsonNode answer, String field) {
        JsonNode value = answer == null || field.isBlank() ? null : answer.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asString();
        return text.isBlank() || text.length() > LONGEST_TEXT ? null : text;
    }
}
