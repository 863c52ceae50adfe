package vn.lienthong.mapping.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;

/** What every shipped contract says of its fields. */
class ContractFilesTest {

    private final Faults faults = new Faults();
    private final DefinitionFiles files = new DefinitionFiles(ContractFiles.FOLDER, faults);

    @TestFactory
    Stream<DynamicTest> is_in_the_part_of_the_language_we_hold() {
        return each((name, contract) -> {
            assertThat(Contract.compile(files, name, "", faults)).isNotNull();
            assertThat(faults.list()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> says_of_each_value_what_it_tells_of_a_person() {
        return each((name, contract) -> assertThat(values(contract))
                .allSatisfy(value -> assertThat(value.type().path("x-personal").asString(""))
                        .as(value.name())
                        .isIn(Personal.words())));
    }

    @TestFactory
    Stream<DynamicTest> says_of_each_field_of_a_counterpart_where_we_know_it_from() {
        return each((name, contract) -> {
            if (!name.contains("/agency-") && !name.startsWith("agency/")) {
                assertThat(values(contract))
                        .allSatisfy(value -> assertThat(
                                        value.type().path("x-origin").asString(""))
                                .as(value.name())
                                .isNotBlank());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> has_the_codes_of_the_table_it_names() {
        return each((name, contract) -> values(contract).stream()
                .filter(value -> value.type().has("x-code-table"))
                .forEach(value -> assertThat(codes(value.type()))
                        .as(value.name())
                        .containsExactlyInAnyOrderElementsOf(
                                table(value.type().path("x-code-table").asString()))));
    }

    private record Value(String name, JsonNode type) {}

    /** Every single value of a contract, however deep. */
    private static List<Value> values(JsonNode contract) {
        List<Value> values = new ArrayList<>();
        collect("", contract, values);
        return values;
    }

    private static void collect(String name, JsonNode type, List<Value> values) {
        if (type.has("properties")) {
            type.path("properties")
                    .properties()
                    .forEach(property -> collect(name + "." + property.getKey(), property.getValue(), values));
        } else if (type.has("items")) {
            collect(name + "[]", type.path("items"), values);
        } else if (!type.path("type").asString("").equals("object")) {
            values.add(new Value(name, type));
        }
    }

    /** A contract may let a code be unknown, which no table lists. */
    private static List<String> codes(JsonNode type) {
        return type.path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static List<String> table(String name) {
        try (Stream<String> lines = Files.lines(ContractFiles.FOLDER.resolve("code-tables/" + name + ".csv"))) {
            return lines.skip(1).map(line -> line.split(",", 2)[0]).toList();
        } catch (java.io.IOException missing) {
            throw new AssertionError("no code table " + name, missing);
        }
    }

    private static Stream<DynamicTest> each(BiConsumer<String, JsonNode> check) {
        return ContractFiles.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check.accept(name, ContractFiles.read(name))));
    }
}
