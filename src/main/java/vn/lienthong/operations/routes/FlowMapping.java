package vn.lienthong.operations.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Which mapping a flow uses, by its route file: the relay's parameter, or that of the template it is made of. */
public final class FlowMapping {

    private FlowMapping() {}

    /** Empty if there is no such route file, or it names none. */
    public static Optional<String> of(Path routes, String flow) throws IOException {
        Path file = routes.resolve(flow + ".camel.yaml");
        if (!flow.matches("[a-z0-9-]+") || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return Optional.ofNullable(find(tree));
    }

    private static @Nullable String find(@Nullable Object node) {
        if (node instanceof List<?> list) {
            return list.stream()
                    .map(FlowMapping::find)
                    .filter(found -> found != null)
                    .findFirst()
                    .orElse(null);
        }
        if (!(node instanceof Map<?, ?> table)) {
            return null;
        }
        if (table.get("mapping") instanceof String name) {
            return name;
        }
        return "mapping".equals(table.get("name")) && table.get("value") instanceof String name
                ? name
                : find(List.copyOf(table.values()));
    }
}
