package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.contract.ContractFiles;
import vn.lienthong.mapping.contract.XsdFiles;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * Every shipped mapping, with every field of the records of its cases gone, too long, of another type or with an unknown
 * code. What comes out holds the contract, by a validator of somebody else's, or is stopped with a problem that names the
 * field at fault: the source's, or the target's that is read from it.
 */
class MutatedRecordsTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private static final int ODD_ONES = 5;

    /** What people, programs and attackers put into texts, numbers and times. */
    private static final List<String> ODD = List.of(
            "0",
            "-1",
            "9".repeat(20),
            "1E309",
            "NaN",
            ".",
            ",",
            "/",
            "-",
            "+",
            "T",
            "Z",
            "+24:00",
            "24:00:00",
            "23:59:60",
            "29/02/2023",
            "9999-12-31",
            "+999999999-12-31",
            "1.234.567",
            "đ",
            "VND",
            " ",
            "\t",
            "\r\n",
            "\u00A0",
            "\u200B",
            "\u0301",
            "\uD83D\uDE00",
            "\uFFFD",
            "\u0000",
            "\u0007",
            "\uFEFF",
            "\u202E",
            "<a/>",
            "&#0;",
            "{x}",
            "[]",
            "\"",
            "\\",
            "%",
            "?",
            "*",
            "|",
            "§×nh",
            "Coâng",
            "Å",
            "ß",
            "\u0130",
            "\uFB01",
            "\uFF11",
            "\u0663",
            "½",
            "true",
            "null");

    private final DefinitionFiles files = new DefinitionFiles(FOLDER, new Faults());

    private record Mutation(String how, String field, JsonNode record) {}

    @TestFactory
    Stream<DynamicTest> nothing_invalid_is_sent_and_the_right_field_is_named() {
        return MappingFolder.read(FOLDER).mappings().stream()
                .map(mapping -> DynamicTest.dynamicTest(mapping.name(), () -> check(mapping)));
    }

    private void check(RecordMapping mapping) throws Exception {
        Function<byte[], List<String>> contract = breachesOf(contract(mapping));
        List<JsonNode> records = records(mapping).stream()
                .filter(record -> explain(mapping, record).result() instanceof MappingResult.Mapped)
                .toList();
        assertThat(records).isNotEmpty();
        int stopped = 0;
        for (JsonNode record : records) {
            for (Mutation mutation : mutations(record)) {
                Explanation explained = explain(mapping, mutation.record());
                switch (explained.result()) {
                    case MappingResult.Mapped done ->
                        assertThat(contract.apply(done.record().body()))
                                .as("%s %s", mutation.field(), mutation.how())
                                .isEmpty();
                    case MappingResult.Unmapped not -> {
                        stopped++;
                        assertThat(not.problems())
                                .as("%s %s", mutation.field(), mutation.how())
                                .anyMatch(problem -> names(problem, mutation.field(), explained));
                    }
                    case MappingResult.NotOwed nothing -> {}
                }
            }
        }
        assertThat(stopped).isPositive();
    }

    private static Explanation explain(RecordMapping mapping, JsonNode tree) {
        byte[] body = tree.toString().getBytes(StandardCharsets.UTF_8);
        return mapping.trace(tree, new SourceRecord(body, "application/json")).explanation();
    }

    /** Whether a problem is of a source field, of one around it or within it, or of a target field that is read from it. */
    private static boolean names(Problem problem, String source, Explanation explained) {
        String field = String.valueOf(problem.field());
        return isSame(field, source)
                || explained.fields().stream()
                        .filter(target -> target.path().equals(field))
                        .flatMap(target -> target.steps().stream())
                        .anyMatch(step -> isSame(looked(step), source));
    }

    private static String looked(Explanation.Step step) {
        return switch (step) {
            case Explanation.Step.Read read -> read.field();
            case Explanation.Step.Absent absent -> absent.field();
            case Explanation.Step.OnDay day -> day.field();
            default -> "";
        };
    }

    private static boolean isSame(String field, String source) {
        return !field.isEmpty() && (field.equals(source) || source.startsWith(field + ".") || field.startsWith(source));
    }

    // Records

    private String contract(RecordMapping mapping) throws IOException {
        Path file = Path.of(mapping.file());
        String target = Files.readString(FOLDER.resolve(file))
                .lines()
                .filter(line -> line.startsWith("target:"))
                .map(line ->
                        line.substring("target:".length()).replaceAll("#.*", "").strip())
                .findFirst()
                .orElseThrow();
        return file.resolveSibling(target).normalize().toString();
    }

    /** Every record that the mapping's cases are given: rows of files beside them, and records within them. */
    private List<JsonNode> records(RecordMapping mapping) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        Path tests = FOLDER.resolve(mapping.file()).resolveSibling("tests");
        try (Stream<Path> found = Files.list(tests)) {
            for (Path file : found.sorted().toList()) {
                if (file.toString().endsWith(".yaml")) {
                    addGiven(file, records);
                } else if (mapping.source().name().equals("xml")
                        || !file.toString().endsWith(".xml")) {
                    addRows(mapping, file, records);
                }
            }
        }
        return records;
    }

    private void addGiven(Path file, List<JsonNode> records) {
        for (Item item : files.yaml(FOLDER.relativize(file).toString(), new Faults())) {
            if (item instanceof Item.Table table
                    && table.get("given") instanceof Item.Table given
                    && given.get("file") == null) {
                records.add(given.toJson());
            }
        }
    }

    private static void addRows(RecordMapping mapping, Path file, List<JsonNode> records) throws Exception {
        try (SourceFormat.Rows rows = mapping.source().open(file)) {
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                records.add(JSON.readTree(mapping.read(row.record()).toString()));
            }
        } catch (SourceFormat.UnreadableFile other) {
            throw new UncheckedIOException(
                    new IOException(file + ": " + other.problem().code()));
        }
    }

    private static Function<byte[], List<String>> breachesOf(String contract) {
        if (contract.endsWith(".xsd")) {
            Schema schema = XsdFiles.read(FOLDER.resolve(contract));
            return body -> XsdFiles.breaches(schema, body);
        }
        JsonNode schema = ContractFiles.read(contract);
        return body -> breaches(schema, body);
    }

    private static List<String> breaches(JsonNode contract, byte[] body) {
        return ContractFiles.breaches(contract, JSON.readTree(body)).stream()
                .filter(place -> !contract.path("properties")
                        .path(place.replace("/", ""))
                        .has("x-filled-by"))
                .toList();
    }

    // Mutations

    private static List<Mutation> mutations(JsonNode record) {
        List<Mutation> all = new ArrayList<>();
        mutate(record, record, "", "", all);
        return all;
    }

    private static void mutate(JsonNode record, JsonNode value, String field, String pointer, List<Mutation> all) {
        if (value instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                String inner = field.isEmpty() ? name : field + "." + name;
                String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                all.add(new Mutation("gone", inner, changed(record, place, null)));
                mutate(record, object.get(name), inner, place, all);
            }
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                mutate(record, list.get(i), field + "[" + i + "]", pointer + "/" + i, all);
            }
        } else {
            add("too long", MAKE.stringNode("dài ".repeat(2000)), record, field, pointer, all);
            add("too long a number", MAKE.numberNode(new java.math.BigDecimal("1E40")), record, field, pointer, all);
            add("an object", MAKE.objectNode().put("x", "y"), record, field, pointer, all);
            add("a list", MAKE.arrayNode().add("y"), record, field, pointer, all);
            add("true", MAKE.booleanNode(true), record, field, pointer, all);
            add("a number", MAKE.numberNode(4711), record, field, pointer, all);
            add("an unknown code", MAKE.stringNode("mã-lạ-4711"), record, field, pointer, all);
            add("blank", MAKE.stringNode("  "), record, field, pointer, all);
            add("a broken text", MAKE.stringNode("\u0001\uD800"), record, field, pointer, all);
            Random random = new Random(pointer.hashCode());
            for (int i = 0; i < ODD_ONES; i++) {
                add("odd " + i, MAKE.stringNode(odd(value.asString(""), random)), record, field, pointer, all);
            }
        }
    }

    /** The text with odd signs in it, or only those; the same each time. */
    private static String odd(String text, Random random) {
        StringBuilder odd = new StringBuilder(random.nextBoolean() ? text : "");
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(odd.length() + 1);
            odd.replace(at, Math.min(odd.length(), at + random.nextInt(4)), ODD.get(random.nextInt(ODD.size())));
        }
        return odd.toString();
    }

    private static void add(
            String how, JsonNode value, JsonNode record, String field, String pointer, List<Mutation> all) {
        all.add(new Mutation(how, field, changed(record, pointer, value)));
    }

    private static JsonNode changed(JsonNode record, String pointer, @Nullable JsonNode value) {
        JsonNode changed = record.deepCopy();
        int cut = pointer.lastIndexOf('/');
        String name = pointer.substring(cut + 1).replace("~1", "/").replace("~0", "~");
        switch (changed.at(pointer.substring(0, cut))) {
            case ObjectNode object when value == null -> object.remove(name);
            case ObjectNode object -> object.set(name, value);
            case ArrayNode list when value != null -> list.set(Integer.parseInt(name), value);
            default -> throw new AssertionError(pointer);
        }
        return changed;
    }
}
