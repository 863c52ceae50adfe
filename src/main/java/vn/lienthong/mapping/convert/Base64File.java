package vn.lienthong.mapping.convert;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A file in base64, proven to be whole: with padding, and without the line breaks it may have come with. What does not
 * decode is refused, and so is a file of more bytes than {@code largest} (10,000,000 unless told). Its text is no prose and
 * is not looked at as such.
 */
final class Base64File implements Conversion {

    private static final int LARGEST = 10_000_000;

    private final int largest;

    Base64File(Options options) {
        this.largest = options.number("largest", LARGEST);
        if (largest < 1) {
            options.wrong("largest", "5242880 (byte)");
        }
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        byte[] file = decoded(value.asString(""));
        if (file.length > largest) {
            throw new Unconvertible(
                    "convert.file-too-large",
                    Map.of("size", Integer.toString(file.length), "largest", Integer.toString(largest)));
        }
        return Base64.getEncoder().encodeToString(file);
    }

    private static byte[] decoded(String text) throws Unconvertible {
        try {
            return Base64.getDecoder().decode(withoutBreaks(text).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException broken) {
            throw new Unconvertible("convert.not-base64", Map.of());
        }
    }

    private static String withoutBreaks(String text) {
        return text.chars().noneMatch(Character::isWhitespace) ? text : text.replaceAll("\\s+", "");
    }
}
