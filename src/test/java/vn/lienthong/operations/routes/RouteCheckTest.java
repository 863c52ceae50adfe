package vn.lienthong.operations.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void the_shipped_routes_have_no_faults() {
        int code = run("routes");

        assertThat(text()).contains(" 0 faults");
        assertThat(code).isZero();
    }

    @Test
    void faults_are_printed_with_place_words_and_advice(@TempDir Path dir) throws Exception {
        Files.createDirectories(dir.resolve("policies"));
        Files.writeString(dir.resolve("one.camel.yaml"), RouteStage.flow("two", "npsp/dossier"));
        Files.writeString(dir.resolve("stray.yaml"), "");
        Files.createDirectories(dir.resolve("templates"));
        Files.writeString(dir.resolve("templates/mine.yml"), "");
        Files.writeString(dir.resolve("policies/npsp.yaml"), "policy: npsp\nretri: {}\n");
        Files.writeString(dir.resolve("policies/lgsp.yml"), "policy: lgsp\n");
        Files.writeString(
                dir.resolve("made.camel.yaml"), "- templatedRoute: { routeId: made, routeTemplateRef: nowhere }\n");

        int code = run(dir.toString());

        assertThat(code).isEqualTo(1);
        assertThat(text())
                .contains("route.id-not-file-name", "one.camel.yaml:2", "route.file-name", "stray.yaml")
                .contains("relay.policy-unknown-key", "npsp.yaml:2", "retry")
                .contains("route.no-such-template", "nowhere")
                .contains("templates/mine.yml is not loaded", "relay.policy-wrong-ending", "policies/lgsp.yml");
    }

    @Test
    void a_key_that_stands_twice_does_not_end_the_check(@TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("one.camel.yaml"), """
                - templatedRoute:
                    routeId: one
                    parameters:
                    routeTemplateRef: inbox
                    parameters:
                      - { name: flow, value: one }
                      - { namex: mapping, value: npsp/dossier }
                """);

        assertThat(run(dir.toString())).isEqualTo(1);
        assertThat(text()).contains("route.key-twice", "one.camel.yaml:5", "route.not-canonical");
    }

    @Test
    void a_mapping_that_is_not_beside_the_routes_is_told_with_what_was_meant(@TempDir Path dir) throws Exception {
        Files.createDirectories(dir.resolve("mappings/npsp/dossier"));
        Files.writeString(
                dir.resolve("mappings/npsp/dossier/mapping.yaml"),
                "mapping: npsp/dossier\nsource: { format: json }\ntarget: t.schema.json\nfields: {}\n");
        Files.writeString(dir.resolve("mappings/npsp/dossier/t.schema.json"), "{\"type\": \"object\"}");
        Path routes = Files.createDirectories(dir.resolve("routes"));
        Files.writeString(routes.resolve("one.camel.yaml"), RouteStage.flow("one", "npsp/dossier"));
        Files.writeString(routes.resolve("two.camel.yaml"), RouteStage.flow("two", "npsp/dosier"));

        assertThat(run(routes.toString())).isEqualTo(1);

        assertThat(text())
                .contains("route.no-such-mapping", "two.camel.yaml:", "\"npsp/dosier\"", "Did you mean npsp/dossier?")
                .doesNotContain("one.camel.yaml");
    }

    @Test
    void a_source_whose_flow_no_route_carries_is_told_with_what_was_meant(@TempDir Path dir) throws Exception {
        Files.createDirectories(dir.resolve("templates"));
        Files.copy(Path.of("routes/templates/inbox.camel.yaml"), dir.resolve("templates/inbox.camel.yaml"));
        Files.writeString(dir.resolve("one.camel.yaml"), RouteStage.flow("one", "npsp/dossier"));
        Files.writeString(dir.resolve("two.camel.yaml"), """
                - templatedRoute:
                    routeId: two
                    routeTemplateRef: inbox
                    parameters:
                      - { name: flow, value: onne }
                """);

        assertThat(run(dir.toString())).isEqualTo(1);

        assertThat(text()).contains("route.no-such-flow", "two.camel.yaml:5:30", "\"onne\"", "Did you mean one?");
    }

    @Test
    void a_folder_that_is_not_there_is_told_apart() {
        assertThat(run("no-such-folder")).isEqualTo(2);
    }

    private int run(String dir) {
        return RouteCheck.run(new String[] {dir}, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
