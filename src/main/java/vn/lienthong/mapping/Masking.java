package vn.lienthong.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.contract.Contract;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.source.SourceNames;

/**
 * Shows messages to people who may not see whom they are about. The contracts' classification ({@code x-personal}) decides,
 * by the names of fields: a value is shown only if every contract that knows the field's name says that it tells nothing
 * of a person. What no contract knows, or nobody classified, is masked; so is what cannot be read. Names of fields and
 * empty values stay, so that a message can still be followed. Immutable.
 */
public final class Masking {

    /** What stands for a value. */
    public static final String MASK = "•••";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_@#][A-Za-z0-9_.:-]{0,60}");
    private static final JsonMapper JSON = new JsonMapper();
    private static final RecordReader XML = RecordReader.of(
            JsonNodeFactory.instance.objectNode().put("format", "xml").put("rows", "any"), SourceNames.NONE);

    private final Set<String> harmless;

    private Masking(Set<String> harmless) {
        this.harmless = Set.copyOf(harmless);
    }

    /** By all contracts of a folder; one with a fault says nothing, and so masks what only it knows. */
    static Masking by(DefinitionFiles files) {
        Map<String, Boolean> known = new HashMap<>();
        for (String name : files.names()) {
            boolean isContract = name.endsWith(".schema.json") && !name.startsWith("schemas/") || name.endsWith(".xsd");
            Contract contract = isContract ? Contract.compile(files, name, "", new Faults()) : null;
            if (contract != null) {
                take(contract.type(), known);
            }
        }
        return new Masking(known.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    private static void take(Type type, Map<String, Boolean> known) {
        switch (type) {
            case Type.Structure object ->
                object.properties().forEach((name, property) -> {
                    known.merge(name, !property.personal() || holdsOthers(property.type()), Boolean::logicalAnd);
                    take(property.type(), known);
                });
            case Type.Sequence list -> take(list.items(), known);
            default -> {}
        }
    }

    /** What is inside is classified there. */
    private static boolean holdsOthers(Type type) {
        return type instanceof Type.Structure || type instanceof Type.Sequence list && holdsOthers(list.items());
    }

    /** A message on the wire, laid out; of what is not JSON or XML, nothing. */
    public String message(byte[] body) {
        try {
            return laidOut(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return xml(body);
        }
    }

    /** A record as it was received, laid out; of a row of a table, whose columns no contract knows, nothing. */
    public String record(SourceRecord record) {
        return switch (record.mediaType()) {
            case "text/csv" -> MASK;
            default -> message(record.body());
        };
    }

    /** One value by its field. */
    public String value(String field, String value) {
        return value.isEmpty() || harmless.contains(field) ? value : MASK;
    }

    private String xml(byte[] body) {
        try {
            return laidOut(XML.read(new SourceRecord(body, "application/xml")));
        } catch (Unreadable neither) {
            return MASK;
        }
    }

    private String laidOut(JsonNode tree) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(masked("", tree));
    }

    private JsonNode masked(String name, JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(field -> object.set(name(field.getKey()), masked(field.getKey(), field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> list.add(masked(name, element)));
            return list;
        }
        boolean saysNothing = node.isNull() || node.asString("").isBlank();
        return saysNothing || harmless.contains(name) ? node : JsonNodeFactory.instance.stringNode(MASK);
    }

    /** A record may have a person's name where a field's should be. */
    private static String name(String name) {
        return NAME.matcher(name).matches() ? name : MASK;
    }
}
