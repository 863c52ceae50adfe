package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;

/** Lists within lists of the source: gone through into one list of the target, and looked at from within. */
class NestedListsTest {

    private static final String RECORD = """
            {"no":"7","parts":[{"name":"don","files":[{"f":"a"},{"f":"b"}]},{"name":"anh","files":[]},{"name":"ban","files":[{"f":"c"}]}]}""";

    @TempDir
    Path folder;

    private Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            L: { each: "parts[].files", fields: { X: { from: f } } }                    | a, b, c
            L: { each: "parts[].files", fields: { X: { from: ../name } } }              | don, don, ban
            L: { each: "parts[].files", fields: { X: { from: ../../no } } }             | 7, 7, 7
            L: { each: "parts[].files", fields: { X: { join: { from: [../name, f], with: "-" } } } } | don-a, don-b, ban-c
            L: { each: "parts[].files", when: { field: ../name, is: [ban] }, fields: { X: { from: f } } } | c
            L: { each: parts, fields: { X: { from: ../no } } }                          | 7, 7, 7
            """)
    void one_list_is_made_of_lists_within_a_list(String fields, String values) {
        given.mapping(fields);
        assertThat(given.load().faults()).isEmpty();
        assertThat(given.json(RECORD)).contains("\"L\":[" + elements(values) + "]");
    }

    @Test
    void objects_are_made_of_the_parts_of_a_text() {
        given.mapping(
                "L: { each: { from: papers, split: [\";\", \"\\n\"] }, fields: { X: { from: . }, Y: { from: ../no } } }");
        assertThat(given.json("{\"no\":\"7\",\"papers\":\"đơn; ảnh\\nbản sao\"}"))
                .contains("[{\"X\":\"đơn\",\"Y\":\"7\"},{\"X\":\"ảnh\",\"Y\":\"7\"},{\"X\":\"bản sao\",\"Y\":\"7\"}]");
    }

    private static String elements(String values) {
        return String.join(
                ",",
                List.of(values.split(", ")).stream()
                        .map(value -> "{\"X\":\"" + value + "\",\"Y\":\"\"}")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"parts":[{"files":[{"f":"a"}]},{"files":[{}]}]}             | mapping.required-missing L[1].X
            {"parts":[{"files":[{"f":"a"}]},{"files":{"f":"b"}}]}        | mapping.wrong-type parts[1].files
            {"parts":[{"files":[{"f":"a"}]},{"files":["b"]}]}            | mapping.wrong-type parts[1].files[0]
            {"parts":[7]}                                                | mapping.wrong-type parts[0], mapping.required-missing L
            {"parts":{"files":[]}}                                       | mapping.wrong-type parts
            {"parts":[{"files":[]},{},null]}                             | mapping.required-missing L
            {"parts":[]}                                                 | mapping.required-missing L
            {}                                                           | mapping.required-missing L
            """)
    void what_is_wrong_within_is_told_with_its_place(String record, String problems) {
        given.mapping("L: { each: \"parts[].files\", required: true, fields: { X: { from: f, required: true } } }");
        assertThat(String.join(", ", given.problems(record))).isEqualTo(problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            L: { each: "[].files", fields: { X: { from: f } } }          | mapping.bad-path
            L: { each: "parts[]..files", fields: { X: { from: f } } }    | mapping.bad-path
            L: { each: parts, fields: { X: { from: ../../no } } }        | mapping.bad-path
            A: { from: ../no }                                           | mapping.bad-path
            """)
    void a_way_that_leads_nowhere_is_a_fault_of_the_file(String fields, String code) {
        given.mapping(fields);
        assertThat(given.load().faults()).extracting(Problem::code).contains(code);
    }

    @Test
    void an_object_of_the_target_is_no_list_to_go_out_of() {
        given.file("contract.schema.json", """
                {"type":"object","properties":{"L":{"type":"array","items":{"type":"object","properties":{
                "O":{"type":"object","properties":{"P":{"type":"string"},"Q":{"type":"string"}}}}}}}}""")
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: { format: json }\ntarget: contract.schema.json\nfields:\n"
                                + "  L: { each: parts, fields: { O: { fields: { P: { from: ../no }, Q: { from: name } } } } }\n");
        assertThat(given.json("{\"no\":\"7\",\"parts\":[{\"name\":\"don\"}]}"))
                .isEqualTo("{\"L\":[{\"O\":{\"P\":\"7\",\"Q\":\"don\"}}]}");
    }

    @Test
    void it_is_explained_by_the_numbers_of_both_lists() {
        given.mapping("L: { each: \"parts[].files\", fields: { X: { from: f }, Y: { from: ../name } } }");
        Explanation explanation = given.load().find("t").orElseThrow().explain(Definitions.record(RECORD));
        assertThat(explanation.fields())
                .filteredOn(field -> field.path().startsWith("L[2]"))
                .extracting(field -> field.path() + " " + field.steps())
                .containsExactly(
                        "L[2].X [" + new Explanation.Step.Read("parts[2].files[0].f", "c") + "]",
                        "L[2].Y [" + new Explanation.Step.Read("parts[2].name", "ban") + "]");
    }

    @Test
    void a_closed_schema_of_the_source_is_looked_into_at_each_level() {
        given.file("source.schema.json", """
                {"type":"object","additionalProperties":false,"properties":{"parts":{"type":"array","items":{"type":"object",
                "additionalProperties":false,"properties":{"name":{"type":"string"},"other":{"type":"string"},
                "files":{"type":"array","items":{"type":"object",
                "additionalProperties":false,"properties":{"f":{"type":"string"}}}}}}}}}""")
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: { format: json, schema: source.schema.json }\ntarget: contract.schema.json\n"
                                + "fields:\n  M: { value: m }\n  L: { each: \"parts[].files\", fields: { X: { from: g }, Y: { from: ../nam } } }\n");
        assertThat(Definitions.codes(given.load().faults()))
                .contains("mapping.unknown-source-field g", "mapping.unknown-source-field nam");

        given.file(
                "mapping.yaml",
                "mapping: t\nsource: { format: json, schema: source.schema.json }\ntarget: contract.schema.json\n"
                        + "fields:\n  M: { value: m }\n  L: { each: \"parts[].files\", fields: { X: { from: f }, Y: { from: ../name } } }\n");
        assertThat(given.load().faults()).isEmpty();
        assertThat(given.json("{\"parts\":[{\"name\":\"don\",\"files\":[{\"f\":\"a\"}]}]}"))
                .contains("\"L\":[{\"X\":\"a\",\"Y\":\"don\"}]");
    }
}
