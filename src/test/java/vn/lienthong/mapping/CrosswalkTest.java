package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrosswalkTest {

    @TempDir
    Path folder;

    Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"));
    }

    @Test
    void a_crosswalk_is_read_from_right_to_left_where_a_rule_asks_for_it() {
        given.mapping("A: { from: a, crosswalk: { name: b, reverse: true } }");
        assertThat(given.json("{\"a\": \"2\"}")).contains("\"A\":\"two\"");
        assertThat(given.problems("{\"a\": \"two\"}")).containsExactly("mapping.no-crosswalk-pair A");
    }

    @Test
    void read_backwards_a_code_that_several_become_is_a_fault_of_the_rule_that_asks() {
        given.file("crosswalks/c.yaml", "crosswalk: c\npairs: { x: \"1\", y: \"1\", z: \"2\" }\n");
        assertThat(given.mapping("A: { from: a, crosswalk: c }").load().faults())
                .isEmpty();
        assertThat(given.mapping("A: { from: a, crosswalk: { name: c, reverse: true } }")
                        .load()
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("mapping.crosswalk-ambiguous");
                    assertThat(fault.place()).startsWith("mappings/mapping.yaml:7");
                    assertThat(fault.details()).containsEntry("codes", "1");
                });
    }

    @Test
    void read_backwards_days_tell_codes_apart() {
        given.file("crosswalks/c.yaml", """
                        crosswalk: c
                        pairs:
                          - { code: x, becomes: "1", until: "2025-06-30" }
                          - { code: y, becomes: "1", from: "2025-07-01" }
                        """).mapping("A: { from: a, crosswalk: { name: c, on: day, reverse: true } }");
        assertThat(given.json("{\"a\": \"1\", \"day\": \"2025-06-30\"}")).contains("\"A\":\"x\"");
        assertThat(given.json("{\"a\": \"1\", \"day\": \"2025-07-01\"}")).contains("\"A\":\"y\"");
    }

    @Test
    void what_otherwise_stands_for_is_not_read_backwards() {
        given.mapping("A: { from: a, crosswalk: { name: lenient, reverse: true } }");
        assertThat(given.problems("{\"a\": \"2\"}")).containsExactly("mapping.no-crosswalk-pair A");
    }

    @Test
    void a_pair_may_not_outlive_its_code() {
        given.file("code-tables/t.csv", "code,name,until\nold,Old,2025-06-30\nnew,New,\n")
                .file("crosswalks/c.yaml", """
                        crosswalk: c
                        to: t
                        pairs:
                          - { code: x, becomes: old, until: "2025-06-30" }
                          - { code: x, becomes: new, from: "2025-07-01" }
                          - { code: y, becomes: old }
                        """)
                .mapping("A: { from: a }");
        assertThat(given.load().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("mapping.pair-outside-of-code");
            assertThat(fault.place()).startsWith("mappings/crosswalks/c.yaml:6");
        });
    }
}
