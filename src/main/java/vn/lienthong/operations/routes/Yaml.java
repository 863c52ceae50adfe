package vn.lienthong.operations.routes;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;

/** YAML as nodes that know their places. */
final class Yaml {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Yaml() {}

    /** The document's root; null, with the fault noted, if the text is not YAML. */
    static @Nullable Node read(String text, Faults faults) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            if (root == null) {
                faults.addOfFile(Problem.of("route.unreadable").with("reason", "empty file"));
            }
            return root;
        } catch (MarkedYAMLException broken) {
            faults.add(
                    Problem.of("route.unreadable").with("reason", String.valueOf(broken.getProblem())),
                    broken.getProblemMark());
        } catch (YAMLException broken) {
            faults.addOfFile(Problem.of("route.unreadable").with("reason", "not YAML"));
        }
        return null;
    }

    static Map<ScalarNode, Node> entries(@Nullable Node node) {
        Map<ScalarNode, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.put(key, tuple.getValueNode());
                }
            }
        }
        return entries;
    }

    static List<Node> items(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    static @Nullable Node at(@Nullable Node node, String key) {
        return entries(node).entrySet().stream()
                .filter(entry -> entry.getKey().getValue().equals(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    static @Nullable String text(@Nullable Node node, String key) {
        return at(node, key) instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    static JsonNode json(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                entries(mapping).forEach((key, value) -> object.set(key.getValue(), json(value)));
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> JSON.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return tag.equals(Tag.BOOL) ? JSON.booleanNode(Boolean.parseBoolean(text)) : JSON.stringNode(text);
        }
        return tag.equals(Tag.INT) && text.matches("-?\\d{1,18}")
                ? JSON.numberNode(Long.parseLong(text))
                : JSON.stringNode(text);
    }
}
