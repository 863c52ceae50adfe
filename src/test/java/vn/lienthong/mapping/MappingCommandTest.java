package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCommandTest {

    @TempDir
    Path folder;

    Definitions given;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("tests/maps-a.yaml", "given: { a: x }\nexpect: { fields: { A: x } }\n");
    }

    int run(String... words) {
        printed.reset();
        return MappingCommand.run(words, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

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
    void faults_of_files_are_failures_with_advice() {
        given.mapping("AA: { from: a }");
        assertThat(run("test", given.folder().toString())).isEqualTo(1);
        assertThat(printed()).contains("mapping.unknown-target-field", "mapping.yaml:7");
    }

    @Test
    void run_prints_what_becomes_of_each_record() {
        given.mapping("A: { from: a, required: true }")
                .file("input/good.json", "{\"a\":\"x\"}")
                .file("input/bad.json", "{}");
        String mapping = given.folder().resolve("mapping.yaml").toString();
        assertThat(run("run", mapping, given.folder().resolve("input/good.json").toString()))
                .isZero();
        assertThat(printed()).startsWith("{\"A\":\"x\"");
        assertThat(run("run", mapping, given.folder().resolve("input/bad.json").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("mapping.required-missing", "mapping.yaml:7", "A");
    }

    @Test
    void run_tells_what_the_file_holds_beside_its_records() {
        given.file("mapping.yaml", """
                mapping: t
                source: { format: csv, subtotals: { first: Cộng } }
                target: contract.schema.json
                fields: { A: { from: a }, M: { value: m } }
                """).file("input/rows.csv", "a,b\nx,1\nCộng,\n");
        String input = given.folder().resolve("input/rows.csv").toString();
        assertThat(run("run", given.folder().resolve("mapping.yaml").toString(), input))
                .isZero();
        assertThat(printed()).contains("source.subtotals-left-out");
    }

    @Test
    void run_explains_one_record_of_several() {
        given.file("crosswalks/c.yaml", "crosswalk: c\npairs:\n  x: \"1\"\n")
                .mapping("A: { from: a, crosswalk: c }")
                .file("input/two.json", "[{\"a\":\"y\"}, {\"a\":\"x\"}]");
        String mapping = given.folder().resolve("mapping.yaml").toString();
        String input = given.folder().resolve("input/two.json").toString();
        assertThat(run("run", mapping, input, "--record=2", "--explain"))
                .as(printed())
                .isZero();
        assertThat(printed())
                .contains(
                        "A = \"1\"  (mapped, mappings/mapping.yaml:7)",
                        "source a = \"x\"",
                        "crosswalk c → \"1\"  (mappings/crosswalks/c.yaml:3)",
                        "M = \"m\"  (constant,")
                .doesNotContain("mapping.no-crosswalk-pair");
        assertThat(run("run", mapping, input, "--record=3")).isEqualTo(2);
        assertThat(run("run", mapping, input, "--record=none")).isEqualTo(2);
    }

    @Test
    void coverage_ends_with_1_below_its_threshold() {
        String folder = given.folder().toString();
        assertThat(run("coverage", folder)).as(printed()).isZero();
        assertThat(printed()).contains("mandatory 1 of 2 (50 %)", "never tested: M  (mappings/mapping.yaml:6)");
        assertThat(run("coverage", folder, "--threshold=5")).isEqualTo(1);
        given.file("tests/maps-a.yaml", "given: { a: x }\nexpect: { fields: { A: x, M: m } }\n");
        assertThat(run("coverage", folder, "--threshold=5")).as(printed()).isZero();
        assertThat(run("coverage", folder, "--threshold=90")).isEqualTo(1);
    }

    @Test
    void diff_tells_which_outgoing_fields_change_for_which_records() {
        given.mapping("A: { from: a }\nB: { from: b, crosswalk: b }\nSecret: { from: s }");
        Definitions fresh = new Definitions(folder.resolve("fresh/mappings"))
                .mapping("A: { from: [x, a] }\nB: { from: b, crosswalk: lenient }\nSecret: { from: [t, s] }")
                .file("input.ndjson", """
                        {"a": "same"}
                        {"a": "1", "x": "2", "b": "two"}
                        {"b": "three"}
                        {"s": "x", "t": "y"}
                        """);
        String input = fresh.folder().resolve("input.ndjson").toString();
        given.file("mapping.yaml", read(given).replace("json }", "ndjson }"));
        fresh.file("mapping.yaml", read(fresh).replace("json }", "ndjson }"));
        String old = given.folder().resolve("mapping.yaml").toString();

        assertThat(run("diff", old, fresh.folder().toString(), input)).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "line 2\n    A: \"1\" → \"2\"", "line 3\n    (refused): mapping.no-crosswalk-pair B → nothing")
                .contains(
                        "line 4\n    (refused): nothing → mapping.value-not-allowed Secret",
                        "    Secret: ••• → nothing")
                .contains("3 of 4 records change; 1 can now be mapped, 1 no longer can")
                .doesNotContain("line 1");
        assertThat(run("diff", old, old, input)).isZero();
        assertThat(printed()).contains("0 of 4 records change");
        run("diff", old, fresh.folder().toString(), input, "--show-values");
        assertThat(printed()).contains("Secret: \"x\" → nothing");
    }

    private static String read(Definitions definitions) {
        try {
            return java.nio.file.Files.readString(definitions.folder().resolve("mapping.yaml"));
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void docs_are_one_page_and_one_workbook_of_every_crosswalk() throws Exception {
        given.mapping("B: { from: b, crosswalk: words }").file("crosswalks/words.yaml", """
                crosswalk: words
                summary: Words & codes
                to: npsp/b
                pairs:
                  <Mới>: "1"    # as it comes
                """);
        Path out = folder.resolve("docs");
        assertThat(run("docs", given.folder().toString(), "--out=" + out))
                .as(printed())
                .isZero();
        assertThat(java.nio.file.Files.readString(out.resolve("crosswalks.html")))
                .contains("Words &amp; codes", "<td class=\"code\">&lt;Mới&gt;</td>", "as it comes", "used for: t B")
                .contains("mappings/crosswalks/words.yaml  sha-256 ", "2025-06-30")
                .doesNotContain("src=", "href=");
        assertThat(out.resolve("crosswalks.xlsx")).isNotEmptyFile();
    }

    @Test
    void new_begins_a_mapping_that_loads_and_a_case_that_holds_and_names_nobody() throws Exception {
        given.file("people.csv", """
                Sổ theo dõi hồ sơ;;;;
                Mã hồ sơ;Chủ hồ sơ;Ngày nộp;Tình trạng;Ghi chú
                HS-0042;Ngô Văn Thật;15/03/2024 08:05;Mới;
                HS-0043;Ngô Thị Khác;16/03/2024 09:00;Mới;gọi 0987654321
                """).file("portal/portal.schema.json", """
                { "x-unknown": {"string": ""}, "type": "object", "additionalProperties": false,
                  "required": ["MaHoSo", "ChuHoSo", "NgayNopHoSo", "TrangThaiHoSo", "DonVi"],
                  "properties": {
                    "MaHoSo": {"type": "string", "minLength": 1},
                    "ChuHoSo": {"type": "string", "x-personal": "name"},
                    "NgayNopHoSo": {"type": "string", "pattern": "^(\\\\d{14})?$"},
                    "TrangThaiHoSo": {"type": "string", "minLength": 1, "enum": ["1", "2"]},
                    "GhiChu": {"type": "string"},
                    "DonVi": {"type": "string", "minLength": 1} } }
                """);
        String contract = given.folder().resolve("portal/portal.schema.json").toString();
        String sample = given.folder().resolve("people.csv").toString();
        assertThat(run("new", contract, sample)).as(printed()).isZero();
        Path made = given.folder().resolve("portal/people");
        assertThat(java.nio.file.Files.readString(made.resolve("mapping.yaml")))
                .contains("\"header\":{\"row\":2}", "MaHoSo: { from: \"Mã hồ sơ\", required: true }")
                .contains("as: { npsp-datetime: { shape: \"dd/MM/yyyy HH:mm\" } }", "GhiChu: { from: \"Ghi chú\" }")
                .contains("DonVi: { from: \"?\", required: true }", "dossier: { from: \"Mã hồ sơ\" }");
        assertThat(java.nio.file.Files.readString(made.resolve("tests/maps-the-first-record.yaml")))
                .contains("mapping.question-open, field: \"DonVi\"")
                .doesNotContain("Ngô", "Thật", "0042");
        assertThat(run("new", contract, sample)).as("nothing is written over").isEqualTo(2);
        assertThat(run("new", contract, contract, "--name=Bad Name")).isEqualTo(2);
        assertThat(run("new", contract, contract, "--name=-bad")).isEqualTo(2);
        given.file("\u5831\u8868.csv", "Mã hồ sơ\nHS-0042\n");
        assertThat(run(
                        "new",
                        contract,
                        given.folder().resolve("\u5831\u8868.csv").toString()))
                .isEqualTo(2);
        assertThat(printed()).contains("--name");
    }

    @Test
    void new_says_why_a_sample_cannot_be_read_and_takes_an_element_of_an_xsd() throws Exception {
        given.file("old.xlsx", "not a workbook").file("empty.json", "[]").file("d.json", "[{\"no\":\"1\"}]");
        given.file("d.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="No" type="xs:string"/>
                  <xs:element name="D"><xs:complexType><xs:sequence><xs:element ref="No"/></xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """);
        String contract = given.folder().resolve("d.xsd#D").toString();
        assertThat(run("new", contract, given.folder().resolve("old.xlsx").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("old.xlsx  source.not-xlsx");
        assertThat(run("new", contract, given.folder().resolve("empty.json").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("empty.json has no record");
        assertThat(run("new", contract, given.folder().resolve("d.json").toString(), "--name=d/d"))
                .as(printed())
                .isZero();
        assertThat(java.nio.file.Files.readString(given.folder().resolve("d/d/mapping.yaml")))
                .contains("target: ../../d.xsd#D", "No: { from: \"no\"");
        assertThat(java.nio.file.Files.readString(given.folder().resolve("d/d/tests/maps-the-first-record.yaml")))
                .contains("expect:\n  record:\n    \"No\":");
    }

    @Test
    void diff_compares_xml_by_its_elements() {
        given.file("a.json", "[{\"a\":\"x\",\"b\":\"y\"}]").file("d.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:lt="urn:vn.lienthong:contract">
                  <xs:element name="D"><xs:complexType><xs:sequence>
                    <xs:element name="A" type="xs:string" lt:personal="no"/>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """);
        for (String version : new String[] {"a", "b"}) {
            given.file(
                    version + "/mapping.yaml",
                    "mapping: x" + version + "\nsource: { format: json }\ntarget: ../d.xsd\nkey: [{ from: a }]\n"
                            + "fields: { A: { from: " + version + " } }\n");
        }
        String folder = given.folder().toString();
        assertThat(run("diff", folder + "/a", folder + "/b", folder + "/a.json"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("A", "\"x\"", "\"y\"");
    }

    @Test
    void new_looks_at_values_where_names_do_not_tell() throws Exception {
        given.file("old.csv", "SOGOC;LINHVUC;TRANGTHAI\n000.00.00.G16-240315-0012;Nghệ thuật biểu diễn;Mới\n")
                .file("portal/portal.schema.json", """
                        { "x-unknown": {"string": ""}, "type": "object", "additionalProperties": false,
                          "required": ["MaHoSo", "MaLinhVuc", "TenLinhVuc", "TrangThaiHoSo"],
                          "properties": {
                            "MaHoSo": {"type": "string", "minLength": 1},
                            "MaLinhVuc": {"type": "string"},
                            "#": {"type": "string"},
                            "TenLinhVuc": {"type": "string"},
                            "TrangThaiHoSo": {"type": "string", "minLength": 1, "enum": ["1", "2", "10"]} } }
                        """);
        String contract = given.folder().resolve("portal/portal.schema.json").toString();
        assertThat(run("new", contract, given.folder().resolve("old.csv").toString()))
                .as(printed())
                .isZero();
        assertThat(java.nio.file.Files.readString(given.folder().resolve("portal/old/mapping.yaml")))
                .contains("MaHoSo: { from: \"SOGOC\", required: true }  # (a national number of a dossier)")
                .contains("  TenLinhVuc: { from: \"LINHVUC\" }", "TrangThaiHoSo: { from: \"TRANGTHAI\"", "1, 2, 10")
                .doesNotContain("MaLinhVuc: { from");
    }

    @Test
    void every_command_has_help_and_refuses_options_it_does_not_have() {
        for (String command : new String[] {"test", "run", "coverage", "diff", "docs", "new"}) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(printed()).startsWith("mapping " + command);
            assertThat(run(command, "--nonsense")).as(command).isEqualTo(2);
            assertThat(printed()).contains("unknown option --nonsense");
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

    @Test
    void a_wrong_command_ends_with_2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("tset")).isEqualTo(2);
        assertThat(printed()).startsWith("unknown command tset, did you mean mapping test?");
        assertThat(run("test", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run("diff", "a", "b")).isEqualTo(2);
        assertThat(printed()).startsWith("mapping diff: expected at least 3 words, got 2");
        assertThat(run("run", "nowhere.yaml", "nothing.json")).isEqualTo(2);
        assertThat(run("run", "npsp/dosier", "nothing.json")).isEqualTo(2);
        assertThat(printed()).startsWith("mapping run: there is no mapping npsp/dosier, did you mean npsp/dossier?");
    }
}
