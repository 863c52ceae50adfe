package vn.lienthong.paygov.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of one flat message, each in the characters it had: a text without its quotes and escapes, a number as it was
 * written ({@code 650000.0} stays so). What is {@code null} is absent; objects and lists inside are passed over. A message
 * that two readers could understand differently (a field twice, bytes that are no UTF-8, half characters) is unreadable.
 */
public record Fields(Map<String, String> values) {

    private static final int DEEPEST = 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .build())
            .build();

    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Of a JSON object; a byte order mark before it says nothing. */
    public static Fields json(byte[] body) throws Unreadable {
        String text = withoutMark(utf8(body));
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                put(names, values, name, value(parser));
            }
            if (parser.nextToken() != null) {
                throw new Unreadable("more than one object");
            }
        } catch (JacksonException broken) {
            throw new Unreadable("not JSON");
        }
        return new Fields(values);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable String value(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    /** Of a form, {@code application/x-www-form-urlencoded}. */
    public static Fields form(byte[] body) throws Unreadable {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (String pair : utf8(body).split("&", -1)) {
            int is = pair.indexOf('=');
            if (is <= 0) {
                throw new Unreadable("not a form");
            }
            put(names, values, decoded(pair.substring(0, is)), decoded(pair.substring(is + 1)));
        }
        return new Fields(values);
    }

    private static String decoded(String text) throws Unreadable {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(octet(text, i + 1));
                i += 2;
            } else if (c > 0x20 && c < 0x7F) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                throw new Unreadable("not a form");
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int octet(String text, int at) throws Unreadable {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw new Unreadable("not a form");
        }
        return 16 * high + low;
    }

    /** A field given once as null and once with a value is given twice. */
    private static void put(Set<String> names, Map<String, String> values, String name, @Nullable String value)
            throws Unreadable {
        if (!names.add(name)) {
            throw new Unreadable("a field twice");
        }
        if (!isText(name) || (value != null && !isText(value))) {
            throw new Unreadable("no text");
        }
        if (value != null) {
            values.put(name, value);
        }
    }

    /** NUL no database keeps; half of a surrogate pair is encoded as {@code ?}, and would be sealed like one. */
    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c == 0) {
                return false;
            }
        }
        return true;
    }

    private static String utf8(byte[] bytes) throws Unreadable {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return strict.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Unreadable("not UTF-8");
        }
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** The value, or an empty text. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Only the fields of these names. */
    public Fields only(Collection<String> names) {
        Map<String, String> kept = new LinkedHashMap<>(values);
        kept.keySet().retainAll(names);
        return new Fields(kept);
    }

    /** Without the values, which may tell of people. */
    @Override
    public String toString() {
        return "Fields" + values.keySet();
    }
}
