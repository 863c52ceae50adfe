package vn.lienthong.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body as text for a person to read.
 *
 * @param base64 the bytes themselves, where they are not UTF-8 and the text therefore is not exact; null otherwise
 */
public record BodyText(String text, @Nullable String base64) {

    public static BodyText of(byte[] body) {
        try {
            return new BodyText(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString(),
                    null);
        } catch (CharacterCodingException notUtf8) {
            return new BodyText(
                    new String(body, StandardCharsets.UTF_8),
                    Base64.getEncoder().encodeToString(body));
        }
    }
}
