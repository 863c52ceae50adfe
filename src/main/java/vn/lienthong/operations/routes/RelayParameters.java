package vn.lienthong.operations.routes;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import vn.lienthong.dossier.Problem;

/** The parameters of {@code relay:}, told apart before a route is started, so that each fault has its line. */
final class RelayParameters {

    private static final Map<String, Kind> KNOWN = Map.of(
            "counterpart", Kind.NAME,
            "mapping", Kind.NAME,
            "batch", Kind.COUNT,
            "opensLane", Kind.FLAG,
            "mode", Kind.MODE,
            "supersedes", Kind.FLAG);

    private RelayParameters() {}

    /** In a template a value may stand open: {@code {{batch}}}. */
    private enum Kind {
        NAME("a name", "\\S+"),
        MODE("live, shadow", "live|shadow|\\{\\{.+}}"),
        FLAG("true, false", "true|false|\\{\\{.+}}"),
        COUNT("1, 2, 10", "[1-9]\\d{0,3}|\\{\\{.+}}");

        private final String words;
        private final Pattern pattern;

        Kind(String words, String pattern) {
            this.words = words;
            this.pattern = Pattern.compile(pattern);
        }
    }

    static void check(Node from, Faults faults) {
        String uri = Yaml.text(from, "uri");
        if (uri == null || !uri.startsWith("relay:")) {
            return;
        }
        Node parameters = Yaml.at(from, "parameters");
        Yaml.entries(parameters).forEach((key, value) -> parameter(key, value, faults));
        if (Yaml.at(parameters, "counterpart") == null) {
            faults.add(
                    Problem.of("route.no-counterpart"),
                    parameters instanceof MappingNode ? parameters : Yaml.at(from, "uri"));
        }
    }

    /** What a file gives to its template under the name of one of these parameters is held to the same. */
    static void checkTemplated(Node templated, Faults faults) {
        for (Node parameter : Yaml.items(Yaml.at(templated, "parameters"))) {
            String name = Yaml.text(parameter, "name");
            Node value = Yaml.at(parameter, "value");
            Kind kind = name == null ? null : KNOWN.get(name);
            if (name != null && kind != null && value != null) {
                value(name, kind, value, faults);
            }
        }
    }

    private static void parameter(ScalarNode key, Node value, Faults faults) {
        Kind kind = KNOWN.get(key.getValue());
        if (kind == null) {
            faults.unknown("route.unknown-key", key.getValue(), KNOWN.keySet(), key);
        } else {
            value(key.getValue(), kind, value, faults);
        }
    }

    private static void value(String name, Kind kind, Node value, Faults faults) {
        if (!(value instanceof ScalarNode scalar)
                || !kind.pattern.matcher(scalar.getValue()).matches()) {
            faults.add(Problem.of("route.bad-value").in(name).with("expected", kind.words), value);
        }
    }
}
