package vn.lienthong.operations.routes;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import vn.lienthong.dossier.Problem;

/**
 * What a template takes of the files made from it.
 *
 * @param parameters all of them
 * @param required those without which no route can be made
 * @param carries the one that names the flow whose deliveries the route carries; null: it carries none
 * @param enters the one that names the flow whose records the route enters; null: it enters none
 */
record Takes(
        Set<String> parameters,
        Set<String> required,
        @Nullable String carries,
        @Nullable String enters) {

    static final Takes NOTHING = new Takes(Set.of(), Set.of(), null, null);

    private static final Pattern CARRIED = Pattern.compile("relay:\\{\\{([A-Za-z0-9._-]+)}}");
    private static final Pattern GIVEN = Pattern.compile("\\{\\{([A-Za-z0-9._-]+)}}");

    Takes {
        parameters = Set.copyOf(parameters);
        required = Set.copyOf(required);
    }

    static Takes of(Node template) {
        Set<String> parameters = new HashSet<>();
        Set<String> required = new HashSet<>();
        for (Node parameter : Yaml.items(Yaml.at(template, "parameters"))) {
            String name = Yaml.text(parameter, "name");
            if (name != null) {
                parameters.add(name);
                boolean needless =
                        Yaml.at(parameter, "defaultValue") != null || "false".equals(Yaml.text(parameter, "required"));
                if (!needless) {
                    required.add(name);
                }
            }
        }
        Node route = Yaml.at(template, "route");
        Node from = Yaml.at(route == null ? template : route, "from");
        String uri = Yaml.text(from, "uri");
        boolean enters = uri != null && uri.startsWith("intake:");
        return new Takes(
                parameters,
                required,
                named(CARRIED, uri),
                enters ? named(GIVEN, Yaml.text(Yaml.at(from, "parameters"), "flow")) : null);
    }

    private static @Nullable String named(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /**
     * What a file gives to its template and the template does not take would be given in vain; what is given twice, or is
     * not there, would be found out at the start; and a file whose flow has another's name would take that one's deliveries.
     */
    void check(String file, Node templated, Faults faults) {
        Set<String> given = new LinkedHashSet<>();
        for (Node parameter : Yaml.items(Yaml.at(templated, "parameters"))) {
            String name = Yaml.text(parameter, "name");
            if (name != null && !given.add(name)) {
                faults.add(Problem.of("route.key-twice").in(name), parameter);
            } else if (name != null && !parameters.contains(name)) {
                faults.unknown("route.unknown-key", name, parameters, parameter);
            }
        }
        if (parameters.containsAll(given)) { // else what is missing probably is there, misspelt
            required.stream()
                    .filter(name -> !given.contains(name))
                    .sorted()
                    .forEach(name -> faults.add(
                            Problem.of("route.parameter-missing").in(name), Yaml.at(templated, "routeTemplateRef")));
        }
        ScalarNode flow = carries == null ? null : given(templated, carries);
        if (flow != null && !flow.getValue().equals(file)) {
            faults.add(
                    Problem.of("route.flow-not-file-name").in(flow.getValue()).with("expected", file), flow);
        }
    }

    /** The flow whose records the route of this file enters; null if it enters none. */
    @Nullable
    ScalarNode entered(Node templated) {
        return enters == null ? null : given(templated, enters);
    }

    private static @Nullable ScalarNode given(Node templated, String name) {
        for (Node parameter : Yaml.items(Yaml.at(templated, "parameters"))) {
            if (name.equals(Yaml.text(parameter, "name")) && Yaml.at(parameter, "value") instanceof ScalarNode value) {
                return value;
            }
        }
        return null;
    }
}
