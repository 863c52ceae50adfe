package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;

/** Each verb of the language, one at a time. */
class VerbsTest {

    @TempDir
    Path folder;

    Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"));
    }

    @Test
    void from_takes_the_first_path_that_is_present() {
        given.mapping("A: { from: [a.first, a.second] }");
        assertThat(given.json("{\"a\":{\"first\":\" \",\"second\":\"two\"}}")).contains("\"A\":\"two\"");
        assertThat(given.json("{\"a\":{\"first\":\"one\",\"second\":\"two\"}}")).contains("\"A\":\"one\"");
    }

    @Test
    void a_dot_within_a_name_is_escaped() {
        given.mapping("A: { from: Số\\. thứ tự }");
        assertThat(given.json("{\"Số. thứ tự\":\"7\"}")).contains("\"A\":\"7\"");
    }

    @Test
    void what_is_missing_is_written_as_the_contract_writes_the_unknown() {
        given.mapping("A: { from: a }\nN: { from: n }\nL: { each: l, fields: { X: { from: x } } }");
        assertThat(given.json("{\"a\":null}"))
                .isEqualTo("{\"A\":\"\",\"B\":\"\",\"D\":\"\",\"M\":\"m\",\"Secret\":\"\",\"Later\":\"\",\"L\":[]}");
    }

    @Test
    void numbers_and_truth_values_keep_their_type() {
        given.mapping("N: { from: n }\nT: { from: t }");
        assertThat(given.json("{\"n\":12,\"t\":true}")).contains("\"N\":12,\"T\":true");
    }

    @Test
    void an_integer_is_written_without_a_point() {
        given.mapping("N: { from: n }");
        assertThat(given.json("{\"n\":5.0}")).contains("\"N\":5,");
        given.mapping("N: { expr: \".n | round\" }");
        assertThat(given.json("{\"n\":2.5}")).contains("\"N\":3,");
    }

    @Test
    void a_number_is_no_text_unless_a_conversion_says_so() {
        given.mapping("A: { from: a }");
        assertThat(given.problems("{\"a\":12}")).containsExactly("mapping.wrong-type A");
        given.mapping("A: { from: a, as: text }");
        assertThat(given.json("{\"a\":12}")).contains("\"A\":\"12\"");
    }

    @Test
    void default_is_used_for_what_is_missing_and_told_once() {
        given.mapping("L: { each: l, fields: { X: { from: x, default: d } } }");
        String record = "{\"l\":[{},{},{\"x\":\"own\"}]}";
        assertThat(given.json(record))
                .contains("[{\"X\":\"d\",\"Y\":\"\"},{\"X\":\"d\",\"Y\":\"\"},{\"X\":\"own\",\"Y\":\"\"}]");
        assertThat(given.warnings(record)).containsExactly("mapping.default-used X");
    }

    @Test
    void verbs_apply_in_their_order_however_written() {
        given.mapping("B: { as: text, crosswalk: b, default: two, from: b, required: true }");
        assertThat(given.json("{}")).contains("\"B\":\"2\"");
    }

    @Test
    void crosswalk_refuses_a_code_without_a_pair() {
        given.mapping("B: { from: b, crosswalk: b }");
        assertThat(given.json("{\"b\":\" two \"}")).contains("\"B\":\"2\"");
        assertThat(given.problems("{\"b\":\"three\"}")).containsExactly("mapping.no-crosswalk-pair B");
    }

    @Test
    void otherwise_is_used_and_told() {
        given.mapping("B: { from: b, crosswalk: lenient }");
        assertThat(given.json("{\"b\":\"three\"}")).contains("\"B\":\"2\"");
        assertThat(given.warnings("{\"b\":\"three\"}")).containsExactly("mapping.crosswalk-otherwise B");
    }

    @Test
    void a_pair_that_holds_on_some_days_is_chosen_by_the_day_of_the_record() {
        given.mapping("B: { from: b, crosswalk: { name: dated, on: { from: day, as: instant } } }");
        assertThat(given.json("{\"b\":\"x\",\"day\":\"2025-06-30T23:59:59+07:00\"}"))
                .contains("\"B\":\"1\"");
        assertThat(given.json("{\"b\":\"x\",\"day\":\"2025-06-30T17:00:00Z\"}")).contains("\"B\":\"2\"");
        assertThat(given.problems("{\"b\":\"x\"}")).containsExactly("mapping.day-not-known B");
    }

    @Test
    void a_day_is_asked_for_only_where_codes_have_days() {
        given.file("code-tables/npsp/days.csv", "code,name,from,until\n1,one,,2025-06-30\n");
        given.mapping("B: { from: b, crosswalk: { name: b, on: { from: day, as: instant } } }\n"
                + "A: { from: a, in: { table: npsp/b, on: { from: day, as: instant } } }");
        assertThat(given.json("{\"b\":\"one\",\"a\":\"2\"}")).contains("\"A\":\"2\",\"B\":\"1\"");
        given.mapping("A: { from: a, in: { table: npsp/days, on: { from: day, as: instant } } }");
        assertThat(given.problems("{\"a\":\"1\"}")).containsExactly("mapping.day-not-known A");
    }

    @Test
    void a_question_that_was_left_open_is_told_as_one_at_its_line() {
        given.mapping("A: { from: \"?\" }\nD: { from: \"?\", required: true }\n"
                + "L: { each: \"?\", fields: { X: { from: x } } }\nO: { fields: { P: { from: [p, \"?\"] } } }");
        var open = (MappingResult.Unmapped) given.map("{}");
        assertThat(open.problems())
                .extracting(problem -> problem.code() + " " + problem.field() + " " + problem.place())
                .containsExactly(
                        "mapping.question-open A mappings/mapping.yaml:7",
                        "mapping.question-open D mappings/mapping.yaml:8",
                        "mapping.question-open L mappings/mapping.yaml:9");
        given.mapping("A: { from: \"?\" }");
        assertThat(given.json("{\"?\":\"1\"}")).as("a field of that name").contains("\"A\":\"1\"");
        given.mapping(
                "A: { from: \"?\", when: { field: b, present: true } }\nD: { from: \"?\", default: \"20240102030405\" }");
        assertThat(given.json("{}")).as("nothing is asked").contains("\"D\":\"20240102030405\"");
    }

    @Test
    void conversions_apply_one_after_the_other() {
        given.mapping("A: { from: a, as: [text, { cut: { longest: 3 } }] }");
        assertThat(given.json("{\"a\":\"abcdef\"}")).contains("\"A\":\"abc\"");
        assertThat(given.warnings("{\"a\":\"abcdef\"}")).containsExactly("convert.text-cut A");
    }

    @Test
    void required_stops_the_record() {
        given.mapping("A: { from: a, required: true }\nL: { each: l, required: true, fields: { X: { from: x } } }");
        assertThat(given.problems("{\"a\":\"1\",\"l\":[]}")).containsExactly("mapping.required-missing L");
        assertThat(given.problems("{\"l\":[{}]}")).containsExactly("mapping.required-missing A");
        assertThat(given.problems("{}")).containsExactly("mapping.required-missing A", "mapping.required-missing L");
        assertThat(given.problems("{\"a\":\"1\",\"l\":{}}")).containsExactly("mapping.wrong-type l");
    }

    @Test
    void what_the_contract_demands_need_not_be_marked_required() {
        given.mapping("M: { from: m }\nLater: { from: later }");
        assertThat(given.problems("{}")).containsExactly("mapping.required-missing M");
    }

    @Test
    void a_value_must_be_in_its_code_table() {
        given.mapping("A: { from: a, in: npsp/b }");
        assertThat(given.json("{\"a\":\"1\"}")).contains("\"A\":\"1\"");
        assertThat(given.problems("{\"a\":\"9\"}")).containsExactly("mapping.not-in-code-table A");
        assertThat(given.json("{\"a\":1}")).as("a database's column of numbers").contains("\"A\":\"1\"");
        assertThat(given.json("{\"a\":1.0}")).contains("\"A\":\"1\"");
        assertThat(given.problems("{\"a\":9}")).containsExactly("mapping.not-in-code-table A");
    }

    @Test
    void each_reaches_the_record_with_a_slash_and_itself_with_a_dot() {
        given.mapping("L: { each: [a, b], fields: { X: { from: . }, Y: { from: /top } } }");
        assertThat(given.json("{\"a\":\"1\",\"b\":\"2\",\"top\":\"t\"}"))
                .contains("\"L\":[{\"X\":\"1\",\"Y\":\"t\"},{\"X\":\"2\",\"Y\":\"t\"}]");
    }

    @Test
    void when_leaves_out_elements_and_fields() {
        given.mapping("L: { each: l, when: { field: kind, is: [good] }, fields: { X: { from: x } } }\n"
                + "A: { from: a, when: [{ field: b, present: true }, { field: b, not: [no] }], required: true }");
        String list = "\"l\":[{\"kind\":\"good\",\"x\":\"1\"},{\"kind\":\"bad\",\"x\":\"2\"}]";
        assertThat(given.json("{\"a\":\"1\",\"b\":\"yes\"," + list + "}"))
                .startsWith("{\"A\":\"1\"")
                .contains("\"L\":[{\"X\":\"1\",\"Y\":\"\"}]");
        assertThat(given.json("{\"a\":\"1\",\"b\":\"no\"}")).startsWith("{\"A\":\"\"");
        assertThat(given.json("{\"a\":\"1\"}")).startsWith("{\"A\":\"\"");
    }

    /** Web pages and Word put no-break spaces into cells; a reader sees none of them. */
    @Test
    void a_value_that_nobody_sees_is_not_there() {
        given.mapping(
                "A: { from: [a, b] }\nL: { each: l, when: { field: x, present: true }, fields: { X: { from: x } } }");
        for (String nothing : List.of(" ", "\u00a0", "\u200b", "\u3000", "\ufeff", " \u00a0\t")) {
            assertThat(given.json("{\"a\":\"" + nothing.replace("\t", "\\t") + "\",\"b\":\"1\"}"))
                    .contains("\"A\":\"1\"");
        }
        assertThat(given.json("{\"a\":\"1\",\"l\":[{\"x\":\"\u00a0\"},{\"x\":\"\u00a02 \u00a0\"}]}"))
                .contains("\"L\":[{\"X\":\"2\",");
        given.mapping("M: { from: m, required: true }");
        assertThat(given.problems("{\"m\":\"\u00a0\"}")).containsExactly("mapping.required-missing M");
    }

    @Test
    void blanks_nobody_sees_make_no_other_word_of_a_condition_or_a_code() {
        given.file("crosswalks/words.yaml", "crosswalk: words\nto: npsp/b\npairs: { Công dân: \"1\" }\n");
        given.mapping("A: { value: \"yes\", when: { field: a, is: Công dân } }\nB: { from: b, crosswalk: words }");
        for (String word : List.of("Công dân", "Công\u00a0dân", " Công  dân\u00a0", "Co\u0302ng da\u0302n\u200b")) {
            assertThat(given.json("{\"a\":\"" + word + "\",\"b\":\"" + word + "\"}"))
                    .contains("\"A\":\"yes\"")
                    .contains("\"B\":\"1\"");
        }
    }

    @Test
    void join_leaves_out_what_is_missing() {
        given.mapping("A: { join: { from: [a, b, c], with: \"-\" } }");
        assertThat(given.json("{\"a\":\"1\",\"c\":\"3\"}")).contains("\"A\":\"1-3\"");
        assertThat(given.json("{\"b\":\" \"}")).contains("\"A\":\"\"");
    }

    @Test
    void join_writes_a_number_as_it_was_typed() {
        given.mapping("A: { join: { from: [a, n], with: \"|\" } }");
        assertThat(given.json("{\"a\":\"x\",\"n\":79.0}")).contains("\"A\":\"x|79\"");
        assertThat(given.json("{\"a\":\"x\",\"n\":7.9E3}")).contains("\"A\":\"x|7900\"");
        assertThat(given.json("{\"n\":2.50}")).contains("\"A\":\"2.5\"");
    }

    @Test
    void a_number_is_compared_as_it_was_typed() {
        given.mapping("A: { value: \"yes\", when: { field: n, is: \"1\" } }\nB: { from: n, crosswalk: numbers }");
        given.file(
                "crosswalks/numbers.yaml", "crosswalk: numbers\nto: npsp/b\npairs: { \"1\": \"1\", \"100\": \"2\" }\n");
        assertThat(given.json("{\"n\":1.0}")).contains("\"A\":\"yes\",\"B\":\"1\"");
        assertThat(given.json("{\"n\":1E2}")).contains("\"A\":\"\",\"B\":\"2\"");
    }

    @Test
    void an_object_takes_its_names_from_around_it() {
        given.mapping("O: { fields: { P: { from: p } } }");
        assertThat(given.json("{\"p\":\"1\"}")).contains("\"O\":{\"P\":\"1\"}");
    }

    @Test
    void every_problem_of_a_record_is_found_at_once_with_place_and_index() {
        given.mapping("A: { from: a }\nB: { from: b, crosswalk: b }\nD: { from: d, as: npsp-datetime }\n"
                + "L: { each: l, fields: { X: { from: x, required: true }, Y: { from: y } } }");
        var result = (MappingResult.Unmapped)
                given.map(
                        "{\"a\":\"longer than ten\",\"b\":\"?\",\"d\":\"2024-02-30T00:00:00\",\"l\":[{\"x\":\"1\"},{\"y\":\"abcd\"}]}");
        assertThat(Definitions.codes(result.problems()))
                .containsExactly(
                        "mapping.too-long A",
                        "mapping.no-crosswalk-pair B",
                        "convert.no-such-date D",
                        "mapping.required-missing L[1].X",
                        "mapping.too-long L[1].Y");
        assertThat(result.problems()).extracting(Problem::place).contains("mappings/mapping.yaml:7");
    }

    @Test
    void text_is_composed_trimmed_and_cleaned() {
        given.mapping("A: { from: a }");
        assertThat(given.json("{\"a\":\" Ha\\u0300 No\\u0323\\u0302i \"}")).contains("\"A\":\"Hà Nội\"");
        assertThat(given.warnings("{\"a\":\"Ha\\u0300\"}")).isEmpty();
        assertThat(given.json("{\"a\":\"a\\u200bb\\tc\"}")).contains("\"A\":\"ab c\"");
        assertThat(given.warnings("{\"a\":\"a\\u200bb\"}")).containsExactly("mapping.text-cleaned A");
    }

    @Test
    void text_that_was_misread_on_its_way_is_put_right_or_stops_the_record() {
        given.mapping("O: { fields: { P: { from: p } } }");
        assertThat(given.json("{\"p\":\"C«ng ty Cæ phÇn\"}")).contains("\"P\":\"Công ty Cổ phần\"");
        assertThat(given.warnings("{\"p\":\"CÃ´ng ty\"}")).containsExactly("convert.misread-text-mended O.P");
        assertThat(given.warnings("{\"p\":\"Société Générale\"}")).isEmpty();
        assertThat(given.problems("{\"p\":\"Hµ\"}")).containsExactly("convert.misread-text-unsure O.P");
        assertThat(given.problems("{\"p\":\"Nguy?n V?n An\"}")).containsExactly("convert.text-damaged O.P");
    }

    /** What no rule names a conversion for is looked at before; these are the ways on which a text is something else first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: { from: p }",
                "A: { join: { from: [p, q] } }",
                "A: { expr: '.p' }",
                "A: { expr: '.p', as: upper-restored }",
                "A: { from: p, as: html-text }",
                "A: { from: h, as: html-text }",
                "A: { from: n, as: html-text }",
                "A: { from: p, as: upper-restored }",
                "A: { from: p, as: { dossier-number: { shape: 'N.n' } } }",
                "A: { from: p, as: digits }",
                "A: { from: p, as: base64 }",
                "A: { from: n, as: base64 }",
                "A: { from: p, crosswalk: lost }",
                "A: { from: one, crosswalk: lost }",
            })
    void letters_that_were_lost_stop_the_record_on_whatever_way(String rule) {
        given.file(
                "crosswalks/lost.yaml", "crosswalk: lost\npairs: { one: \"N\uFFFDn\", \"N\uFFFDn\": \"N\uFFFDn\" }\n");
        given.mapping(rule);
        assertThat(given.problems(
                        "{\"p\":\"N\uFFFDn\",\"q\":\"q\",\"h\":\"N&#xFFFD;n\",\"n\":\"N\\u0000n\",\"one\":\"one\"}"))
                .containsExactly("convert.text-damaged A");
    }

    @Test
    void what_fills_a_field_of_fixed_length_is_no_lost_letter() {
        given.mapping("A: { from: a, as: html-text }");
        assertThat(given.json("{\"a\":\"Nam\\u0000\\u0000\"}")).contains("\"A\":\"Nam\"");
    }

    @Test
    void quotes_backslashes_and_signs_beyond_the_first_plane_survive() {
        given.mapping("A: { from: a }");
        assertThat(given.json("{\"a\":\"\\\"\\\\😀ữ\"}")).contains("\"A\":\"\\\"\\\\😀ữ\"");
    }

    @Test
    void a_source_field_no_rule_reads_is_told_unless_declared_unused() {
        given.mapping("A: { from: a.b }", "unused: [c, a.d]");
        assertThat(
                        given.warnings(
                                "{\"a\":{\"b\":\"1\",\"d\":\"2\",\"e\":\"3\"},\"c\":{\"deep\":1},\"f\":1,\"g\":\"\",\"h\":null}"))
                .containsExactly("mapping.source-field-unread a.e", "mapping.source-field-unread f");
    }

    @Test
    void what_is_in_the_way_of_a_path_is_a_wrong_type_and_never_silence() {
        given.mapping("A: { from: a.b.c }\nL: { each: l, fields: { X: { from: x.y } } }\nD: { from: d }");
        assertThat(given.problems("{\"a\":\"text\",\"l\":{},\"d\":[1]}"))
                .containsExactly("mapping.wrong-type a", "mapping.wrong-type d", "mapping.wrong-type l");
        assertThat(given.problems("{\"a\":{\"b\":[{\"c\":1}]},\"l\":[{\"x\":1}]}"))
                .containsExactly("mapping.wrong-type a.b", "mapping.wrong-type l[0].x");
    }

    @Test
    void a_wrong_type_is_told_at_each_place_also_where_the_values_are_equal() {
        given.file("source.schema.json", """
                { "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" },
                  "l": { "type": "array", "items": { "type": "string" } } } }
                """).file("mapping.yaml", """
                mapping: t
                source: source.schema.json
                target: contract.schema.json
                fields: { A: { from: a }, M: { from: b }, L: { each: l, fields: { X: { from: . } } } }
                """);
        assertThat(given.problems("{\"a\":1,\"b\":1,\"l\":[\"1\",1,true,1]}"))
                .containsExactly(
                        "mapping.wrong-type a",
                        "mapping.wrong-type b",
                        "mapping.wrong-type l[1]",
                        "mapping.wrong-type l[2]",
                        "mapping.wrong-type l[3]");
    }

    @Test
    void a_wrong_type_that_no_schema_tells_of_is_told_at_the_line_of_its_rule() {
        given.mapping(
                "A: { from: a.b }\nD: { join: { from: [d, e] } }\nL: { each: l, fields: { X: { from: x.y } } }\n"
                        + "B: { from: b, when: { field: c.d, present: true } }",
                "skip: [{ when: { field: s.t, is: x }, because: nothing }]");
        var wrong = (MappingResult.Unmapped)
                given.map("{\"a\":\"text\",\"c\":1,\"d\":[1],\"e\":{},\"l\":[{\"x\":1}],\"s\":1}");
        assertThat(wrong.problems())
                .extracting(problem -> problem.field() + " " + problem.place())
                .containsExactly(
                        "s mappings/mapping.yaml:4",
                        "a mappings/mapping.yaml:7",
                        "c mappings/mapping.yaml:10",
                        "d mappings/mapping.yaml:8",
                        "e mappings/mapping.yaml:8",
                        "l[0].x mappings/mapping.yaml:9");
    }

    @Test
    void values_of_persons_are_never_quoted() {
        given.mapping("Secret: { from: s, crosswalk: b }\nB: { from: b, crosswalk: b }")
                .file("crosswalks/b.yaml", "crosswalk: b\npairs: { one: x }\n")
                .file("contract.schema.json", Definitions.CONTRACT.replace("\"1\", \"2\"", "\"x\""));
        var result = (MappingResult.Unmapped) given.map("{\"s\":\"Nguyễn Thị Thử\",\"b\":\"001199000123\"}");
        assertThat(result.problems().toString()).doesNotContain("Nguyễn", "001199000123");
    }

    @Test
    void a_value_of_a_field_nobody_has_classified_is_not_quoted_either() {
        given.mapping("B: { from: b, crosswalk: b }");
        assertThat(given.map("{\"b\":\"archived\"}").toString()).contains("archived");

        given.file("contract.schema.json", Definitions.CONTRACT.replace("\"2\"], \"x-personal\": \"no\"", "\"2\"]"));
        assertThat(given.map("{\"b\":\"archived\"}").toString()).contains("•••").doesNotContain("archived");
    }

    @Test
    void a_list_holds_as_many_elements_as_its_contract_allows() {
        given.mapping("L: { each: l, fields: { X: { from: x } } }")
                .file(
                        "contract.schema.json",
                        Definitions.CONTRACT.replace(
                                "\"type\": \"array\",", "\"type\": \"array\", \"minItems\": 1, \"maxItems\": 2,"));
        assertThat(given.problems("{\"m\":\"x\"}")).contains("mapping.too-few-elements L");
        assertThat(given.problems("{\"l\":[]}")).contains("mapping.too-few-elements L");
        assertThat(given.problems("{\"l\":[{},{},{}]}")).contains("mapping.too-many-elements L");
        assertThat(given.map("{\"l\":[{\"x\":\"1\"},{\"x\":\"2\"}]}")).isInstanceOf(MappingResult.Mapped.class);
    }

    @Test
    void skip_says_that_nothing_is_owed_and_why() {
        given.mapping(
                "A: { from: a }",
                "skip: [{ when: { field: a, is: [draft] }, because: { vi: bản nháp, en: a draft } }]");
        assertThat(given.map("{\"a\":\"draft\"}"))
                .isInstanceOfSatisfying(
                        MappingResult.NotOwed.class,
                        not -> assertThat(not.reason().says(java.util.Locale.ENGLISH))
                                .contains("a draft"));
        assertThat(given.map("{\"a\":\"final\"}")).isInstanceOf(MappingResult.Mapped.class);
    }
}
