package vn.lienthong.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.JsonQuery;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the library has and what an expression may use of it. */
class LanguageTest {

    /** Not nodes, but what nodes have in common or hand to each other. */
    private static final Set<String> OTHERS = Set.of("ComplexAssignment", "MatchWithPath");

    private static final String NODES = "net/thisptr/jackson/jq/internal/tree/";

    @Test
    void every_kind_of_node_the_library_knows_is_allowed_or_refused() throws Exception {
        Set<String> known = new TreeSet<>(Language.NODES);
        known.addAll(Language.REFUSED_NODES.keySet());
        known.addAll(OTHERS);
        Path jar = Path.of(
                Objects.requireNonNull(JsonQuery.class.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .toURI());
        Set<String> unknown = new TreeSet<>();
        try (JarFile library = new JarFile(jar.toFile())) {
            for (String name : library.stream().map(entry -> entry.getName()).toList()) {
                if (name.startsWith(NODES) && name.matches(".*/[A-Za-z$]+\\.class")) {
                    Class<?> type = Class.forName(name.replace(".class", "").replace('/', '.'));
                    if (!Modifier.isAbstract(type.getModifiers())
                            && !type.isEnum()
                            && !known.contains(type.getSimpleName())) {
                        unknown.add(name);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void every_function_of_the_language_exists() {
        for (String function : Language.functions()) {
            String name = function.substring(0, function.indexOf('/'));
            int arguments = Integer.parseInt(function.substring(name.length() + 1));
            assertThat(Language.scope().getFunction(name, arguments) != null || RegexCall.FUNCTIONS.contains(function))
                    .as(function)
                    .isTrue();
        }
    }

    @Test
    void the_published_schema_lists_the_functions() throws Exception {
        String description = new JsonMapper()
                .readTree(Path.of("mappings/schemas/mapping.schema.json"))
                .at("/$defs/field/oneOf/0/properties/expr/description")
                .asString();
        String list = description.substring(description.indexOf("Functions: ") + "Functions: ".length());
        assertThat(list.substring(0, list.length() - 1).split(" "))
                .containsExactlyElementsOf(Language.functions().stream()
                        .map(function -> function.substring(0, function.indexOf('/')))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void nothing_of_the_world_outside_exists() {
        for (String name :
                Set.of("env", "input", "inputs", "debug", "now", "stderr", "input_filename", "halt", "_match_impl")) {
            for (int arguments = 0; arguments < 4; arguments++) {
                assertThat(Language.scope().getFunction(name, arguments))
                        .as(name)
                        .isNull();
            }
        }
        assertThat(Language.scope().getValue("ENV")).isNull();
    }
}
