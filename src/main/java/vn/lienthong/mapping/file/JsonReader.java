package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import vn.lienthong.dossier.Problem;

/** One JSON text as a tree with places. */
final class JsonReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final String file;
    private final Faults faults;

    JsonReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    @Nullable
    Item read(String text) {
        try (JsonParser parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "the file is empty");
            }
            Item item = item(parser);
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "there is more after the end");
            }
            return item;
        } catch (JacksonException broken) {
            TokenStreamLocation where = broken.getLocation();
            Spot spot = where == null ? new Spot(file, 0, 0) : new Spot(file, where.getLineNr(), where.getColumnNr());
            faults.add(Problem.of("mapping.not-json").at(spot.place()).with("why", broken.getOriginalMessage()));
            return null;
        }
    }

    private Item item(JsonParser parser) {
        Spot spot = spot(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> table(parser, spot);
            case START_ARRAY -> {
                List<Item> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(item(parser));
                }
                yield new Item.Listing(spot, items);
            }
            case VALUE_STRING -> new Item.Scalar(spot, parser.getString(), parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Item.Scalar(spot, parser.getDecimalValue(), parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Item.Scalar(spot, parser.getBooleanValue(), parser.getString());
            default -> new Item.Scalar(spot, null, "null");
        };
    }

    private Item.Table table(JsonParser parser, Spot spot) {
        Map<String, Item.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Spot keySpot = spot(parser);
            String key = parser.currentName();
            parser.nextToken();
            if (entries.put(key, new Item.Entry(keySpot, item(parser))) != null) {
                faults.add("mapping.duplicate-key", keySpot, key);
            }
        }
        return new Item.Table(spot, entries);
    }

    private Spot spot(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Spot(file, at.getLineNr(), at.getColumnNr());
    }
}
