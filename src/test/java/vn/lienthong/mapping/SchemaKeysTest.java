package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.convert.Conversions;

/**
 * The published schemas know the keys that the loader knows, no more and no fewer: a key that nobody can have meant is
 * written into each table, and what the loader says it knows there is held against the schema.
 */
class SchemaKeysTest {

    private static final String NOBODY_MEANT = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    private static final Path SCHEMAS = Path.of("mappings/schemas");
    private static final Pattern DID_YOU_MEAN = Pattern.compile("Did you mean: ([^?]+)\\?");

    @TempDir
    Path folder;

    /** Where in the schema → the table of a mapping. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /properties                                                      | Q: x
            /$defs/field/oneOf/0/properties                                  | fields: { A: { from: a, Q: x } }
            /$defs/field/oneOf/0/properties/join/properties                  | fields: { A: { join: { from: a, Q: x } } }
            /$defs/field/oneOf/0/properties/crosswalk/oneOf/1/properties     | fields: { A: { from: a, crosswalk: { name: b, Q: x } } }
            /$defs/field/oneOf/0/properties/in/oneOf/1/properties            | fields: { A: { from: a, in: { table: npsp/b, Q: x } } }
            /$defs/field/oneOf/1/properties                                  | fields: { L: { each: l, fields: {}, Q: x } }
            /$defs/field/oneOf/1/properties/each/oneOf/2/properties          | fields: { L: { each: { from: l, Q: x }, fields: {} } }
            /$defs/condition/properties                                      | fields: { A: { from: a, when: { field: a, Q: x } } }
            /$defs/value/oneOf/1/properties                                  | dossier: { from: a, Q: x }
            /properties/skip/items/properties                                | skip: [{ Q: x }]
            /properties/skip/items/properties/because/oneOf/1/properties     | skip: [{ because: { Q: x } }]
            """)
    void of_a_mapping(String where, String table) throws IOException {
        Definitions given = new Definitions(folder.resolve("mappings"))
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: { format: json }\ntarget: contract.schema.json\n" + written(table));

        assertThat(hints(given.load().faults())).isEqualTo(keys("mapping", where));
    }

    @Test
    void of_conversions() throws IOException {
        JsonNode published = schema("mapping").at("/$defs/conversion/oneOf");
        Set<String> names = published
                .at("/0/oneOf")
                .valueStream()
                .map(each -> each.path("const").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isEqualTo(Conversions.names());
        for (String name : names) {
            Set<String> options = new TreeSet<>(
                    published.at("/1/properties/" + name + "/properties").propertyNames());
            Definitions given = new Definitions(folder.resolve("mappings"))
                    .mapping(written("A: { from: a, as: { " + name + ": { Q: x } } }"));
            assertThat(hints(given.load().faults())).as(name).isEqualTo(options.isEmpty() ? Set.of("—") : options);
        }
    }

    @Test
    void of_a_source() throws IOException {
        Set<String> known = new TreeSet<>();
        JsonNode formats = schema("mapping").at("/$defs/source/properties/format/enum");
        for (JsonNode format : formats) {
            known.addAll(sourceKeys("{ format: " + format.asString() + ", Q: x }"));
        }
        assertThat(known).isEqualTo(keys("mapping", "/$defs/source/properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "hidden"})
    void of_a_block_within_a_source(String block) throws IOException {
        assertThat(sourceKeys("{ format: xlsx, " + block + ": { Q: 1 } }"))
                .isEqualTo(keys("mapping", "/$defs/source/properties/" + block + "/properties"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            crosswalk  | /properties                              | crosswalk: x, pairs: {}, Q: x
            crosswalk  | /properties/pairs/oneOf/2/items/properties | crosswalk: x, pairs: [{ Q: x }]
            code-table | /properties                              | code-table: x, codes: {}, Q: x
            code-table | /properties/codes/oneOf/2/items/properties | code-table: x, codes: [{ Q: x }]
            """)
    void of_a_crosswalk_and_a_code_table(String schema, String where, String text) throws IOException {
        Definitions given = new Definitions(folder.resolve("mappings")).file("x.yaml", "{ " + written(text) + " }");

        assertThat(hints(given.load().faults())).isEqualTo(keys(schema, where));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /properties                                     | given: a, expect: { fields: {} }, Q: x
            /properties/expect/properties                   | given: a, expect: { Q: x }
            /properties/expect/properties/problem/properties | given: a, expect: { problem: { code: a, Q: x } }
            /properties/expect/properties/problems/items/properties | given: a, expect: { problems: [{ code: a, Q: x }] }
            /properties/expect/properties/warnings/items/properties | given: a, expect: { warnings: [{ code: a, Q: x }] }
            /properties/expect/properties/identity/properties | given: a, expect: { identity: { Q: x } }
            """)
    void of_a_case(String where, String text) throws IOException {
        Definitions given = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("tests/a-case.yaml", "{ " + written(text) + " }");
        String told = new MappingTests(Locale.ENGLISH)
                .run(given.folder()).stream()
                        .filter(result -> result.file().endsWith("a-case.yaml"))
                        .flatMap(result -> result.failures().stream())
                        .collect(Collectors.joining());

        assertThat(words(DID_YOU_MEAN, told)).isEqualTo(keys("case", where));
    }

    @Test
    void of_a_contract() throws IOException {
        Definitions reference = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("contract.schema.json", "{\"$ref\":\"other.schema.json\",\"" + NOBODY_MEANT + "\":1}");
        Set<String> known = hints(reference.load().faults());
        for (String type : List.of("object", "array", "string", "integer", "number", "boolean")) {
            Definitions given = new Definitions(folder.resolve("mappings"))
                    .mapping("A: { from: a }")
                    .file("contract.schema.json", "{\"type\":\"" + type + "\",\"" + NOBODY_MEANT + "\":1}");
            given.load().faults().stream()
                    .filter(fault -> fault.code().equals("mapping.unsupported-keyword"))
                    .forEach(fault -> known.addAll(List.of(
                            Objects.requireNonNull(fault.details().get("known")).split(", "))));
        }
        assertThat(known).isEqualTo(keys("contract", "/$defs/schema/properties"));
    }

    private Set<String> sourceKeys(String source) {
        Definitions given = new Definitions(folder.resolve("mappings"))
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: " + written(source)
                                + "\ntarget: contract.schema.json\nfields: { M: { value: m } }\n");
        return hints(given.load().faults());
    }

    private static String written(String table) {
        return table.replace("Q:", NOBODY_MEANT + ":");
    }

    private static Set<String> hints(List<Problem> faults) {
        return faults.stream()
                .filter(fault -> NOBODY_MEANT.equals(fault.field()))
                .flatMap(fault -> Arrays.stream(
                        Objects.requireNonNull(fault.details().get("hint")).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(Pattern list, @Nullable String text) {
        Matcher found = list.matcher(String.valueOf(text));
        return found.find() ? new TreeSet<>(List.of(found.group(1).split(", "))) : new TreeSet<>();
    }

    private static Set<String> keys(String schema, String where) throws IOException {
        JsonNode properties = schema(schema).at(where);
        assertThat(properties.isObject()).as(schema + where).isTrue();
        return new TreeSet<>(properties.propertyNames());
    }

    private static JsonNode schema(String name) throws IOException {
        return new JsonMapper().readTree(SCHEMAS.resolve(name + ".schema.json"));
    }
}
