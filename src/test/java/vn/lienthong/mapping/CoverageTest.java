package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.Coverage.Kind;

class CoverageTest {

    @TempDir
    Path folder;

    Coverage.OfMapping coverage(String fields, String testCase) {
        Definitions given =
                new Definitions(folder.resolve("mappings")).mapping(fields).file("tests/a-case.yaml", testCase);
        return new MappingTests(Locale.ENGLISH)
                .examine(given.folder())
                .coverage()
                .contracts()
                .getFirst()
                .mappings()
                .getFirst();
    }

    Coverage.Field field(Coverage.OfMapping mapping, String path) {
        return mapping.fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tells_how_a_mapping_comes_by_each_field() {
        Coverage.OfMapping found = coverage(
                "A: { from: a }\nB: { from: b, crosswalk: lenient }\nD: { from: d, default: '20240315083000' }",
                "given: { a: x }\nexpect: { fields: { A: x } }\n");
        assertThat(field(found, "A").kind()).isEqualTo(Kind.MAPPED);
        assertThat(field(found, "B").kind()).isEqualTo(Kind.DEFAULTED);
        assertThat(field(found, "M").kind()).isEqualTo(Kind.CONSTANT);
        assertThat(field(found, "Later").kind()).isEqualTo(Kind.FILLED_LATER);
        assertThat(field(found, "N").kind()).isEqualTo(Kind.NEVER_PRODUCED);
        assertThat(found.neverProduced()).contains("L", "O").doesNotContain("L.X", "O.P");
    }

    @Test
    void a_field_is_proven_by_a_case_that_compares_it_with_a_value() {
        Coverage.OfMapping found = coverage(
                "A: { from: a }\nB: { from: b, crosswalk: b }\nD: { from: d }",
                "given: { a: x, b: one }\nexpect: { fields: { A: x, D: '' } }\n");
        assertThat(field(found, "A").proven()).isTrue();
        assertThat(field(found, "B").proven()).as("not compared").isFalse();
        assertThat(field(found, "D").proven()).as("compared, but unknown").isFalse();
    }

    @Test
    void a_case_that_fails_proves_nothing() {
        assertThat(field(coverage("A: { from: a }", "given: { a: x }\nexpect: { fields: { A: y } }\n"), "A")
                        .proven())
                .isFalse();
    }

    @Test
    void only_what_the_contract_wants_a_value_for_is_mandatory() {
        Coverage.OfMapping found = coverage("A: { from: a }", "given: { a: x }\nexpect: { fields: { M: m } }\n");
        assertThat(found.fields().stream().filter(Coverage.Field::mandatory).map(Coverage.Field::path))
                .containsExactly("M", "Later");
        assertThat(found.mandatory()).isEqualTo(new Coverage.Share(2, 2));
    }

    @Test
    void a_contract_counts_each_field_by_the_mapping_that_does_most_for_it() {
        Definitions given = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("other/mapping.yaml", """
                        mapping: other
                        source: { format: json }
                        target: ../contract.schema.json
                        fields: { M: { value: m }, D: { from: d } }
                        """)
                .file("tests/a.yaml", "given: { a: x }\nexpect: { fields: { A: x, M: m } }\n")
                .file(
                        "other/tests/d.yaml",
                        "given: { d: '20240102030405' }\nexpect: { fields: { D: '20240102030405' } }\n");
        Coverage.Contract contract = new MappingTests(Locale.ENGLISH)
                .examine(given.folder())
                .coverage()
                .contracts()
                .getFirst();
        assertThat(contract.mandatory()).isEqualTo(new Coverage.Share(2, 2));
        assertThat(contract.optional()).isEqualTo(new Coverage.Share(2, 11));
    }

    @Test
    void contracts_no_mapping_uses_are_named() {
        Definitions given = new Definitions(folder.resolve("mappings"))
                .mapping("A: { from: a }")
                .file("paid/paid.schema.json", "{\"type\": \"object\", \"properties\": {}}");
        assertThat(new MappingTests(Locale.ENGLISH)
                        .examine(given.folder())
                        .coverage()
                        .unmapped())
                .containsExactly("paid/paid.schema.json");
    }
}
