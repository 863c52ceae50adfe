package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.lienthong.mapping.source.SourceText;

/** Writes one JSON document into bytes. Names and constants come ready encoded. */
final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    JsonBytes(int expected) {
        this(new byte[Math.max(expected, 64)]);
    }

    /** @param room to be written into, as long as it is enough */
    JsonBytes(byte[] room) {
        bytes = room;
    }

    /** {@code "name":}, ready to be written; nothing for the element of a list, which has no name. */
    static byte[] encodedName(String name) {
        if (name.isEmpty()) {
            return new byte[0];
        }
        JsonBytes out = new JsonBytes(name.length() * 3);
        out.text(name);
        out.put(':');
        return out.toArray();
    }

    static byte[] encodedPair(String name, Object value) {
        JsonBytes out = new JsonBytes(64);
        out.raw(encodedName(name));
        out.value(value);
        return out.toArray();
    }

    void put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    void raw(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    /** What is encoded already, as the next of its object or list; nothing if it is empty. */
    void element(byte[] encoded) {
        if (encoded.length > 0) {
            next();
            raw(encoded);
        }
    }

    /** How much is written. */
    int size() {
        return size;
    }

    static byte[] joined(byte[] encoded, String more) {
        JsonBytes out = new JsonBytes(encoded.length + more.length());
        out.raw(encoded);
        out.raw(more.getBytes(StandardCharsets.US_ASCII));
        return out.toArray();
    }

    /** A comma, unless this is the first of its object or list. */
    void next() {
        byte last = bytes[size - 1];
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    /** A String, Boolean, Long or BigDecimal, or a plain text as it came. */
    void value(Object value) {
        if (value instanceof SourceText text) {
            text(text);
        } else if (value instanceof String string) {
            text(string);
        } else if (value instanceof Boolean flag) {
            raw(flag ? TRUE : FALSE);
        } else {
            raw(value.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void text(SourceText text) {
        byte[] record = text.record();
        if (record == null) {
            text(text.stringValue());
            return;
        }
        int length = text.to() - text.from();
        room(length + 2);
        bytes[size] = '"';
        System.arraycopy(record, text.from(), bytes, size + 1, length);
        bytes[size + length + 1] = '"';
        size += length + 2;
    }

    private void text(String text) {
        int length = text.length();
        room(length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x7F || c < 0x20 || c == '"' || c == '\\') {
                size = at;
                otherText(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }

    /** The rest of a text from its first sign on that is not one byte as it is. */
    private void otherText(String text, int from) {
        int length = text.length();
        room((length - from) * 6 + 1);
        byte[] to = bytes;
        int at = size;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (Character.isHighSurrogate(c) && i + 1 < length) {
                    at = fourBytes(to, at, Character.toCodePoint(c, text.charAt(++i)));
                } else {
                    at = severalBytes(to, at, c);
                }
            } else if (c < 0x20 || c == '"' || c == '\\') {
                at = escape(to, at, c);
            } else {
                to[at++] = (byte) c;
            }
        }
        to[at++] = '"';
        size = at;
    }

    private static int escape(byte[] to, int at, char c) {
        int next = at;
        to[next++] = '\\';
        if (c >= 0x20) {
            to[next++] = (byte) c;
            return next;
        }
        to[next++] = 'u';
        to[next++] = '0';
        to[next++] = '0';
        to[next++] = HEX[c >> 4];
        to[next++] = HEX[c & 0xF];
        return next;
    }

    private static int severalBytes(byte[] to, int at, char c) {
        int next = at;
        if (c < 0x800) {
            to[next++] = (byte) (0xC0 | c >> 6);
        } else {
            to[next++] = (byte) (0xE0 | c >> 12);
            to[next++] = (byte) (0x80 | c >> 6 & 0x3F);
        }
        to[next++] = (byte) (0x80 | c & 0x3F);
        return next;
    }

    private static int fourBytes(byte[] to, int at, int c) {
        int next = at;
        to[next++] = (byte) (0xF0 | c >> 18);
        to[next++] = (byte) (0x80 | c >> 12 & 0x3F);
        to[next++] = (byte) (0x80 | c >> 6 & 0x3F);
        to[next++] = (byte) (0x80 | c & 0x3F);
        return next;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** What is written into now: its beginning is what has been written. */
    byte[] room() {
        return bytes;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
