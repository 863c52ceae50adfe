package vn.lienthong.operations.routes;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import vn.lienthong.dossier.Problem;

/** Camel's published schema of the canonical YAML form: what Kaoto opens, and nothing else. */
final class RouteSchema {

    private static final String PUBLISHED = "/schema/camelYamlDsl-canonical.json";

    private final Schema schema;

    RouteSchema() {
        try (InputStream in = RouteSchema.class.getResourceAsStream(PUBLISHED)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + PUBLISHED);
            }
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Notes what the schema does not allow, on lines that have no fault yet. */
    void check(Node root, Faults faults) {
        for (Error error : schema.validate(Yaml.json(root))) {
            Node at = find(root, error.getInstanceLocation());
            if (!faults.hasOnLineOf(at)) {
                faults.add(Problem.of("route.not-canonical").with("reason", error.getMessage()), at);
            }
        }
    }

    private static @Nullable Node find(Node root, NodePath path) {
        Node node = root;
        for (int depth = 0; depth < path.getNameCount() && node != null; depth++) {
            Object step = path.getElement(depth);
            Node next = step instanceof Integer index ? item(node, index) : Yaml.at(node, step.toString());
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }

    /** Null where a key stands twice: the schema sees the last one, of which this need not be an item. */
    private static @Nullable Node item(Node list, int index) {
        List<Node> items = Yaml.items(list);
        return index < items.size() ? items.get(index) : null;
    }
}
