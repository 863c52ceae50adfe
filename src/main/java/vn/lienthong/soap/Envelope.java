package vn.lienthong.soap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer as CXF reads it: in UTF-8, whatever else the answer says it is in. */
final class Envelope {

    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?\\s*<\\?xml[^>]*\\?>");
    private static final Pattern ENCODING = Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private Envelope() {}

    /**
     * What is not UTF-8 is read as its first bytes, its declaration or at last its HTTP header say. What none of them says stays as
     * it came.
     *
     * @param header null: it says nothing
     */
    static byte[] inUtf8(byte[] answer, @Nullable Charset header) {
        if (isUtf8(answer)) {
            return answer;
        }
        Charset declared = isUtf16(answer) ? StandardCharsets.UTF_16 : declared(answer);
        Charset charset = declared == null ? header : declared;
        return charset == null
                ? answer
                : DECLARATION
                        .matcher(new String(answer, charset))
                        .replaceFirst("")
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] answer) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer));
            return true;
        } catch (CharacterCodingException another) {
            return false;
        }
    }

    private static boolean isUtf16(byte[] answer) {
        int mark = answer.length < 2 ? 0 : (answer[0] & 0xFF) << 8 | (answer[1] & 0xFF);
        return mark == 0xFEFF || mark == 0xFFFE;
    }

    private static @Nullable Charset declared(byte[] answer) {
        String beginning =
                new String(answer, 0, Math.min(answer.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(beginning);
        Matcher encoding = ENCODING.matcher(declaration.find() ? declaration.group() : "");
        try {
            return encoding.find() ? Charset.forName(encoding.group(1)) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }
}
