package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;

/** Bad files as data: the first lines of each, as comments, say which faults it has, on which lines and columns. */
class FileFaultsTest {

    private static final Path FILES = Path.of("src/test/resources/mapping-faults");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> every_fault_is_told_with_its_line() throws Exception {
        return Files.list(FILES).sorted().map(file -> {
            String sentence = file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
            return DynamicTest.dynamicTest(sentence, file.toUri(), () -> check(file));
        });
    }

    private void check(Path file) throws Exception {
        String text = Files.readString(file);
        List<String> expected = text.lines()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .sorted()
                .toList();
        FileMappings mappings = new Definitions(folder.resolve(file.getFileName() + "/mappings"))
                .file("mapping.yaml", text)
                .load();
        assertThat(mappings.faults().stream().map(FileFaultsTest::line).sorted())
                .isEqualTo(expected);
        assertThat(mappings.names()).doesNotContain("t");
        for (Problem fault : mappings.faults()) {
            for (Locale language : List.of(Locale.ENGLISH, Locale.of("vi"))) {
                assertThat(fault.says(language) + fault.advice(language))
                        .doesNotContain(fault.code())
                        .doesNotContainPattern("\\{[a-z]+}");
            }
        }
    }

    /** {@code 7:10 mapping.unknown-key form}: line, column, code, field. */
    private static String line(Problem fault) {
        String place = String.valueOf(fault.place());
        String line = place.replaceAll(".*mapping.yaml:?", "");
        return Stream.of(line, fault.code(), fault.field() == null ? "" : fault.field())
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    @Test
    void an_unknown_word_is_answered_with_what_was_probably_meant() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { form: a, crosswalk: bb }")
                .load();
        assertThat(mappings.faults())
                .extracting(fault -> fault.details().get("hint"))
                .contains("from", "b");
    }

    @Test
    void a_file_that_is_not_there_is_compared_with_files_of_its_kind_only() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .file("mapping.yaml", "mapping: t\nsource: { format: json }\ntarget: portal.schema.json\nfields: {}\n")
                .load();
        assertThat(mappings.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.details()).containsEntry("hint", "contract.schema.json"));
    }

    @Test
    void a_file_whose_ending_keeps_it_from_being_read_is_told() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("tests/a-case.yml", "given: {}")
                .load();
        assertThat(mappings.faults()).extracting(Problem::code).containsExactly("mapping.wrong-ending");
        assertThat(mappings.faults()).extracting(Problem::place).containsExactly("mappings/tests/a-case.yml");
        assertThat(mappings.names()).containsExactly("t");
    }

    @Test
    void a_fault_of_a_schema_or_a_code_table_names_their_file_and_line() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file(
                        "contract.schema.json",
                        "{ \"type\": \"object\",\n \"properties\": { \"A\": { \"type\": \"string\",\n \"format\": \"date\" } } }")
                .file("code-tables/npsp/b.csv", "code,name\n1,one\n2\n")
                .load();
        assertThat(mappings.faults())
                .extracting(Problem::place)
                .contains("mappings/contract.schema.json:3:2", "mappings/code-tables/npsp/b.csv:3:1");
    }

    /** Each was taken, and let everything pass, or nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'enum': []",
                "'enum': [1]",
                "'enum': ['a', ['b']]",
                "'enum': 'a'",
                "'const': 1",
                "'enum': ['a'], 'const': 'b'",
                "'minLength': -1",
                "'minLength': 5, 'maxLength': 3"
            })
    void a_keyword_of_a_contract_that_no_value_could_hold_is_told(String keywords) {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("contract.schema.json", """
                        { "type": "object", "properties": { "M": { "type": "string", "x-personal": "no" },
                          "A": { "type": "string", "x-personal": "no", %s } } }
                        """.formatted(keywords.replace('\'', '"')))
                .load();
        assertThat(mappings.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("mapping.wrong-kind");
            assertThat(fault.place()).startsWith("mappings/contract.schema.json:2:");
        });
    }

    @Test
    void a_fault_of_a_file_that_several_mappings_use_is_told_once_and_stops_each() {
        String mapping = "mapping: %s\nsource: %s\ntarget: %s\nfields: { M: { value: m }, A: { from: a } }\n";
        String broken =
                "{ \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"string\", \"format\": \"date\" } } }";
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .file("broken.schema.json", broken)
                .file("one.yaml", mapping.formatted("one", "broken.schema.json", "contract.schema.json"))
                .file("two.yaml", mapping.formatted("two", "broken.schema.json", "contract.schema.json"))
                .file("three.yaml", mapping.formatted("three", "{ format: json }", "contract.schema.json"))
                .load();
        assertThat(mappings.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("mapping.unsupported-keyword"));
        assertThat(mappings.names()).containsExactly("three");
    }

    @Test
    void a_contract_names_only_code_tables_that_are_there() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("contract.schema.json", """
                        { "type": "object", "properties": {
                          "A": { "type": "string",
                            "x-code-table": "npsp/bb" },
                          "M": { "type": "string", "x-code-table": "npsp/b" } } }
                        """)
                .load();
        assertThat(mappings.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("mapping.unknown-code-table");
            assertThat(fault.place()).isEqualTo("mappings/contract.schema.json:3:5");
            assertThat(fault.details().get("hint")).contains("npsp/b");
        });
    }

    @Test
    void a_crosswalk_whose_pairs_are_not_written_does_not_look_for_a_file() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("crosswalks/empty.yaml", "crosswalk: empty\npairs:\n")
                .load();
        assertThat(mappings.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("mapping.wrong-kind");
            assertThat(fault.field()).isEqualTo("pairs");
            assertThat(fault.place()).isEqualTo("mappings/crosswalks/empty.yaml:2:1");
        });
    }

    @Test
    void a_csv_names_every_column_it_lacks_and_the_place_of_every_bad_cell() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .file("crosswalks/b.yaml", "crosswalk: b\npairs: pairs.csv\n")
                .file("crosswalks/pairs.csv", "cod,becom\none,1\n")
                .file("crosswalks/c.yaml", "crosswalk: c\nto: npsp/b\npairs: days.csv\n")
                .file(
                        "crosswalks/days.csv",
                        "code,becomes,from,until\none,1,2025-07-01,2025-06-30\ntwo,2,2025-13-01,\n,1,,\n")
                .load();
        assertThat(mappings.faults())
                .extracting(fault -> fault.code() + " " + fault.place() + " "
                        + fault.details().get("hint"))
                .contains(
                        "mapping.csv-column-missing mappings/crosswalks/pairs.csv:1:1 cod",
                        "mapping.csv-column-missing mappings/crosswalks/pairs.csv:1:1 becom",
                        "mapping.period-ends-before-it-begins mappings/crosswalks/days.csv:2:18 null",
                        "mapping.not-a-day mappings/crosswalks/days.csv:3:7 null",
                        "mapping.csv-cell-empty mappings/crosswalks/days.csv:4:1 null");
    }

    @Test
    void a_field_that_a_closed_source_schema_does_not_have_is_read_in_vain() {
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .file("source.schema.json", """
                        { "type": "object", "additionalProperties": false, "properties": {
                          "name": { "type": "string" },
                          "papers": { "type": "array", "items": { "type": "object", "additionalProperties": false,
                            "properties": { "title": { "type": "string" } } } } } }
                        """)
                .file("mapping.yaml", """
                        mapping: t
                        source: source.schema.json
                        target: contract.schema.json
                        fields:
                          A: { from: nam }
                          M: { from: name }
                          L: { each: papers, fields: { X: { from: titel }, Y: { from: /name } } }
                        unused: [papers.tite]
                        """)
                .load();
        assertThat(mappings.faults())
                .extracting(fault -> fault.code() + " " + fault.place() + " "
                        + fault.details().get("hint"))
                .containsExactlyInAnyOrder(
                        "mapping.unknown-source-field mappings/mapping.yaml:5:14 name",
                        "mapping.unknown-source-field mappings/mapping.yaml:7:43 title",
                        "mapping.unknown-source-field mappings/mapping.yaml:8:10 title");
    }

    @Test
    void an_alias_bomb_and_a_huge_file_are_refused_at_once() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(",", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
        }
        FileMappings mappings = new Definitions(folder.resolve("mappings"))
                .file("bomb.yaml", bomb.toString())
                .file("huge.yaml", new byte[9 << 20])
                .file("object.yaml", "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1/']]")
                .load();
        assertThat(mappings.faults())
                .extracting(Problem::code)
                .contains("mapping.yaml-alias", "mapping.file-too-large", "mapping.not-yaml");
    }
}
