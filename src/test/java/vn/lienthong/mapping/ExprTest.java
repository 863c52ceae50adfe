package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;

/** The verb {@code expr} together with the others. */
class ExprTest {

    @TempDir
    Path folder;

    Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"));
    }

    @Test
    void makes_a_value_of_the_record() {
        given.mapping("A: { expr: '[.papers[] | select(.removed | not) | .name] | join(\"+\")' }");
        assertThat(given.json("{\"papers\":[{\"name\":\"a\"},{\"name\":\"b\",\"removed\":true},{\"name\":\"c\"}]}"))
                .contains("\"A\":\"a+c\"");
    }

    @Test
    void sees_one_element_inside_each_and_the_whole_record_by_its_name() {
        given.mapping("L: { each: papers, fields: { X: { expr: '$record.no + \"/\" + .name' } } }");
        assertThat(given.json("{\"no\":\"7\",\"papers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"))
                .contains("[{\"X\":\"7/a\",\"Y\":\"\"},{\"X\":\"7/b\",\"Y\":\"\"}]");
    }

    @Test
    void the_other_verbs_follow_in_their_order() {
        given.mapping("B: { in: npsp/b, as: text, crosswalk: b, default: two, expr: .a.b, required: true }");
        assertThat(given.json("{\"a\":{\"b\":\"one\"}}")).contains("\"B\":\"1\"");
        assertThat(given.json("{}")).contains("\"B\":\"2\"");
        assertThat(given.problems("{\"a\":{\"b\":\"three\"}}")).containsExactly("mapping.no-crosswalk-pair B");
    }

    @Test
    void nothing_is_unknown_and_a_problem_if_required() {
        given.mapping("A: { expr: .a }\nB: { expr: .b, required: true }");
        assertThat(given.problems("{}")).containsExactly("mapping.required-missing B");
        assertThat(given.json("{\"b\":\"1\"}")).contains("\"A\":\"\"");
    }

    @Test
    void the_contract_is_held_against_what_comes_out() {
        given.mapping("A: { expr: '.a + .a' }\nN: { expr: '.n / 2' }");
        assertThat(given.problems("{\"a\":\"longer\",\"n\":3}"))
                .containsExactly("mapping.too-long A", "mapping.wrong-type N");
    }

    @Test
    void a_failed_expression_stops_the_record_and_quotes_nothing_of_it() {
        given.mapping("A: { expr: '.name + 1' }", "dossier: { expr: .no }");
        Mapping.Identified done = given.identify("{\"no\":\"D-1\",\"name\":\"Nguyễn Thị Mẫu\"}");
        assertThat(done.identity().dossier()).hasToString("D-1");
        Problem problem = ((MappingResult.Unmapped) done.result()).problems().getFirst();
        assertThat(problem.code()).isEqualTo("mapping.expr-failed");
        assertThat(problem.place()).isEqualTo("mappings/mapping.yaml:7");
        assertThat(problem + problem.says(Locale.ENGLISH)).doesNotContain("Mẫu");
    }

    @Test
    void the_fields_it_names_count_as_read() {
        given.file("source.schema.json", """
                        { "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" },
                          "o": { "type": "object", "properties": { "x": { "type": "string" } } } } }
                        """).file("mapping.yaml", """
                        mapping: t
                        source: source.schema.json
                        target: contract.schema.json
                        fields:
                          M: { value: m }
                          A: { expr: 'if .a then .o.x else "-" end' }
                        """);
        assertThat(given.load().compiled("t").orElseThrow().unread()).containsExactly("b");
        assertThat(given.warnings("{\"a\":\"1\",\"b\":\"2\"}")).containsExactly("mapping.source-field-unread b");
    }

    @Test
    void a_blank_text_is_null_as_it_is_absent_for_every_verb() {
        given.mapping("A: { expr: '.a // .b' }");
        assertThat(given.json("{\"a\":\"  \",\"b\":\"two\"}")).contains("\"A\":\"two\"");
    }

    @Test
    void its_cost_is_shown_when_the_cases_are_run() {
        given.mapping("A: { expr: .a }\nB: { from: b }")
                .file("tests/maps.yaml", "given: { a: x, b: \"1\" }\nexpect: { fields: { A: x, B: \"1\" } }\n");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status = MappingCommand.run(
                new String[] {"test", given.folder().toString()},
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "t: 1 of 3 fields uses expr \\(A mappings/mapping.yaml:\\d+\\): \\d+\\.\\d of \\d+\\.\\d µs a record, \\d+ %");
        assertThat(status).isZero();
    }

    @Test
    void what_came_of_it_is_explained() {
        given.mapping("A: { expr: '.a + .o.x' }");
        Explanation explanation =
                given.load().compiled("t").orElseThrow().explain(Definitions.record("{\"a\":\"1\",\"o\":{}}"));
        Explanation.Field field = explanation.fields().stream()
                .filter(each -> each.path().equals("A"))
                .findFirst()
                .orElseThrow();
        assertThat(field.steps())
                .containsExactly(
                        new Explanation.Step.Read("a", "1"),
                        new Explanation.Step.Absent("o.x"),
                        new Explanation.Step.Converted("expr", "1"));
    }
}
