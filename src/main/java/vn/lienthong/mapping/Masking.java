package vn.lienthong.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.contract.Contract;
import vn.lienthong.mapping.contract.Disclosure;
import vn.lienthong.mapping.contract.MaskedText;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.source.SourceNames;

/**
 * Shows records and messages to people who may not see whom they are about. The contracts' classification
 * ({@code x-personal}) decides: of a record by what its mapping makes of each field ({@link Mapping#masked}); of a message by
 * the names of its fields: a value is shown only if every contract that knows the field's name says that it tells nothing
 * of a person. What no contract knows, or nobody classified, is masked; so is what cannot be read. Names of fields and
 * empty values stay, so that a message can still be followed. Immutable.
 */
public final class Masking {

    /** What stands for a value. */
    public static final String MASK = MaskedText.MASK;

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

    /**
     * A record as it was received, laid out.
     *
     * @param mapping what its flow makes of it; null if the flow maps nothing: the record is a message then
     */
    public String record(SourceRecord record, @Nullable Mapping mapping) {
        return mapping == null ? message(record.body()) : mapping.masked(record);
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
        return MaskedText.of(tree, new ByName(harmless, false));
    }

    private record ByName(Set<String> harmless, boolean isHarmless) implements Disclosure {

        @Override
        public Disclosure field(String name) {
            return new ByName(harmless, harmless.contains(name));
        }

        @Override
        public boolean knows(String name) {
            return harmless.contains(name);
        }

        @Override
        public boolean shows(JsonNode value) {
            return isHarmless;
        }
    }
}
