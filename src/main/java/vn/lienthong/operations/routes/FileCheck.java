package vn.lienthong.operations.routes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vn.lienthong.dossier.Problem;

/** Everything that can be said of one route or template file without starting it. */
final class FileCheck {

    private final RouteSettings settings;
    private final Supplier<RouteSchema> schema;

    /** @param schema asked for at the first file; loading it takes a while */
    FileCheck(RouteSettings settings, Supplier<RouteSchema> schema) {
        this.settings = settings;
        this.schema = schema;
    }

    /**
     * What a file declares.
     *
     * @param template the template its route is made from; null if it spells the route out
     * @param takes what a template takes; of a route, nothing
     * @param entered the flow whose records a route made from a template enters; null if it enters none
     */
    record Checked(
            @Nullable String id,
            String description,
            @Nullable String template,
            Takes takes,
            @Nullable ScalarNode entered,
            List<Problem> faults) {

        Checked {
            faults = List.copyOf(faults);
        }

        private static Checked nothing(Faults faults) {
            return new Checked(null, "", null, Takes.NOTHING, null, faults.found());
        }
    }

    /**
     * @param others names of all route files, to tell a copied route id from a wrong one
     * @param templates what each template that is known takes
     */
    Checked route(String name, String file, byte[] yaml, Set<String> others, Map<String, Takes> templates) {
        Faults faults = new Faults(file);
        Node root = read(yaml, faults);
        Map.Entry<ScalarNode, Node> only = root == null ? null : only(root, Set.of("route", "templatedRoute"), faults);
        if (root == null || only == null) {
            return Checked.nothing(faults);
        }
        RouteRules rules = new RouteRules(settings, faults);
        Takes takes = templates.get(Objects.requireNonNullElse(Yaml.text(only.getValue(), "routeTemplateRef"), ""));
        boolean spelledOut = only.getKey().getValue().equals("route");
        String idKey = spelledOut ? "id" : "routeId";
        if (spelledOut) {
            rules.checkRoute(only.getValue());
            flow(name, only.getValue(), faults);
        } else {
            rules.checkTemplated(only.getValue());
            if (takes != null) {
                takes.check(name, only.getValue(), faults);
            }
        }
        id(name, only, idKey, others, faults);
        finish(root, rules, faults);
        return new Checked(
                Yaml.text(only.getValue(), idKey),
                Objects.requireNonNullElse(Yaml.text(only.getValue(), "description"), ""),
                Yaml.text(only.getValue(), "routeTemplateRef"),
                Takes.NOTHING,
                takes == null ? null : takes.entered(only.getValue()),
                faults.found());
    }

    Checked template(String name, String file, byte[] yaml) {
        Faults faults = new Faults(file);
        Node root = read(yaml, faults);
        Map.Entry<ScalarNode, Node> only = root == null ? null : only(root, Set.of("routeTemplate"), faults);
        if (root == null || only == null) {
            return Checked.nothing(faults);
        }
        RouteRules rules = new RouteRules(settings, faults);
        rules.checkTemplate(only.getValue());
        id(name, only, "id", Set.of(), faults);
        finish(root, rules, faults);
        return new Checked(Yaml.text(only.getValue(), "id"), "", null, Takes.of(only.getValue()), null, faults.found());
    }

    private void finish(Node root, RouteRules rules, Faults faults) {
        rules.checkEverywhere(root);
        schema.get().check(root, faults);
    }

    private static @Nullable Node read(byte[] yaml, Faults faults) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            return Yaml.read(text, faults);
        } catch (CharacterCodingException notUtf8) {
            faults.addOfFile(Problem.of("route.unreadable").with("reason", "not UTF-8"));
            return null;
        }
    }

    /** A file holds one thing, so that what stops it stops nothing else. */
    private static Map.@Nullable Entry<ScalarNode, Node> only(Node root, Set<String> kinds, Faults faults) {
        List<Node> items = Yaml.items(root);
        List<Map.Entry<ScalarNode, Node>> entries = items.stream()
                .flatMap(item -> Yaml.entries(item).entrySet().stream())
                .toList();
        List<Map.Entry<ScalarNode, Node>> known = entries.stream()
                .filter(entry -> kinds.contains(entry.getKey().getValue()))
                .toList();
        entries.stream()
                .filter(entry -> !kinds.contains(entry.getKey().getValue()))
                .forEach(entry ->
                        faults.unknown("route.unknown-key", entry.getKey().getValue(), kinds, entry.getKey()));
        if (!(root instanceof SequenceNode) || known.size() != 1) {
            faults.add(Problem.of("route.not-one-route").with("found", String.valueOf(known.size())), root);
            return null;
        }
        return known.getFirst();
    }

    private static void id(
            String name, Map.Entry<ScalarNode, Node> only, String key, Set<String> others, Faults faults) {
        Node node = Yaml.at(only.getValue(), key);
        String id = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (id.equals(name)) {
            return;
        }
        String code = others.contains(id) ? "route.duplicate-id" : "route.id-not-file-name";
        faults.add(Problem.of(code).in(id).with("expected", name), node == null ? only.getKey() : node);
    }

    /** One flow, one route: a second route could otherwise take a flow over unnoticed. */
    private static void flow(String name, Node route, Faults faults) {
        Node from = Yaml.at(route, "from");
        String uri = Yaml.text(from, "uri");
        if (uri != null && uri.startsWith("relay:") && !uri.equals("relay:" + name)) {
            faults.add(
                    Problem.of("route.flow-not-file-name").in(uri).with("expected", "relay:" + name),
                    Yaml.at(from, "uri"));
        }
    }
}
