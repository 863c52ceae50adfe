package vn.lienthong.operations.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Which mapping a flow uses, by its route file: the relay's parameter, or that of the template it is made of. */
public final class FlowMapping {

    private FlowMapping() {}

    /** Empty if there is no such route file, it cannot be read, or it names none. */
    public static Optional<String> of(Path routes, String flow) throws IOException {
        Path file = routes.resolve(flow + ".camel.yaml");
        if (!flow.matches("[a-z0-9-]+") || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return in(file).map(ScalarNode::getValue);
    }

    /** The name with its place in the file. */
    static Optional<ScalarNode> in(Path file) throws IOException {
        return Optional.ofNullable(find(Yaml.read(Files.readString(file), new Faults(file.toString()))));
    }

    private static @Nullable ScalarNode find(@Nullable Node node) {
        Map<ScalarNode, Node> table = node == null ? Map.of() : Yaml.entries(node);
        if (Yaml.at(node, "mapping") instanceof ScalarNode name) {
            return name;
        }
        if ("mapping".equals(Yaml.text(node, "name")) && Yaml.at(node, "value") instanceof ScalarNode name) {
            return name;
        }
        List<Node> inside = Stream.concat(Yaml.items(node).stream(), table.values().stream())
                .toList();
        return inside.stream()
                .map(FlowMapping::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
