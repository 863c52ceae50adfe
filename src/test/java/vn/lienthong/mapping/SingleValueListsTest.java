package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;

/** A target list whose elements are no objects: {@code "Phones": ["…", "…"]}. */
class SingleValueListsTest {

    private static final String CONTRACT = """
            { "type": "object",
              "additionalProperties": false,
              "properties": {
                "Tags": {"type": "array", "items": {"type": "string", "maxLength": 5}, "maxItems": 3, "x-personal": "no"},
                "Codes": {"type": "array", "items": {"type": "string", "enum": ["1", "2"]}, "x-personal": "no"},
                "Sums": {"type": "array", "items": {"type": "integer"}, "x-personal": "no"},
                "Phones": {"type": "array", "items": {"type": "string"}, "x-personal": "contact"},
                "Points": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
              } }
            """;

    @TempDir
    Path folder;

    private Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings")).file("contract.schema.json", CONTRACT);
    }

    private Definitions mapping(String fields) {
        return given.file(
                "mapping.yaml",
                "mapping: t\nsource: { format: json }\ntarget: contract.schema.json\nfields:\n" + fields.indent(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Tags: { each: l }                                              | {"l":["a"," b ","ô"]}             | {"Tags":["a","b","ô"]}
            Tags: { each: l }                                              | {"l":["a",null,"",3.5e0]}         | mapping.wrong-type Tags[1]
            Tags: { each: l, as: text }                                    | {"l":[7,null,"","b"]}             | {"Tags":["7","b"]}
            Tags: { each: l }                                              | {"l":[null,""]}                   | {"Tags":[]}
            Tags: { each: l }                                              | {}                                | {"Tags":[]}
            Tags: { each: l, from: x.y }                                   | {"l":[{"x":{"y":"a"}},{},{"x":{"y":"b"}}]} | {"Tags":["a","b"]}
            Tags: { each: [a, b.c, d] }                                    | {"a":"1","b":{"c":"2"}}           | {"Tags":["1","2"]}
            Tags: { each: l, join: { from: [x, /top], with: "-" } }        | {"top":"t","l":[{"x":"a"},{"x":"b"}]} | {"Tags":["a-t","b-t"]}
            Tags: { each: l, expr: ".x + \\"!\\"" }                        | {"l":[{"x":"a"},{"x":"b"}]}       | {"Tags":["a!","b!"]}
            Tags: { each: l, from: x, default: d }                         | {"l":[{"x":"a"},{}]}              | {"Tags":["a","d"]}
            Tags: { each: l, value: v }                                    | {"l":["a","b"]}                   | {"Tags":["v","v"]}
            Tags: { each: l, from: x, when: { field: k, is: [good] } }     | {"l":[{"x":"a"},{"x":"b","k":"good"}]} | {"Tags":["b"]}
            Tags: { each: { from: t, split: ";" } }                        | {"t":" a;b c ;;ô; "}              | {"Tags":["a","b c","ô"]}
            Tags: { each: { from: t, split: [", ", "\\n"] } }               | {"t":"a, b\\nc"}                   | {"Tags":["a","b","c"]}
            Tags: { each: { from: t, split: "." } }                        | {"t":"a.b"}                       | {"Tags":["a","b"]}
            Tags: { each: { from: "l[].t", split: ";" } }                  | {"l":[{"t":"a;b"},{"t":"c"}]}     | {"Tags":["a","b","c"]}
            Tags: { each: { from: t, split: ";" } }                        | {"t":null}                        | {"Tags":[]}
            Tags: { each: { from: t, split: ";" } }                        | {"t":["a;b"]}                     | mapping.wrong-type t
            Tags: { each: { from: t, split: ";" } }                        | {"t":"a;longer"}                  | mapping.too-long Tags[1]
            Codes: { each: { from: t, split: "," }, crosswalk: b }         | {"t":"one, two"}                  | {"Codes":["1","2"]}
            Codes: { each: l, crosswalk: b }                               | {"l":["two","one"]}               | {"Codes":["2","1"]}
            Codes: { each: l, crosswalk: b }                               | {"l":["two","three"]}             | mapping.no-crosswalk-pair Codes[1]
            Codes: { each: l }                                             | {"l":["1","3"]}                   | mapping.value-not-allowed Codes[1]
            Sums: { each: l }                                              | {"l":[1,2.0]}                     | {"Sums":[1,2]}
            Sums: { each: l, as: integer }                                 | {"l":["1","x"]}                   | convert.not-digits Sums[1]
            Tags: { each: l }                                              | {"l":["a","longer"]}              | mapping.too-long Tags[1]
            Tags: { each: l }                                              | {"l":["a","b","c","d"]}           | mapping.too-many-elements Tags
            Tags: { each: l }                                              | {"l":"a"}                         | mapping.wrong-type l
            Tags: { each: l }                                              | {"l":[["a"]]}                     | mapping.wrong-type l[0]
            Tags: { each: l, required: true }                              | {"l":[null]}                      | mapping.required-missing Tags
            Tags: { each: "?" }                                            | {}                                | mapping.question-open Tags
            """)
    void holds_a_value_of_each_element(String fields, String record, String outcome) {
        mapping(fields);
        assertThat(given.load().faults()).isEmpty();
        assertThat(outcome(record)).isEqualTo(outcome);
    }

    @Test
    void what_is_not_known_is_no_element_also_where_something_else_is_wrong() {
        mapping("Codes: { each: c }\nTags: { each: l, required: true }\nSums: { each: s }");
        assertThat(given.problems("{\"c\":[\"9\"],\"l\":[null],\"s\":[null,\"x\"]}"))
                .containsExactlyInAnyOrder(
                        "mapping.value-not-allowed Codes[0]",
                        "mapping.required-missing Tags",
                        "mapping.wrong-type Sums[0]");
    }

    private String outcome(String record) {
        return switch (given.map(record)) {
            case MappingResult.Mapped done -> new String(done.record().body(), StandardCharsets.UTF_8);
            case MappingResult.Unmapped not -> String.join(", ", Definitions.codes(not.problems()));
            case MappingResult.NotOwed not -> not.toString();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tags: { each: l, fields: { X: { from: x } } }  | mapping.unknown-key fields mappings/mapping.yaml:5:20
            Tags: { each: { from: l } }                    | mapping.missing-key split mappings/mapping.yaml:5:17
            Tags: { each: { from: l, split: "" } }         | mapping.missing-key split mappings/mapping.yaml:5:17
            Tags: { each: { split: ";" } }                 | mapping.missing-key from mappings/mapping.yaml:5:3
            Tags: { each: { from: [a, b], split: ";" } }   | mapping.wrong-kind from mappings/mapping.yaml:5:19
            Tags: { from: l }                              | mapping.missing-key each mappings/mapping.yaml:5:3
            Tags: { each: l, from: a, join: { from: b } }  | mapping.one-source null mappings/mapping.yaml:5:3
            Tags: { each: l, value: longer }               | mapping.too-long Tags mappings/mapping.yaml:5:3
            Tags: { each: l, default: longer }             | mapping.too-long Tags mappings/mapping.yaml:5:3
            Codes: { each: l, crosswalk: dated }           | mapping.crosswalk-needs-on null mappings/mapping.yaml:5:32
            Points: { each: l, fields: {} }                | mapping.list-of-lists Points mappings/mapping.yaml:5:3
            """)
    void has_its_faults_told(String fields, String fault) {
        mapping(fields);
        assertThat(given.load().faults())
                .extracting(found -> found.code() + " " + found.field() + " " + found.place())
                .containsExactly(fault);
    }

    @Test
    void is_explained_by_the_number_of_each_element() {
        mapping("Phones: { each: l.m }");
        Explanation explanation =
                given.load().find("t").orElseThrow().explain(Definitions.record("{\"l\":{\"m\":[\"\",\"012\"]}}"));
        assertThat(explanation.fields())
                .filteredOn(field -> field.path().equals("Phones[0]") && field.value() != null)
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.personal()).isTrue();
                    assertThat(field.steps()).containsExactly(new Explanation.Step.Read("l.m[1]", "012"));
                });
    }

    @Test
    void masks_what_it_is_made_of() {
        mapping("Phones: { each: l }\nTags: { each: t }");
        Mapping mapping = given.load().find("t").orElseThrow();
        assertThat(mapping.masked(Definitions.record("{\"l\":[\"0912345678\"],\"t\":[\"a\"]}")))
                .doesNotContain("0912345678")
                .contains("\"a\"");
    }

    @Test
    void counts_for_coverage_like_any_other_field() {
        mapping("Tags: { each: l, value: v }\nCodes: { each: l, crosswalk: lenient }\nSums: { each: s }")
                .file("tests/a-case.yaml", "given: { l: [one] }\nexpect: { fields: { Tags: [v], Codes: [\"1\"] } }\n");
        Coverage.OfMapping found = new MappingTests(Locale.ENGLISH)
                .examine(given.folder())
                .coverage()
                .contracts()
                .getFirst()
                .mappings()
                .getFirst();
        assertThat(found.fields())
                .extracting(field -> field.path() + " " + field.kind() + " " + field.proven())
                .containsExactly(
                        "Tags CONSTANT true",
                        "Codes DEFAULTED true",
                        "Sums MAPPED false",
                        "Phones NEVER_PRODUCED false",
                        "Points NEVER_PRODUCED false");
    }

    @Test
    void is_written_as_an_element_of_xml_that_repeats() {
        given.file("contract.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="D"><xs:complexType><xs:sequence>
                    <xs:element name="Phone" maxOccurs="unbounded">
                      <xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\\d+"/></xs:restriction></xs:simpleType>
                    </xs:element>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """)
                .file(
                        "mapping.yaml",
                        "mapping: t\nsource: { format: json }\ntarget: contract.xsd#D\nfields:\n  Phone: { each: l }\n");
        assertThat(given.json("{\"l\":[\"1\",\"2\"]}")).endsWith("<D><Phone>1</Phone><Phone>2</Phone></D>");
        assertThat(given.problems("{\"l\":[\"1\",\"x\"]}")).containsExactly("mapping.schema-refuses Phone[1]");
        assertThat(given.problems("{\"l\":[]}")).containsExactly("mapping.too-few-elements Phone");

        given.file(
                "mapping.yaml",
                "mapping: t\nsource: { format: json }\ntarget: contract.xsd#D\nfields:\n"
                        + "  Phone: { each: l, default: x }\n");
        assertThat(given.load().faults())
                .extracting(Problem::code, Problem::field)
                .isEqualTo(List.of(org.assertj.core.groups.Tuple.tuple("mapping.schema-refuses", "Phone")));
    }
}
