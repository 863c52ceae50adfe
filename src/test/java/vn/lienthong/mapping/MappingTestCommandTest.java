package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code mapping test}: what it checks, and how it tells what does not hold. */
class MappingTestCommandTest extends CommandOnFiles {

    @Test
    void a_field_of_the_source_schema_that_nobody_reads_fails_a_check() {
        given.file(
                        "source.schema.json",
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}}}")
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: source.schema.json\ntarget: contract.schema.json\n"
                                + "fields: { M: { value: m }, A: { from: a } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains("mapping.yaml: every field of the source schema is read or declared unused\n  b");
    }

    @Test
    void a_contract_that_nobody_uses_yet_is_checked_too() {
        given.file(
                "later.schema.json",
                "{\"type\":\"object\",\"properties\":{\"S\":{\"type\":\"string\",\"x-code-table\":\"none\"}}}");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed()).contains("later.schema.json:1:", "none");
    }

    @Test
    void of_a_folder_only_what_is_in_it_is_tested_and_not_what_is_named_alike() {
        for (String name : new String[] {"one", "one-more"}) {
            given.file(name + "/mapping.yaml", """
                            mapping: %s
                            source: { format: json }
                            target: ../contract.schema.json
                            fields: { M: { value: m }, A: { from: a } }
                            """.formatted(name))
                    .file(name + "/tests/maps-a.yaml", "given: { a: x }\nexpect: { fields: { A: x } }\n");
        }
        given.file("one-more/tests/fails.yaml", "given: { a: x }\nexpect: { fields: { A: y } }\n");
        assertThat(run("test", given.folder().resolve("one").toString())).isZero();
        assertThat(printed()).doesNotContain("one-more");
        assertThat(run("test", given.folder().resolve("one-more").toString())).isEqualTo(1);
        run("coverage", given.folder().resolve("one").toString());
        assertThat(printed()).contains("  one: ").doesNotContain("one-more");
    }

    @Test
    void a_case_that_expects_a_code_nothing_tells_or_builds_on_a_case_that_is_not_there_is_told_what_was_meant() {
        given.file("tests/too-long.yaml", "given: { a: x }\nexpect: { problem: { code: mapping.to-long, field: A } }\n")
                .file("tests/builds.yaml", "given: map-a\nexpect: { fields: { A: x } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains("mapping.unknown-problem-code mappings/tests/too-long.yaml:2:22", "mapping.too-long")
                .contains("there is no case and no file map-a, did you mean maps-a?");
    }

    @Test
    void a_case_file_is_told_every_fault_with_its_place() {
        given.file("tests/bad.yaml", """
                        giwen: { a: x }
                        expect: { problem: { cod: mapping.too-long }, identity: { dosier: a } }
                        """)
                .file("tests/two.yaml", "given: { a: x }\nexpect: { fields: { A: x } }\n---\ngiven: { a: y }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "mapping.unknown-key mappings/tests/bad.yaml:1:1, giwen",
                        "mapping.missing-key mappings/tests/bad.yaml:1:1, given",
                        "mapping.unknown-key mappings/tests/bad.yaml:2:22, cod",
                        "mapping.missing-key mappings/tests/bad.yaml:2:20, code",
                        "mapping.unknown-key mappings/tests/bad.yaml:2:59, dosier",
                        "mapping.not-one-case mappings/tests/two.yaml:1:1");
    }

    @Test
    void ends_with_0_if_every_check_holds() {
        assertThat(run("mapping", "test", given.folder().toString()))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("0 failed");
    }

    @Test
    void a_problem_that_is_missing_is_shown_beside_what_its_field_has_instead() {
        given.mapping("A: { from: a }\nB: { from: b, required: true }").file("tests/refuses-a.yaml", """
                        given: { a: "x1234567890", b: "3" }
                        expect:
                          problems:
                            - { code: mapping.no-crosswalk-pair, field: B }
                            - { code: mapping.too-long, field: A }
                            - { code: mapping.too-short, field: D }
                        """);
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains("expected mapping.no-crosswalk-pair B\n    got      mapping.value-not-allowed B")
                .contains("expected mapping.too-short D\n    got      nothing like it")
                .doesNotContain("mapping.too-long", "nothing more");
    }

    @Test
    void a_case_says_which_record_of_a_file_it_is_given_and_an_empty_record_is_one() {
        given.mapping("A: { from: a }")
                .file("tests/rows.json", "[{\"a\":\"x\"}]")
                .file("tests/misspelt.yaml", "given: { file: rows.json, record: 1 }\nexpect: { fields: { A: x } }\n")
                .file("tests/no-number.yaml", "given: { file: rows.json, row: first }\nexpect: { fields: { A: x } }\n")
                .file("tests/no-such-row.yaml", "given: { file: rows.json, row: 2 }\nexpect: { fields: { A: x } }\n")
                .file("tests/a-field-named-so.yaml", "given: { file: x.pdf, a: y }\nexpect: { fields: { A: y } }\n")
                .file("tests/nothing.yaml", "given: {}\nexpect: { fields: { A: \"\" } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "given: expected { file, row }, got file, record",
                        "given: row is the number of a record in the file, from 1",
                        "given: rows.json has no row 2")
                .doesNotContain("nothing.yaml", "a-field-named-so.yaml");
    }

    @Test
    void a_failed_case_prints_file_field_expected_and_got() {
        given.file("tests/maps-a.yaml", "given: { a: x }\nexpect: { fields: { A: y } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains("tests/maps-a.yaml: maps a", "field A", "expected \"y\"", "got      \"x\"", "2 failed");
    }

    @Test
    void a_rule_that_no_case_reaches_is_a_failure() {
        given.mapping("A: { from: a }\nB: { from: b }");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed()).contains("no case reaches B (mappings/mapping.yaml:8)");
    }

    @Test
    void a_case_with_an_unknown_key_or_without_a_base_is_a_failure_of_its_own() {
        given.file("tests/odd.yaml", "given: { a: x }\nexpct: {}\n")
                .file("tests/lost.yaml", "given: nowhere\nexpect: { fields: { A: x } }\n")
                .file("tests/round.yaml", "given: round\nexpect: { fields: { A: x } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed())
                .contains("mapping.unknown-key", "there is no case and no file nowhere", "given each other");
    }

    @Test
    void a_case_that_changes_a_record_that_is_no_object_is_a_failure_of_its_own() {
        given.file("tests/list.yaml", "given: []\nchange: { a: x }\nexpect: { fields: { A: x } }\n");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed()).contains("tests/list.yaml", "change: the given record is no object");
    }

    @Test
    void faults_of_files_are_failures_with_advice() {
        given.mapping("AA: { from: a }");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed()).contains("mapping.unknown-target-field", "mapping.yaml:7");
    }

    private static String read(Definitions definitions) {
        try {
            return java.nio.file.Files.readString(definitions.folder().resolve("mapping.yaml"));
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void a_mapping_file_is_tested_as_its_folder_and_where_there_is_none_that_is_told() {
        assertThat(run("test", given.folder().resolve("mapping.yaml").toString()))
                .as(printed())
                .isZero();
        assertThat(run("test", given.folder().resolve("crosswalks").toString())).isEqualTo(1);
        assertThat(printed()).startsWith("there is no mapping in ").contains("nothing was checked");
    }
}
