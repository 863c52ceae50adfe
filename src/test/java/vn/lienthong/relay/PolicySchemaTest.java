package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema of policy files says what the reader says. */
class PolicySchemaTest {

    private static final Path FOLDER = Path.of("routes/policies");
    private static final JsonNode SCHEMA = new JsonMapper().readTree(FOLDER.resolve("policy.schema.json"));

    @TestFactory
    Stream<DynamicTest> every_shipped_policy_names_it_and_fits() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String text = Files.readString(file);
                        assertThat(text).startsWith("# yaml-language-server: $schema=policy.schema.json\n");
                        assertThat(schema().validate(text, InputFormat.YAML)).isEmpty();
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'q: 1'",
        "timeout, 'timeout: { q: 1 }'",
        "retry, 'retry: { q: 1 }'",
        "breaker, 'breaker: { q: 1 }'",
        "pace, 'pace: { q: 1 }'",
        "deadline, 'deadline: { q: 1, within: 1h }'",
        "batch, 'batch: { q: 1 }'",
        "answers, 'answers: [{ q: 1, code: 1, then: refused }]'"
    })
    void it_knows_the_keys_the_reader_knows(String part, String text) {
        JsonNode properties = part.isEmpty() ? SCHEMA : SCHEMA.at("/properties/" + part);
        JsonNode keys = (part.equals("answers") ? properties.path("items") : properties).path("properties");
        List<String> known = PolicyReader.read("npsp", "npsp.yaml", "policy: npsp\n" + text, null).faults().stream()
                .filter(fault -> fault.code().equals("relay.policy-unknown-key"))
                .flatMap(fault -> Stream.of(
                        Objects.requireNonNull(fault.details().get("known")).split(", ")))
                .toList();

        assertThat(new TreeSet<>(keys.propertyNames())).isEqualTo(new TreeSet<>(known));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout: { read: 30 secs }",
                "retry: { factor: 0.5 }",
                "retry: { jitter: half }",
                "breaker: { window: 0.5 }",
                "pace: { perSecond: -1 }",
                "unanswered: maybe",
                "answers: [{ code: 1, then: deliverd }]",
                "answers: [{ code: 1, then: resend }]",
                "answers: [{ then: refused }]"
            })
    void what_the_reader_refuses_does_not_fit(String text) {
        String policy = "policy: npsp\n" + text;
        assertThat(PolicyReader.read("npsp", "npsp.yaml", policy, null).faults())
                .isNotEmpty();
        assertThat(schema().validate(policy, InputFormat.YAML)).isNotEmpty();
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA);
    }
}
