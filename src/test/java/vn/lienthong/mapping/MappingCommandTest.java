package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MappingCommandTest extends CommandOnFiles {

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
    void every_command_has_help_and_refuses_options_it_does_not_have() {
        for (String command : new String[] {"test", "run", "coverage", "diff", "docs", "new"}) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(printed()).startsWith("mapping " + command);
            assertThat(run(command, "--nonsense")).as(command).isEqualTo(2);
            assertThat(printed()).contains("unknown option --nonsense");
        }
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
