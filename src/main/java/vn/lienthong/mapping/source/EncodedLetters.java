package vn.lienthong.mapping.source;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Letters that JSON in UTF-8 has in several bytes: because they are beyond ASCII, or as an escape. */
final class EncodedLetters {

    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private EncodedLetters() {}

    /** A letter of two bytes; negative if it is not whole. */
    static int ofTwo(byte[] body, int i) {
        return isInner(body, i + 1) ? (body[i] & 0x1F) << 6 | body[i + 1] & 0x3F : -1;
    }

    /** A letter of three bytes; negative if it is not whole, could be shorter, or is half of one. */
    static int ofThree(byte[] body, int i) {
        if (!isInner(body, i + 1) || !isInner(body, i + 2)) {
            return -1;
        }
        int letter = (body[i] & 0xF) << 12 | (body[i + 1] & 0x3F) << 6 | body[i + 2] & 0x3F;
        return letter < 0x800 || Character.isSurrogate((char) letter) ? -1 : letter;
    }

    private static boolean isInner(byte[] body, int i) {
        return i < body.length && (body[i] & 0xC0) == 0x80;
    }

    /** A text of whole letters, without its escapes; null if an escape is none of JSON's, or stands for half a letter. */
    static @Nullable String unescaped(byte[] body, int from, int to) {
        byte[] text = new byte[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (body[i] != '\\') {
                text[size++] = body[i];
                continue;
            }
            i++;
            int meant = body[i] == 'u' ? hex(body, i + 1, to) : meant(body[i]);
            if (meant < 0 || Character.isSurrogate((char) meant)) {
                return null;
            }
            i += body[i] == 'u' ? HEX_DIGITS : 0;
            size += put(meant, text, size);
        }
        return new String(text, 0, size, StandardCharsets.UTF_8);
    }

    /** A letter in UTF-8, which is never longer than its escape; the bytes it takes. */
    private static int put(int letter, byte[] text, int at) {
        if (letter < 0x80) {
            text[at] = (byte) letter;
            return 1;
        }
        byte[] bytes = Character.toString(letter).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, text, at, bytes.length);
        return bytes.length;
    }

    private static int meant(byte escaped) {
        int which = ESCAPED.indexOf(escaped);
        return which < 0 ? -1 : MEANT.charAt(which);
    }

    private static int hex(byte[] body, int from, int to) {
        int code = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            int digit = i < to ? Character.digit(body[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
