package vn.lienthong.intake.door;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import vn.lienthong.dossier.Problem;

/**
 * Whether a body is one JSON object that means the same to every reader: no key twice, no half characters, no number that
 * another system would round or choke on, nothing after its end. Reads it as a stream and builds nothing. Stateless.
 */
public final class JsonCheck {

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_EXPONENT = 300;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST + 1)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @throws Refused saying what is wrong, and where */
    public void check(byte[] body) throws Refused {
        Utf8Check.check(body);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
            first(parser);
            Deque<Set<String>> names = new ArrayDeque<>();
            names.push(new HashSet<>());
            while (!names.isEmpty()) {
                token(parser, parser.nextToken(), names);
            }
            last(parser);
        } catch (StreamConstraintsException beyond) {
            // Depth is counted before the parser would object: what is left is a number.
            throw refused("intake.number-too-long", beyond.getLocation());
        } catch (JacksonException broken) {
            throw refused("intake.not-json", broken.getLocation());
        }
    }

    private static void first(JsonParser parser) throws Refused {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            throw refused("intake.one-record-a-call", parser.currentTokenLocation());
        }
        if (token != JsonToken.START_OBJECT) {
            throw refused(token == null ? "intake.empty-body" : "intake.not-an-object", parser.currentTokenLocation());
        }
    }

    private static void token(JsonParser parser, @Nullable JsonToken token, Deque<Set<String>> names) throws Refused {
        if (token == null) {
            throw refused("intake.not-json", parser.currentLocation());
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                if (names.size() >= DEEPEST) {
                    throw refused("intake.too-deep", parser.currentTokenLocation());
                }
                names.push(new HashSet<>());
            }
            case END_OBJECT, END_ARRAY -> names.pop();
            case PROPERTY_NAME -> {
                text(parser);
                if (!names.element().add(parser.currentName())) {
                    throw refused("intake.duplicate-key", parser.currentTokenLocation());
                }
            }
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            default -> {
                // true, false and null hold nothing to check.
            }
        }
    }

    private static void last(JsonParser parser) throws Refused {
        JsonToken after = parser.nextToken();
        if (after == JsonToken.START_OBJECT) {
            throw refused("intake.one-record-a-call", parser.currentTokenLocation());
        }
        if (after != null) {
            throw refused("intake.not-json", parser.currentTokenLocation());
        }
    }

    /** JSON can spell what is no text: half of a surrogate pair, and NUL, which no database keeps. */
    private static void text(JsonParser parser) throws Refused {
        String text = parser.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c == 0) {
                throw refused("intake.no-character", parser.currentTokenLocation());
            }
        }
    }

    private static void number(JsonParser parser) throws Refused {
        String number = parser.getString();
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        String exponent = e < 0 ? "" : number.substring(e + 1).replaceFirst("^[+-]?0*", "");
        if (number.length() > LONGEST_NUMBER
                || exponent.length() > 3
                || (!exponent.isEmpty() && Integer.parseInt(exponent) > LARGEST_EXPONENT)) {
            throw refused("intake.number-too-long", parser.currentTokenLocation());
        }
    }

    private static Refused refused(String code, @Nullable TokenStreamLocation where) {
        Problem problem = Problem.of(code);
        return new Refused(
                400,
                where == null ? problem : problem.at("line " + where.getLineNr() + ", column " + where.getColumnNr()));
    }
}
