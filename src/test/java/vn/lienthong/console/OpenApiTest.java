package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.console.ApiExamples.Example;

/** The API's description, held against the running service: nothing undocumented, nothing documented that is not so. */
class OpenApiTest {

    private static final String ROOT = "https://lienthong.example/openapi.json";
    private static final String LOCKED = "api.keys[0].name=giam-sat,api.keys[0].secret=a-long-secret-of-see-only,"
            + "api.keys[0].roles=see,api.keys[1].name=mot-cua,api.keys[1].secret=a-long-secret-that-only-pushes,"
            + "api.keys[2].name=truc,api.keys[2].secret=a-long-secret-that-acts,api.keys[2].roles=act,"
            + "uploads.body-within=1ns";

    @TempDir
    static Path folder;

    @TempDir
    static Path lockedFolder;

    static House house;
    static House locked;
    static JsonNode description;
    static SchemaRegistry schemas;
    static List<Example> examples;

    @BeforeAll
    static void open() throws IOException {
        house = House.open(folder, "alerts.webhook.url=http://127.0.0.1:1/");
        locked = House.open(lockedFolder, LOCKED.split(","));
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/openapi/lienthong.yaml")) {
            description = new JsonMapper().valueToTree(new Yaml().<Map<String, Object>>load(file));
        }
        close(description.at("/components/schemas"));
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ROOT, description.toString())));
        examples = new ApiExamples(house, locked).of(documented(false));
    }

    /** Here, and here only, a member that is not documented is a fault. */
    private static void close(JsonNode definitions) {
        definitions
                .valueStream()
                .filter(one -> one.has("properties"))
                .forEach(one -> ((ObjectNode) one).put("additionalProperties", false));
    }

    @AfterAll
    static void close() {
        house.close();
        locked.close();
    }

    @Test
    void every_mapping_under_api_is_documented_and_every_documented_path_is_mapped() {
        Set<String> mapped = new TreeSet<>();
        house.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues()
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(
                                        method.name().toLowerCase(java.util.Locale.ROOT) + " " + plain(pattern)))));
        mapped.removeIf(operation -> !operation.contains(" /api"));
        assertThat(documented(false)).isEqualTo(mapped);
    }

    @TestFactory
    Stream<DynamicTest> every_documented_answer_is_given_and_is_as_documented() {
        return documentedAnswers().stream()
                .map(answer -> DynamicTest.dynamicTest(answer, () -> {
                    List<Example> given = examples.stream()
                            .filter(example -> answer.equals(example.operation() + " " + example.status()))
                            .toList();
                    assertThat(given).as("an example of %s", answer).isNotEmpty();
                    given.forEach(this::assertAsDocumented);
                }));
    }

    @Test
    void no_example_gets_an_undocumented_status() {
        Set<String> documented = new TreeSet<>(documentedAnswers());
        assertThat(examples)
                .allSatisfy(example -> assertThat(documented)
                        .as(example.answer().body())
                        .contains(example.operation() + " " + example.status()));
    }

    @Test
    void the_description_is_served_to_everybody() {
        House.Answer served = locked.get("/api/openapi.yaml");
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).startsWith("application/yaml");
        assertThat(served.body()).startsWith("openapi: 3.1");
    }

    private void assertAsDocumented(Example example) {
        String[] words = example.operation().split(" ", 2);
        assertThat(example.answer().status()).as(example.answer().body()).isEqualTo(example.status());
        String at = "/paths/" + words[1].replace("/", "~1") + "/" + words[0] + "/responses/" + example.status();
        JsonNode documented = description.at(at);
        if (documented.has("$ref")) {
            at = documented.path("$ref").asString().substring(1);
            documented = description.at(at);
        }
        String mediaType = documented.path("content").propertyNames().iterator().next();
        assertThat(example.answer().header("Content-Type")).startsWith(mediaType);
        if (mediaType.endsWith("json")) {
            String pointer = at + "/content/" + mediaType.replace("/", "~1") + "/schema";
            Schema schema = schemas.getSchema(
                    SchemaLocation.of(ROOT + "#" + pointer.replace("{", "%7B").replace("}", "%7D")));
            assertThat(schema.validate(example.answer().json()))
                    .as("%s: %s", example.operation(), example.answer().body())
                    .isEmpty();
        }
    }

    /** @param all also those of other rooms, which do not run here */
    private static Set<String> documented(boolean all) {
        Set<String> operations = new TreeSet<>();
        description
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> member.getValue().has("responses"))
                        .filter(member -> all || !member.getValue().has("x-room"))
                        .forEach(member -> operations.add(member.getKey() + " " + path.getKey())));
        return operations;
    }

    /** Without 503, which {@code LedgerAwayTest} provokes. */
    private static List<String> documentedAnswers() {
        List<String> answers = new ArrayList<>();
        for (String operation : documented(false)) {
            String[] words = operation.split(" ", 2);
            description
                    .at("/paths/" + words[1].replace("/", "~1") + "/" + words[0] + "/responses")
                    .propertyNames()
                    .forEach(status -> answers.add(operation + " " + status));
        }
        answers.removeIf(answer -> answer.endsWith(" 503"));
        return answers;
    }

    private static String plain(String pattern) {
        return pattern.replace("{*", "{").replaceAll(":[^}]*}", "}");
    }
}
