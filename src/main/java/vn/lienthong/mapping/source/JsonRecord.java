package vn.lienthong.mapping.source;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.text.Nfc;

/**
 * Reads one JSON object, strictly: no key twice, no depth beyond {@link Limits#RECORD_DEPTH}, no more values than
 * {@link Limits#RECORD_VALUES}, nothing after the end. What is written as most are is left to {@link CommonJson}; of
 * the rest one pass over the tokens recognises names in their bytes and composes texts as they come, and what a
 * workbook could not calculate is refused, not taken for a text.
 */
final class JsonRecord {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.RECORD_DEPTH)
                    .maxStringLength(Limits.RECORD_BYTES)
                    .maxTokenCount(3L * Limits.RECORD_VALUES) // a name, a beginning and an end each
                    .build())
            .build();

    private final SourceNames names;
    private final PropertyNameMatcher matcher;
    private final @Nullable EncodedNames encoded;

    JsonRecord(SourceNames names) {
        this(names, false);
    }

    private JsonRecord(SourceNames names, boolean inAnyCase) {
        this.names = names;
        this.encoded = inAnyCase ? null : new EncodedNames(names);
        List<Named> known = names.all().stream().map(this::recognised).toList();
        this.matcher = inAnyCase
                ? FACTORY.constructCINameMatcher(known, false, Locale.ROOT)
                : FACTORY.constructNameMatcher(known, false);
    }

    /** Names in any case are the mapping's: databases write them large, small or as given. */
    static JsonRecord ofTableRows(SourceNames names) {
        return new JsonRecord(names, true);
    }

    /** An empty name or one that is not composed is not recognised in its bytes but looked up; no record has the stand-in. */
    private Named recognised(String name) {
        boolean asItIs = !name.isEmpty() && Nfc.of(name).equals(name);
        return Named.fromString(asItIs ? name : "\uFFFF" + names.number(name));
    }

    SourceObject read(byte[] body) throws Unreadable {
        SourceObject common = encoded == null ? null : CommonJson.read(names, encoded, body);
        return common == null ? readAny(body) : common;
    }

    /** Without a look at whether it is written as most are. */
    SourceObject readAny(byte[] body) throws Unreadable {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonNode record = parser.nextToken() == null ? NODES.missingNode() : value(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable(JsonProblem.at(parser.currentTokenLocation()));
            }
            if (record instanceof SourceObject object) {
                return object;
            }
            throw new Unreadable(Problem.of("source.not-an-object"));
        } catch (StreamConstraintsException tooMuch) {
            throw new Unreadable(Problem.of("source.too-deep").with("limit", Integer.toString(Limits.RECORD_DEPTH)));
        } catch (JacksonException broken) {
            throw new Unreadable(JsonProblem.of(broken));
        }
    }

    private JsonNode value(JsonParser parser) throws Unreadable {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Unreadable(JsonProblem.at(parser.currentLocation()));
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> SourceText.of(parser.getString());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new Unreadable(JsonProblem.at(parser.currentLocation()));
        };
    }

    private SourceObject object(JsonParser parser) throws Unreadable {
        SourceObject object = new SourceObject(names);
        for (int match = parser.nextNameMatch(matcher);
                match != PropertyNameMatcher.MATCH_END_OBJECT;
                match = parser.nextNameMatch(matcher)) {
            String name = match >= 0 ? names.all().get(match) : Nfc.of(parser.currentName());
            parser.nextToken();
            JsonNode value = value(parser);
            int number = match >= 0 ? match : names.number(name);
            if (object.put(number, name, value) != null) {
                throw new Unreadable(Problem.of("source.same-field-twice").in(name));
            }
            if (number < 0 && name.equals(XlsxCell.ERROR_KEY)) {
                throw errorCell(parser.streamReadContext(), object, value);
            }
        }
        return object;
    }

    private ArrayNode list(JsonParser parser) throws Unreadable {
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    private static JsonNode whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static Unreadable errorCell(TokenStreamContext cell, SourceObject object, JsonNode error) {
        StringBuilder path = new StringBuilder();
        for (TokenStreamContext at = cell.getParent(); at != null; at = at.getParent()) {
            String name = at.inObject() ? at.currentName() : null;
            if (name != null) {
                path.insert(0, path.isEmpty() ? name : name + ".");
            }
        }
        return new Unreadable(Problem.of("source.error-cell")
                .at(XlsxCell.cell(object.get(XlsxCell.CELL_KEY)))
                .in(Nfc.of(path.toString()))
                .with("error", XlsxCell.errorCode(error.asString(""))));
    }
}
