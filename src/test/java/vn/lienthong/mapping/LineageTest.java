package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/** Which values of a record the rules of its mapping prove to tell nothing of a person. */
class LineageTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** A and B, harmless; Secret, a name. */
    private static final String CONTRACT = """
            { "x-unknown": {"string": "", "array": []}, "type": "object", "additionalProperties": false,
              "properties": {
                "A": {"type": "string", "maxLength": 30, "x-personal": "no"},
                "B": {"type": "string", "x-personal": "no"},
                "Secret": {"type": "string", "x-personal": "name"},
                "Nobody": {"type": "string"},
                "L": {"type": "array", "items": {"type": "object", "properties": {
                  "X": {"type": "string", "x-personal": "no"}, "Y": {"type": "string", "x-personal": "contact"}}}},
                "H": {"type": "array", "x-personal": "text", "items": {"type": "object", "properties": {
                  "X": {"type": "string", "x-personal": "no"}}}} } }
            """;

    @TempDir
    Path folder;

    private JsonNode shown(String fields, String record, String... more) {
        Definitions files = new Definitions(folder).file("contract.schema.json", CONTRACT);
        files.file(
                "mapping.yaml",
                "mapping: t\nsource: { format: json }\ntarget: contract.schema.json\n" + String.join("\n", more)
                        + "\nfields:\n" + fields.indent(2));
        FileMappings mappings = files.load();
        Mapping mapping = mappings.find("t").orElseThrow(() -> new AssertionError(mappings.faults()));
        return JSON.readTree(mapping.masked(Definitions.record(record)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A: { from: a }                                                            | x
            Secret: { from: a }                                                       | •••
            Nobody: { from: a }                                                       | •••
            B: { from: b }                                                            | •••
            'A: { from: a }\nSecret: { from: a }'                                     | •••
            A: { from: [b, a] }                                                       | x
            'A: { from: a }\nSecret: { from: [b, a] }'                                | •••
            A: { join: { from: [a, b], with: "-" } }                                  | x
            'A: { from: a }\nSecret: { join: { from: [b, a] } }'                      | •••
            A: { expr: .a }                                                           | •••
            'A: { from: a }\nB: { expr: .a }'                                         | x
            'A: { from: a }\nSecret: { expr: ".b + .a" }'                             | •••
            'A: { from: a }\nSecret: { expr: ".b" }'                                  | x
            'A: { from: a }\nSecret: { expr: "tojson" }'                              | •••
            'A: { from: a }\nSecret: { expr: "to_entries[0].value" }'                 | •••
            'A: { from: a }\nSecret: { from: b, when: { field: a, present: true } }'  | x
            'A: { from: a }\nSecret: { from: a, when: { field: b, present: false } }' | •••
            A: { from: a, as: npsp-datetime }                                         | •••
            A: { from: a, as: { holder-kind: { words: { x: "1" } } } }                | •••
            A: { from: a, as: digits }                                                | •••
            A: { from: a, crosswalk: b }                                              | •••
            A: { from: a, crosswalk: lenient }                                        | •••
            A: { from: a, in: npsp/b }                                                | •••
            A: { value: c, when: { field: a, is: x } }                                | x
            A: { value: c, when: { field: a, not: [y, x] } }                          | x
            A: { value: c, when: { field: a, present: true } }                        | •••
            'A: { from: b }\nSecret: { from: a, when: { field: a, is: x } }'          | x
            """)
    void a_value_is_shown_only_where_that_is_proven(String fields, String expected) {
        assertThat(shown(fields.replace("\\n", "\n"), "{\"a\": \"x\"}")
                        .path("a")
                        .asString())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A: { from: a, crosswalk: b }                                   | one              | one
            'A: { from: a, crosswalk: b }\nSecret: { from: a }'            | one              | one
            Secret: { from: a, crosswalk: b }                              | one              | •••
            A: { from: a, crosswalk: lenient }                             | one              | one
            A: { from: a, in: npsp/b }                                     | 2                | 2
            A: { from: a, as: { npsp-datetime: { shape: dd/MM/yyyy } } }   | 01/02/2024       | 01/02/2024
            A: { from: a, as: { npsp-datetime: { shape: dd/MM/yyyy } } }   | Ngô Văn Thật     | •••
            A: { from: a, as: { npsp-datetime: { shape: dd/MM/yyyy } } }   | 0912345678       | •••
            A: { from: a }                                                 | a text beyond thirty characters | •••
            """)
    void a_rule_vouches_only_for_what_it_takes(String fields, String value, String expected) {
        JsonNode shown = shown(
                fields.replace("\\n", "\n"),
                JSON.writeValueAsString(JSON.createObjectNode().put("a", value)));
        assertThat(shown.path("a").asString()).isEqualTo(expected);
    }

    @Test
    void elements_of_lists_are_judged_field_by_field() {
        JsonNode shown = shown(
                "L: { each: papers, fields: { X: { from: code }, Y: { from: by.name } } }\nA: { from: by.code }",
                "{\"by\": {\"code\": \"1\"}, \"papers\": [{\"code\": \"2\", \"by\": {\"name\": \"Thật\", \"code\": \"3\"}}]}");
        assertThat(shown.toString())
                .isEqualTo(
                        "{\"by\":{\"code\":\"1\"},\"papers\":[{\"code\":\"2\",\"by\":{\"name\":\"•••\",\"code\":\"•••\"}}]}");
    }

    @Test
    void what_is_in_a_personal_list_or_read_as_a_whole_is_personal() {
        JsonNode shown = shown(
                "H: { each: papers, fields: { X: { from: code } } }\nSecret: { expr: '.by | tojson' }\nA: { from: by.code }",
                "{\"by\": {\"code\": \"1\"}, \"papers\": [{\"code\": \"2\"}]}");
        assertThat(shown.toString()).isEqualTo("{\"by\":{\"code\":\"•••\"},\"papers\":[{\"code\":\"•••\"}]}");
    }

    @Test
    void an_element_seen_as_a_whole_is_personal_and_what_is_beside_its_list_is_not() {
        JsonNode shown = shown(
                "L: { each: papers, fields: { X: { from: code }, Y: { expr: tojson } } }\nA: { from: code }",
                "{\"code\": \"1\", \"papers\": [{\"code\": \"2\"}]}");
        assertThat(shown.toString()).isEqualTo("{\"code\":\"1\",\"papers\":[{\"code\":\"•••\"}]}");
    }

    @Test
    void the_number_of_the_dossier_and_its_deadline_are_shown_and_a_key_is_not() {
        JsonNode shown = shown(
                "B: { from: b }",
                "{\"no\": \"H01-1\", \"due\": \"2024-03-15\", \"k\": \"Thật\"}",
                "dossier: no",
                "dueAt: { from: due, as: instant }",
                "key: [no, { hash: [k] }]");
        assertThat(shown.toString()).isEqualTo("{\"no\":\"H01-1\",\"due\":\"2024-03-15\",\"k\":\"•••\"}");
    }

    @Test
    void names_that_no_rule_knows_are_masked_each_for_itself() {
        JsonNode shown =
                shown("A: { from: Mã số }", "{\"Mã số\": \"1\", \"Ngô Văn Thật\": \"2\", \"0912 345\": \"3\"}");
        assertThat(shown.toString()).isEqualTo("{\"Mã số\":\"1\",\"•••\":\"•••\",\"••• 2\":\"•••\"}");
    }

    /** Were each looked for among those before it, this would take minutes. */
    @Test
    void any_number_of_names_that_no_rule_knows_is_masked() {
        String fields = IntStream.range(0, 150_000)
                .mapToObj(n -> "\"Thật " + n + "\":1")
                .collect(Collectors.joining(","));

        JsonNode shown = shown("A: { from: a }", "{" + fields + "}");

        assertThat(shown.size()).isEqualTo(150_000);
        assertThat(shown.has("••• 150000")).isTrue();
    }

    @Test
    void what_the_contract_of_the_source_says_of_a_field_counts_too() {
        Definitions files = new Definitions(folder).file("contract.schema.json", CONTRACT);
        files.file("s.schema.json", """
                { "type": "object", "properties": {
                  "no": {"type": "string", "x-personal": "no"}, "unused": {"type": "integer", "x-personal": "no"},
                  "name": {"type": "string", "x-personal": "name"}, "unsaid": {"type": "string"} } }
                """);
        files.file("mapping.yaml", """
                mapping: t
                source: s.schema.json
                target: contract.schema.json
                fields: { A: { from: name }, B: { from: unsaid }, Secret: { from: no } }
                unused: [unused]
                """);
        Mapping mapping = files.load().find("t").orElseThrow();
        JsonNode shown = JSON.readTree(
                mapping.masked(Definitions.record("{\"no\":\"1\",\"unused\":2,\"name\":\"Thật\",\"unsaid\":\"4\"}")));
        assertThat(shown.toString()).isEqualTo("{\"no\":\"•••\",\"unused\":2,\"name\":\"•••\",\"unsaid\":\"4\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv         | 'no;name\nH01-1'
            text/csv         | no
            application/json | {"no": "Ngô Văn Thật"
            """)
    void what_cannot_be_read_is_masked_as_a_whole(String mediaType, String body) {
        Definitions files = new Definitions(folder).mapping("A: { from: no }");
        String source = mediaType.equals("text/csv") ? "{ format: csv, delimiter: \";\" }" : "{ format: json }";
        files.file(
                "mapping.yaml",
                "mapping: t\nsource: " + source + "\ntarget: contract.schema.json\nfields:\n"
                        + "  M: { value: m }\n  A: { from: no }\n");
        Mapping mapping = files.load().find("t").orElseThrow();
        assertThat(mapping.masked(new SourceRecord(body.replace("\\n", "\n").getBytes(), mediaType)))
                .isEqualTo(Masking.MASK);
    }
}
