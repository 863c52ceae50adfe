package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.Explanation.Field;
import vn.lienthong.mapping.Explanation.Origin;
import vn.lienthong.mapping.Explanation.Step;

class ExplanationTest {

    @TempDir
    Path folder;

    Explanation explain(Definitions given, String record) {
        return given.load().find("t").orElseThrow().explain(Definitions.record(record));
    }

    Field field(Explanation explanation, String path) {
        return explanation.fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void names_the_source_field_the_rule_and_the_row_of_the_crosswalk() {
        Explanation explanation =
                explain(new Definitions(folder.resolve("mappings")).mapping("B: { from: [no, b], crosswalk: b }"), """
                        {"b": "two"}""");
        Field b = field(explanation, "B");
        assertThat(b.rule()).isEqualTo("mappings/mapping.yaml:7");
        assertThat(b.origin()).isEqualTo(Origin.MAPPED);
        assertThat(b.value()).isEqualTo("2");
        assertThat(b.steps())
                .containsExactly(
                        new Step.Absent("no"),
                        new Step.Read("b", "two"),
                        new Step.Crossed("b", "mappings/crosswalks/b.yaml:3", "2", false));
    }

    @Test
    void numbers_the_elements_of_source_and_target_lists() {
        Explanation explanation = explain(
                new Definitions(folder.resolve("mappings"))
                        .mapping("L:\n  each: list.items\n  when: { field: x, present: true }\n"
                                + "  fields:\n    X: { from: x }\n    Y: { from: /top, as: { cut: { longest: 3 } } }"),
                "{\"top\": \"abcd\", \"list\": {\"items\": [{}, {\"x\": \"1\"}]}}");
        assertThat(field(explanation, "L[0].X").steps()).containsExactly(new Step.Read("list.items[1].x", "1"));
        assertThat(field(explanation, "L[0].Y").steps())
                .containsExactly(new Step.Read("top", "abcd"), new Step.Converted("cut", "abc"));
    }

    @Test
    void tells_constants_defaults_unknown_fields_and_fields_without_a_rule_apart() {
        Explanation explanation = explain(
                new Definitions(folder.resolve("mappings"))
                        .mapping("A: { from: a, default: x }\nB: { from: b, crosswalk: lenient }\n"
                                + "Secret: { from: s, when: { field: b, is: [one] } }\nD: { from: d }"),
                "{\"b\": \"three\"}");
        assertThat(field(explanation, "A").origin()).isEqualTo(Origin.DEFAULTED);
        assertThat(field(explanation, "A").steps()).containsExactly(new Step.Absent("a"), new Step.Declared("x"));
        assertThat(field(explanation, "B").origin()).isEqualTo(Origin.DEFAULTED);
        assertThat(field(explanation, "M").origin()).isEqualTo(Origin.CONSTANT);
        assertThat(field(explanation, "D").origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(field(explanation, "Later").origin()).isEqualTo(Origin.NO_RULE);
        assertThat(field(explanation, "Secret").personal()).isTrue();
        assertThat(field(explanation, "Secret").steps()).containsExactly(new Step.NotAsked());
    }

    @Test
    void names_the_day_whose_codes_count() {
        Explanation explanation = explain(
                new Definitions(folder.resolve("mappings"))
                        .mapping("B: { from: b, crosswalk: { name: dated, on: day } }"),
                "{\"b\": \"x\", \"day\": \"2024-05-06\"}");
        assertThat(field(explanation, "B").steps())
                .contains(
                        new Step.OnDay("day", java.time.LocalDate.of(2024, 5, 6)),
                        new Step.Crossed("dated", "mappings/crosswalks/dated.yaml:3", "1", false));
    }

    @Test
    void explains_what_a_refused_record_got_as_far_as() {
        Explanation explanation = explain(
                new Definitions(folder.resolve("mappings")).mapping("A: { from: a }\nB: { from: b, crosswalk: b }"),
                "{\"a\": \"far too long for A\", \"b\": \"one\"}");
        assertThat(explanation.result()).isInstanceOf(MappingResult.Unmapped.class);
        assertThat(field(explanation, "A").origin()).isEqualTo(Origin.WRONG);
        assertThat(field(explanation, "A").value()).isNull();
        assertThat(field(explanation, "B").value()).isEqualTo("1");
    }

    @Test
    void a_record_that_cannot_be_read_has_no_fields_and_the_same_problem() {
        Definitions given = new Definitions(folder.resolve("mappings")).mapping("A: { from: a }");
        Explanation explanation = explain(given, "{");
        assertThat(explanation.fields()).isEqualTo(List.of());
        assertThat(explanation.result()).isEqualTo(given.map("{"));
    }
}
