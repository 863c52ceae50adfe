package vn.lienthong.mapping.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The contracts shipped with the mappings, for tests: held by a JSON Schema validator that is not ours. */
public final class ContractFiles {

    public static final Path FOLDER = Path.of("mappings");
    private static final JsonMapper JSON = new JsonMapper();

    private ContractFiles() {}

    /** Names within the mappings folder, without those that describe our own files. */
    public static List<String> names() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> name.endsWith(".schema.json") && !name.startsWith("schemas/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The contract with the other files it refers to in their places. */
    public static JsonNode read(String name) {
        Path file = FOLDER.resolve(name);
        return resolved(JSON.readTree(file), file);
    }

    private static JsonNode resolved(JsonNode node, Path file) {
        if (node instanceof ObjectNode object && object.has("$ref")) {
            Path other = file.resolveSibling(object.path("$ref").asString());
            ObjectNode there = (ObjectNode) resolved(JSON.readTree(other), other);
            there.remove("$schema");
            return there;
        }
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                object.set(key, resolved(object.get(key), file));
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, resolved(list.get(i), file));
            }
        }
        return node;
    }

    /** The places of a message where it breaks its contract: {@code /data/0/MaHoSo}. */
    public static List<String> breaches(JsonNode contract, JsonNode message) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(contract);
        return schema.validate(message).stream().map(ContractFiles::place).toList();
    }

    private static String place(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getProperty() == null ? place : place + "/" + error.getProperty();
    }
}
