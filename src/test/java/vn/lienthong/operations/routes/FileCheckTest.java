package vn.lienthong.operations.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.operations.routes.RouteStage.flow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;

class FileCheckTest {

    private static final RouteSchema SCHEMA = new RouteSchema();
    private static final Map<String, Takes> TEMPLATES = Map.of(
            "npsp-export", new Takes(Set.of("flow", "mapping", "mode"), Set.of("flow", "mapping"), "flow", null));
    private final FileCheck check = new FileCheck(RouteSettings.of(Path.of("routes")), () -> SCHEMA);

    @Test
    void a_canonical_file_has_no_fault() {
        assertThat(faults(flow("one", "npsp/dossier"))).isEmpty();
    }

    /** What is written in place of the last step → the code it is refused with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - to: { id: x, uri: "exec:rm" }                                                      | route.component-not-allowed
            - to: { id: x, uri: "bean:x" }                                                       | route.component-not-allowed
            - to: { id: x, uri: "class:java.lang.Runtime" }                                      | route.component-not-allowed
            - to: { id: x, uri: "{{scheme}}:x" }                                                 | route.component-not-allowed
            - to: { id: x, uri: "EXEC:rm" }                                                      | route.component-not-allowed
            - to: { id: x, uri: "log:x?level=WARN" }                                             | route.options-in-uri
            - bean: { id: x, beanType: "java.lang.Runtime", method: exit }                       | route.step-not-allowed
            - script: { id: x, expression: { groovy: { expression: "1" } } }                     | route.step-not-allowed
            - toD: { id: x, uri: "log:x" }                                                       | route.step-not-allowed
            - process: { id: x, ref: y }                                                         | route.step-not-allowed
            - wireTap: { id: x, uri: "exec:rm" }                                                 | route.step-not-allowed
            - setHeader: { id: x, name: a, expression: { groovy: { expression: "1" } } }         | route.language-not-allowed
            - setHeader: { id: x, name: a, expression: { method: { ref: "b" } } }                | route.language-not-allowed
            - setHeader: { id: x, name: a, expression: { simple: { expression: "${bean:x}" } } } | route.reference-not-allowed
            - setHeader: { id: x, name: a, expression: { simple: { expression: "$simple{type:java.lang.Runtime}" } } } | route.reference-not-allowed
            - setHeader: { id: x, name: a, expression: { simple: { expression: "${header.${bean:x}}" } } } | route.reference-not-allowed
            - setHeader: { id: x, name: a, expression: { simple: { expression: "${body.class}" } } } | route.reference-not-allowed
            - to: { id: x, uri: "log:x", parameters: { marker: "#class:java.lang.Runtime" } }    | route.reference-not-allowed
            - to: { id: x, uri: "log:x", parameters: { marker: "{{bean:x.y}}" } }                | route.reference-not-allowed
            - to: { id: x, url: "log:x" }                                                        | route.unknown-key
            - to: log:x                                                                          | route.not-canonical
            - to: { id: x }                                                                      | route.not-canonical
            """)
    void a_file_may_say_only_what_the_allow_list_has(String step, String code) {
        String yaml = flow("one", "npsp/dossier")
                .replaceFirst("- to: \\{ id: send-one.*", "@@")
                .replace("@@", step);

        assertThat(faults(yaml)).extracting(Problem::code).contains(code);
        assertThat(faults(yaml)).allSatisfy(fault -> assertThat(fault.place()).startsWith("one.camel.yaml:10:"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            counterpart: npsp, mapping         | conterpart: npsp, mapping   | route.unknown-key
            counterpart: npsp, mapping         | mapping                     | route.no-counterpart
            batch: 1                           | batch: many                 | route.bad-value
            batch: 1                           | batch: 1, opensLane: maybe  | route.bad-value
            batch: 1                           | batch: 1, mode: shdow       | route.bad-value
            relay:one                          | relay:two                   | route.flow-not-file-name
            id: one                            | id: two                     | route.id-not-file-name
            id: one                            | id: other                   | route.duplicate-id
            batch: 1                           | batch: 1, batch: 2          | route.key-twice
            - route:                           | - beans:                    | route.not-one-route
            id: one                            | autoStartup: false\\n    id: one | route.unknown-key
            """)
    void each_fault_has_its_code(String written, String instead, String code) {
        String yaml = flow("one", "npsp/dossier").replaceFirst(written, instead.replace("\\n", "\n"));

        assertThat(faults(yaml)).extracting(Problem::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"live, true", "shadow, true", "Shadow, false", "off, false"})
    void a_flow_made_of_a_template_has_its_mode_checked_too(String mode, boolean right) {
        String yaml = """
                - templatedRoute:
                    routeId: one
                    routeTemplateRef: npsp-export
                    parameters:
                      - { name: flow, value: one }
                      - { name: mode, value: %s }
                      - { name: mapping, value: npsp/exports/one }
                """.formatted(mode);

        assertThat(faults(yaml))
                .extracting(Problem::place)
                .isEqualTo(right ? List.of() : List.of("one.camel.yaml:6:30"));
    }

    @Test
    void what_a_template_does_not_take_is_named_with_what_it_takes() {
        List<Problem> faults = faults("""
                - templatedRoute:
                    routeId: one
                    routeTemplateRef: npsp-export
                    parameters:
                      - { name: flow, value: one }
                      - { name: maping, value: npsp/exports/one }
                """);

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("route.unknown-key");
            assertThat(fault.says(Locale.ENGLISH)).contains("one.camel.yaml:6", "\"maping\"", "mapping?");
            assertThat(fault.advice(Locale.ENGLISH)).contains("flow, mapping, mode");
        });
    }

    /** A copied file in which something was left as it was, or left out → what it is refused with, and where. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { name: flow, value: two }, { name: mapping, value: a }                             | route.flow-not-file-name | 5:29
            { name: flow, value: one }, { name: flow, value: two }, { name: mapping, value: a } | route.key-twice          | 5:36
            { name: flow, value: one }                                                          | route.parameter-missing  | 3:23
            { name: mapping, value: a }                                                         | route.parameter-missing  | 3:23
            """)
    void what_a_file_gives_to_its_template_is_checked_before_it_starts(String given, String code, String place) {
        String yaml = """
                - templatedRoute:
                    routeId: one
                    routeTemplateRef: npsp-export
                    parameters:
                      [%s]
                """.formatted(given);

        assertThat(faults(yaml)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.place()).isEqualTo("one.camel.yaml:" + place);
        });
    }

    @Test
    void all_faults_of_a_file_are_told_at_once_and_in_both_languages() {
        String yaml = flow("one", "npsp/dossier")
                .replace("batch: 1", "batsh: 1")
                .replace("npsp:DongBoHoSoMC", "exec:rm")
                .replace("relay:one", "relay:two");

        List<Problem> faults = faults(yaml);

        assertThat(faults)
                .extracting(Problem::code)
                .contains("route.unknown-key", "route.component-not-allowed", "route.flow-not-file-name");
        assertThat(faults)
                .filteredOn("code", "route.unknown-key")
                .first()
                .satisfies(
                        fault -> assertThat(fault.says(Locale.ENGLISH)).contains("one.camel.yaml:7", "batsh", "batch"));
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.says(Locale.of("vi"))).isNotEqualTo(fault.code()).doesNotContain("{");
            assertThat(fault.advice(Locale.ENGLISH)).isNotEqualTo(fault.code());
        });
    }

    @Test
    void a_file_with_two_routes_is_refused() {
        assertThat(faults(flow("one", "a") + flow("two", "b")))
                .extracting(Problem::code)
                .contains("route.not-one-route");
    }

    @Test
    void an_empty_file_and_one_in_another_charset_are_refused() {
        assertThat(faults("")).extracting(Problem::code).containsExactly("route.unreadable");
        byte[] latin = "- route: { id: ñ }".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(check.route("one", "one.camel.yaml", latin, Set.of(), TEMPLATES)
                        .faults())
                .extracting(Problem::code)
                .containsExactly("route.unreadable");
    }

    private List<Problem> faults(String yaml) {
        return check.route(
                        "one",
                        "one.camel.yaml",
                        yaml.getBytes(StandardCharsets.UTF_8),
                        Set.of("one", "other"),
                        TEMPLATES)
                .faults();
    }
}
