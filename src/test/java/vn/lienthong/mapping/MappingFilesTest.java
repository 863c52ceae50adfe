package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.mapping.cases.CaseRunner;
import vn.lienthong.mapping.cases.CaseRunner.Result;
import vn.lienthong.mapping.contract.XsdFiles;
import vn.lienthong.mapping.convert.Conversions;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.RecordMapping;

/** Every shipped mapping, crosswalk, code table and case. */
class MappingFilesTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final String EDITORS_LINE = "# yaml-language-server: $schema=";
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> every_check_of_the_runner_holds() {
        List<Result> results = new MappingTests(Locale.ENGLISH).run(FOLDER);
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.file() + ": " + result.check(),
                        () -> assertThat(result.failures()).isEmpty()));
    }

    @Test
    void the_mappings_produce_and_prove_what_their_contracts_ask_for() {
        Coverage coverage = new MappingTests(Locale.ENGLISH).examine(FOLDER).coverage();
        assertThat(coverage.contracts()).isNotEmpty().allSatisfy(contract -> {
            assertThat(contract.mandatory().percent()).isEqualTo(100);
            assertThat(contract.optional().percent()).isGreaterThanOrEqualTo(90);
            assertThat(contract.mappings()).allSatisfy(mapping -> {
                assertThat(mapping.mandatory().percent()).isEqualTo(100);
                assertThat(mapping.unproven()).isEmpty();
            });
        });
    }

    /** A validator of somebody else's must find every record right that the engine lets pass. */
    @TestFactory
    Stream<DynamicTest> every_mapped_record_holds_its_contract_by_another_validator() {
        List<DynamicTest> tests = new ArrayList<>();
        MappingFolder folder = MappingFolder.read(FOLDER);
        CaseRunner runner = new CaseRunner(FOLDER, folder.files(), folder.mappings(), Locale.ENGLISH);
        runner.run();
        for (CaseRunner.Proof proof : runner.proofs()) {
            if (proof.explanation().result() instanceof MappingResult.Mapped done) {
                tests.add(DynamicTest.dynamicTest(
                        proof.mapping().name() + " " + tests.size(),
                        () -> holds(proof.mapping(), done.record().body())));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void holds(RecordMapping mapping, byte[] body) throws IOException {
        Path file = FOLDER.resolve(mapping.file());
        String target = Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("target:"))
                .map(line ->
                        line.substring("target:".length()).replaceAll("#.*", "").strip())
                .findFirst()
                .orElseThrow();
        if (target.endsWith(".xsd")) {
            assertThat(XsdFiles.breaches(XsdFiles.read(file.resolveSibling(target)), body))
                    .isEmpty();
            return;
        }
        JsonNode contract = whole(file.resolveSibling(target));
        List<String> wrong = schema(contract).validate(JSON.readTree(body)).stream()
                .filter(error -> !isFilledLater(contract, error))
                .map(Error::toString)
                .toList();
        assertThat(wrong).isEmpty();
    }

    /** A contract with the other contracts it refers to put in their places. */
    private static JsonNode whole(Path file) {
        JsonNode contract = JSON.readTree(file);
        for (JsonNode property : contract.path("properties")) {
            if (property instanceof ObjectNode reference && reference.has("$ref")) {
                JsonNode there =
                        whole(file.resolveSibling(reference.path("$ref").stringValue()));
                reference.removeAll();
                there.properties().forEach(each -> reference.set(each.getKey(), each.getValue()));
            }
        }
        return contract;
    }

    private static boolean isFilledLater(JsonNode contract, Error error) {
        String missing = error.getProperty();
        String field = error.getInstanceLocation().toString().replace("/", "").replace("$.", "");
        return contract.path("properties")
                .path(missing == null ? field : missing)
                .has("x-filled-by");
    }

    @TestFactory
    Stream<DynamicTest> every_file_fits_the_published_schema_of_its_kind() {
        Faults faults = new Faults();
        DefinitionFiles files = new DefinitionFiles(FOLDER, faults);
        return files.names().stream()
                .filter(name -> name.endsWith(".yaml"))
                .flatMap(name -> files.yaml(name, faults).stream()
                        .map(item -> DynamicTest.dynamicTest(name, () -> fits(name, item))));
    }

    private static void fits(String name, Item item) throws IOException {
        JsonNode document = item.toJson();
        String kind = name.contains("/tests/")
                ? "case"
                : document.propertyNames().iterator().next();
        JsonNode schema = JSON.readTree(FOLDER.resolve("schemas/" + kind + ".schema.json"));
        assertThat(schema(schema).validate(document)).isEmpty();
        String first =
                Files.readString(FOLDER.resolve(name)).lines().findFirst().orElse("");
        assertThat(first).as("the line by which editors find the schema").startsWith(EDITORS_LINE);
        Path named = FOLDER.resolve(name).resolveSibling(first.substring(EDITORS_LINE.length()));
        assertThat(named.normalize()).isEqualTo(FOLDER.resolve("schemas/" + kind + ".schema.json"));
    }

    @TestFactory
    Stream<DynamicTest> every_contract_fits_the_published_schema_of_contracts() {
        Faults faults = new Faults();
        JsonNode schema = JSON.readTree(FOLDER.resolve("schemas/contract.schema.json"));
        return new DefinitionFiles(FOLDER, faults)
                .names().stream()
                        .filter(name -> name.endsWith(".schema.json") && !name.startsWith("schemas/"))
                        .map(name -> DynamicTest.dynamicTest(
                                name,
                                () -> assertThat(schema(schema).validate(JSON.readTree(FOLDER.resolve(name))))
                                        .isEmpty()));
    }

    @Test
    void what_contracts_propose_are_conversions() {
        List<String> proposed = new DefinitionFiles(FOLDER, new Faults())
                .names().stream()
                        .filter(name -> name.endsWith(".schema.json") && !name.startsWith("schemas/"))
                        .flatMap(name -> JSON.readTree(FOLDER.resolve(name)).findValues("x-as").stream())
                        .map(JsonNode::stringValue)
                        .toList();
        assertThat(proposed).isNotEmpty();
        assertThat(Conversions.names()).containsAll(proposed);
    }

    @TestFactory
    Stream<DynamicTest> every_bad_file_the_schema_could_refuse_is_refused() throws IOException {
        JsonNode schema = JSON.readTree(FOLDER.resolve("schemas/mapping.schema.json"));
        return Stream.of("unknown-keys-on-every-level", "a-rule-with-two-sources-or-none", "a-list-without-its-fields")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String text = Files.readString(Path.of("src/test/resources/mapping-faults", name + ".yaml"));
                    assertThat(schema(schema).validate(text, InputFormat.YAML)).isNotEmpty();
                }));
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
