package vn.lienthong.mapping.convert;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A text as base64 of its UTF-8, with padding and without line breaks. */
final class Base64Text implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) {
        return Base64.getEncoder().encodeToString(value.asString("").getBytes(StandardCharsets.UTF_8));
    }
}
