package vn.lienthong.npsp;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer's body, read (npsp 3.4). A relay's wrapping is taken off: if the message is itself an answer, that one counts.
 *
 * @param code a whole number as text, without leading zeros; null unless the form is an envelope
 * @param message empty if there was none
 * @param result rows, or whatever else came with it; null if nothing did
 * @param session what a login gives; null if there is none
 */
record Answer(
        Form form,
        @Nullable String code,
        String message,
        @Nullable JsonNode result,
        @Nullable String session) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int MOST_WRAPPINGS = 3;
    private static final int LONGEST_CODE = 20;
    private static final int NOTHING = -1;

    enum Form {
        /** An object with a code. */
        ENVELOPE,
        /** JSON without a code, JSON that breaks off, or nothing: A-18. */
        UNCLEAR,
        /** A page or a fault of something in between, or text of some other kind. */
        NOT_JSON
    }

    static Answer read(byte[] body) {
        try {
            return read(JSON.readTree(body), 0);
        } catch (JacksonException unreadable) {
            return without(looksLikeJson(body) ? Form.UNCLEAR : Form.NOT_JSON);
        }
    }

    boolean isZero() {
        return "0".equals(code);
    }

    private static Answer read(JsonNode node, int wrappings) {
        if (!node.isObject()) {
            return without(Form.UNCLEAR);
        }
        JsonNode inner = wrappings < MOST_WRAPPINGS ? wrapped(node) : null;
        if (inner != null && (inner.has("error_code") || inner.has("MaLoi"))) {
            return read(inner, wrappings + 1);
        }
        String code = code(node.has("error_code") ? node.get("error_code") : node.get("MaLoi"));
        if (code == null) {
            return without(Form.UNCLEAR);
        }
        JsonNode result = inner != null && inner.has("result") ? inner.get("result") : node.get("result");
        return new Answer(Form.ENVELOPE, code, inner == null ? message(node) : "", result, text(node.get("session")));
    }

    private static Answer without(Form form) {
        return new Answer(form, null, "", null, null);
    }

    private static @Nullable JsonNode wrapped(JsonNode node) {
        String message = message(node).strip();
        if (!message.startsWith("{")) {
            return null;
        }
        try {
            JsonNode inner = JSON.readTree(message);
            return inner.isObject() ? inner : null;
        } catch (JacksonException plainText) {
            return null;
        }
    }

    /** {@code MoTaLoi} stands beside {@code MaLoi} as {@code message} beside {@code error_code}. */
    private static String message(JsonNode node) {
        String message = text(node.has("message") ? node.get("message") : node.get("MoTaLoi"));
        return message == null ? "" : message;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : null;
    }

    /** {@code 0}, {@code "0"} and {@code "00"} are one code. */
    private static @Nullable String code(@Nullable JsonNode node) {
        if (node == null || !(node.isNumber() || node.isString())) {
            return null;
        }
        try {
            String written =
                    node.isNumber() ? node.asString() : node.stringValue().strip();
            return written.length() > LONGEST_CODE ? null : whole(new BigDecimal(written));
        } catch (ArithmeticException | NumberFormatException notAWholeNumber) {
            return null;
        }
    }

    /** {@code 1e99999999} is short, and would be a number of a hundred million digits. */
    private static @Nullable String whole(BigDecimal number) {
        return Math.abs(number.scale()) > LONGEST_CODE
                ? null
                : number.toBigIntegerExact().toString();
    }

    /** Whether this is markup, as a page or a fault of something in between is. */
    static boolean isPage(byte[] body) {
        return firstLetter(body) == '<';
    }

    private static boolean looksLikeJson(byte[] body) {
        int first = firstLetter(body);
        return first == '{' || first == '[' || first == NOTHING;
    }

    private static int firstLetter(byte[] body) {
        for (byte each : body) {
            boolean byteOrderMark = each < 0;
            boolean halfOfUtf16 = each == 0;
            if (!byteOrderMark && !halfOfUtf16 && !Character.isWhitespace(each)) {
                return each;
            }
        }
        return NOTHING;
    }
}
