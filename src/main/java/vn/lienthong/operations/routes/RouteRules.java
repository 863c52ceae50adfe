package vn.lienthong.operations.routes;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import vn.lienthong.dossier.Problem;

/**
 * What a route file may say: an allow-list of steps and their keys, of components and of languages. It names no bean,
 * class or script, and no text in it can make Camel look one up.
 */
final class RouteRules {

    private static final Set<String> ROUTE = Set.of("id", "description", "note", "group", "from");
    private static final Set<String> TEMPLATE = Set.of("id", "description", "note", "parameters", "from", "route");
    private static final Set<String> TEMPLATED = Set.of("routeId", "routeTemplateRef", "parameters", "prefixId");
    private static final Set<String> FROM = Set.of("id", "description", "note", "uri", "parameters", "steps");
    private static final Set<String> BRANCH = Set.of("id", "description", "note", "expression", "steps");

    private static final Map<String, Set<String>> STEPS = Map.of(
            "to", Set.of("id", "description", "note", "uri", "parameters", "disabled"),
            "choice", Set.of("id", "description", "note", "when", "otherwise"),
            "filter", BRANCH,
            "step", Set.of("id", "description", "note", "steps"),
            "stop", Set.of("id", "description", "note"),
            "setProperty", Set.of("id", "description", "note", "name", "expression"),
            "setHeader", Set.of("id", "description", "note", "name", "expression"),
            "removeProperty", Set.of("id", "description", "note", "name"),
            "removeHeader", Set.of("id", "description", "note", "name"),
            "removeHeaders", Set.of("id", "description", "note", "pattern"));

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)(:.*)?");

    /** Camel resolves more inside these than names: only names are left to a file, and secrets. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?!(secret:)?[A-Za-z0-9._-]+}})");

    private static final Pattern FUNCTION = Pattern.compile(
            "\\$(simple)?\\{(?!(header\\.[A-Za-z0-9_-]+|exchangeProperty\\.[A-Za-z0-9_-]+|routeId|exchangeId)})");

    private final RouteSettings settings;
    private final Faults faults;

    RouteRules(RouteSettings settings, Faults faults) {
        this.settings = settings;
        this.faults = faults;
    }

    void checkRoute(Node route) {
        keys(route, ROUTE);
        checkFrom(Yaml.at(route, "from"));
    }

    void checkTemplate(Node template) {
        keys(template, TEMPLATE);
        Node route = Yaml.at(template, "route");
        if (route != null) {
            checkRoute(route);
        } else {
            checkFrom(Yaml.at(template, "from"));
        }
    }

    void checkTemplated(Node templated) {
        keys(templated, TEMPLATED);
        RelayParameters.checkTemplated(templated, faults);
    }

    private void checkFrom(@Nullable Node from) {
        if (from == null) {
            return;
        }
        keys(from, FROM);
        uri(from);
        RelayParameters.check(from, faults);
        steps(Yaml.at(from, "steps"));
    }

    private void steps(@Nullable Node steps) {
        Yaml.items(steps).forEach(step -> Yaml.entries(step).forEach(this::step));
    }

    private void step(ScalarNode kind, Node step) {
        Set<String> keys = STEPS.get(kind.getValue());
        if (keys == null) {
            faults.unknown("route.step-not-allowed", kind.getValue(), STEPS.keySet(), kind);
            return;
        }
        keys(step, keys);
        if (kind.getValue().equals("to")) {
            uri(step);
        }
        branch(step);
        Yaml.items(Yaml.at(step, "when")).forEach(when -> {
            keys(when, BRANCH);
            branch(when);
        });
        Node otherwise = Yaml.at(step, "otherwise");
        if (otherwise != null) {
            keys(otherwise, BRANCH);
            branch(otherwise);
        }
    }

    private void branch(Node step) {
        Yaml.entries(Yaml.at(step, "expression")).forEach(this::expression);
        steps(Yaml.at(step, "steps"));
    }

    private void expression(ScalarNode language, Node expression) {
        if (!settings.languages().contains(language.getValue())) {
            faults.unknown("route.language-not-allowed", language.getValue(), settings.languages(), language);
        }
        keys(expression, Set.of("id", "expression"));
    }

    private void uri(Node endpoint) {
        Node node = Yaml.at(endpoint, "uri");
        if (!(node instanceof ScalarNode uri)) {
            return;
        }
        var scheme = SCHEME.matcher(uri.getValue());
        String component = scheme.matches() ? scheme.group(1) : uri.getValue();
        if (!settings.allow().contains(component)) {
            faults.unknown("route.component-not-allowed", component, settings.allow(), uri);
        }
        if (uri.getValue().contains("?")) {
            faults.add(Problem.of("route.options-in-uri").in(uri.getValue()), uri);
        }
    }

    private void keys(Node node, Set<String> known) {
        Yaml.entries(node).forEach((key, value) -> {
            if (!known.contains(key.getValue())) {
                faults.unknown("route.unknown-key", key.getValue(), known, key);
            }
        });
    }

    /** No key may stand twice, and no text anywhere name a bean or a class, or call a function that does. */
    void checkEverywhere(Node node) {
        Yaml.items(node).forEach(this::checkEverywhere);
        Set<String> keys = new HashSet<>();
        Yaml.entries(node).forEach((key, value) -> {
            if (!keys.add(key.getValue())) {
                faults.add(Problem.of("route.key-twice").in(key.getValue()), key);
            }
            checkEverywhere(value);
        });
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            boolean names = text.strip().startsWith("#") || text.contains("=#");
            if (names
                    || PLACEHOLDER.matcher(text).find()
                    || FUNCTION.matcher(text).find()) {
                faults.add(Problem.of("route.reference-not-allowed"), scalar);
            }
        }
    }
}
