package vn.lienthong.mapping.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.mapping.text.PlainText;

/**
 * Reads one JSON object that is written as nearly all are: in UTF-8, with whole numbers, no name twice. Of anything
 * else it says nothing, and {@link JsonRecord} decides what it is. What is read here is read alike there, which a test
 * holds; it costs half, because a text is looked at once, where it lies: whether it is plain, and how it is written if
 * it goes out as it came.
 */
final class CommonJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DIGITS = 18;
    private static final int DEEPEST = 50;
    private static final int ROOT_FIELDS = 48;

    private static final byte LETTER = 0;
    private static final byte QUOTE = 1;
    private static final byte NOT_PLAIN = 2;
    private static final byte TWO_BYTES = 3;
    private static final byte THREE_BYTES = 4;
    private static final byte ESCAPE = 5;
    private static final byte UNCOMMON = 6;

    /** What each byte is within a text. */
    private static final byte[] CLASSES = classes();

    private final SourceNames names;
    private final EncodedNames encoded;
    private final byte[] body;
    private int at;
    private int values;

    private CommonJson(SourceNames names, EncodedNames encoded, byte[] body) {
        this.names = names;
        this.encoded = encoded;
        this.body = body;
    }

    /** Null if it is not written as nearly all are. */
    static @Nullable SourceObject read(SourceNames names, EncodedNames encoded, byte[] body) {
        if (body.length > Limits.RECORD_BYTES) {
            return null;
        }
        CommonJson json = new CommonJson(names, encoded, body);
        SourceObject record = json.next() == '{' ? json.object(0, SourceNames.UNKNOWN) : null;
        return record != null && json.next() < 0 ? record : null;
    }

    private static byte[] classes() {
        byte[] classes = new byte[0x100];
        Arrays.fill(classes, UNCOMMON);
        for (char c = ' '; c <= 0x7F; c++) {
            classes[c] = PlainText.kind(c) == 0 ? NOT_PLAIN : LETTER;
        }
        classes['"'] = QUOTE;
        classes['\\'] = ESCAPE;
        Arrays.fill(classes, 0xC2, 0xE0, TWO_BYTES);
        Arrays.fill(classes, 0xE0, 0xF0, THREE_BYTES);
        return classes;
    }

    /** The next byte that is not blank, gone past; negative at the end. */
    private int next() {
        while (at < body.length) {
            byte b = body[at++];
            if (b > ' ' || b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
        }
        return -1;
    }

    /** @param field the number of the field it is, or is an element of */
    private @Nullable JsonNode value(int first, int depth, int field) {
        if (++values > Limits.RECORD_VALUES) {
            return null;
        }
        return switch (first) {
            case '"' -> text();
            case '{' -> object(depth + 1, field);
            case '[' -> list(depth + 1, field);
            case 't' -> word("rue", NODES.booleanNode(true));
            case 'f' -> word("alse", NODES.booleanNode(false));
            case 'n' -> word("ull", NODES.nullNode());
            default -> number(first);
        };
    }

    private @Nullable SourceObject object(int depth, int inside) {
        SourceObject object = depth == 0 ? new SourceObject(names, ROOT_FIELDS) : new SourceObject(names);
        int next = next();
        if (next == '}') {
            return object;
        }
        int before = SourceNames.UNKNOWN;
        while (next == '"' && depth < DEEPEST) {
            int number = encoded.number(body, at, before, inside);
            if (number >= 0) {
                at += encoded.length(number) + 1;
            }
            if (!field(object, number, number < 0 ? unknownName() : null, depth)) {
                return null;
            }
            before = number;
            int end = next();
            if (end != ',') {
                return end == '}' ? object : null;
            }
            next = next();
        }
        return null;
    }

    /** Whether the value could be read and is the first of its name. */
    private boolean field(SourceObject object, int number, @Nullable String unknown, int depth) {
        if (number < 0 && (unknown == null || unknown.equals(XlsxCell.ERROR_KEY))) {
            return false;
        }
        // a name may be known in another way of writing it
        int field = number < 0 ? names.number(String.valueOf(unknown)) : number;
        JsonNode value = next() == ':' ? value(next(), depth, field) : null;
        return value != null && object.put(field, unknown, value) == null;
    }

    private @Nullable String unknownName() {
        int from = at;
        SourceText name = text();
        return name == null || at - from > LONGEST_NAME ? null : name.stringValue();
    }

    private @Nullable ArrayNode list(int depth, int field) {
        ArrayNode list = NODES.arrayNode();
        int next = next();
        if (next == ']') {
            return list;
        }
        while (depth < DEEPEST) {
            JsonNode value = value(next, depth, field);
            if (value == null) {
                return null;
            }
            list.add(value);
            int end = next();
            if (end != ',') {
                return end == ']' ? list : null;
            }
            next = next();
        }
        return null;
    }

    /** A text and its quote, gone past. */
    private @Nullable SourceText text() {
        int from = at;
        int kinds = 0;
        boolean plain = true;
        boolean escaped = false;
        for (int i = from; i < body.length; i++) {
            byte type = CLASSES[body[i] & 0xFF];
            if (type == LETTER) {
                continue;
            }
            if (type == QUOTE) {
                at = i + 1;
                return escaped ? unescaped(from, i) : text(from, i, kinds, plain);
            }
            if (type == NOT_PLAIN) {
                plain = false;
            } else if (type == ESCAPE) {
                escaped = true;
                i++;
            } else {
                int letter = type == UNCOMMON
                        ? -1
                        : type == TWO_BYTES ? EncodedLetters.ofTwo(body, i) : EncodedLetters.ofThree(body, i);
                if (letter < 0) {
                    return null;
                }
                int kind = PlainText.kind((char) letter);
                plain &= kind != 0;
                kinds |= kind;
                i += type - TWO_BYTES + 1;
            }
        }
        return null;
    }

    private SourceText text(int from, int to, int kinds, boolean plainLetters) {
        boolean narrow = kinds == 0 && plainLetters;
        String text = new String(body, from, to - from, narrow ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        boolean plain =
                plainLetters && to > from && body[from] != ' ' && body[to - 1] != ' ' && PlainText.is(text, kinds);
        return plain ? SourceText.plain(text, body, from, to) : SourceText.of(text);
    }

    private @Nullable SourceText unescaped(int from, int to) {
        String text = EncodedLetters.unescaped(body, from, to);
        return text == null ? null : SourceText.of(text);
    }

    private @Nullable JsonNode word(String rest, JsonNode node) {
        for (int i = 0; i < rest.length(); i++) {
            if (at == body.length || body[at++] != rest.charAt(i)) {
                return null;
            }
        }
        return node;
    }

    /** A whole number of a few digits, in its one form: not 01, not 1e3. */
    private @Nullable JsonNode number(int first) {
        int digits = first == '-' ? at : at - 1;
        long number = 0;
        at = digits;
        while (at < body.length && body[at] >= '0' && body[at] <= '9' && at - digits < MOST_DIGITS) {
            number = number * 10 + body[at++] - '0';
        }
        boolean inItsForm = at > digits && (body[digits] != '0' || at == digits + 1);
        if (!inItsForm || !isEndOfNumber()) {
            return null;
        }
        long signed = first == '-' ? -number : number;
        return (int) signed == signed ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
    }

    private boolean isEndOfNumber() {
        return at < body.length && ",]} \n\r\t".indexOf(body[at]) >= 0;
    }
}
