package vn.lienthong.mapping.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ContainerNode;
import vn.lienthong.mapping.convert.WrittenValue;
import vn.lienthong.mapping.expression.JqExpression;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;

/** Where a value is from: what {@code from}, {@code join} or {@code expr} says; a constant is from nowhere. */
sealed interface ValueSource {

    /** The source fields it looks at. */
    List<Path> paths();

    /** What is found: a node or a bare value; null if nothing is known; {@link Extraction#FAILED} if it is wrong. */
    @Nullable
    Object find(Scope scope, Run run, Spot spot, String name);

    /** The number of the field without which there is nothing to find; negative if there is more to it. */
    default int onlyField() {
        return SourceNames.UNKNOWN;
    }

    /** No source at all: the value stands in the mapping. */
    record Nowhere() implements ValueSource {

        @Override
        public List<Path> paths() {
            return List.of();
        }

        @Override
        public @Nullable Object find(Scope scope, Run run, Spot spot, String name) {
            return null;
        }
    }

    /** The first one present. */
    final class First implements ValueSource {

        private final Path[] paths;

        First(List<Path> paths) {
            this.paths = paths.toArray(Path[]::new);
        }

        @Override
        public List<Path> paths() {
            return List.of(paths);
        }

        @Override
        public int onlyField() {
            return paths.length == 1 ? paths[0].onlyStep() : SourceNames.UNKNOWN;
        }

        @Override
        public @Nullable Object find(Scope scope, Run run, Spot spot, String name) {
            for (Path path : paths) {
                JsonNode node = path.find(scope, run, spot);
                if (node != null) {
                    run.trail().read(path, node);
                    return usable(node, path, spot, scope, run);
                }
                run.trail().absent(path);
            }
            return null;
        }
    }

    /** All that are present, with a separator. */
    record Joined(List<Path> paths, String separator) implements ValueSource {

        @Override
        public @Nullable Object find(Scope scope, Run run, Spot spot, String name) {
            StringBuilder text = new StringBuilder();
            boolean failed = false;
            for (Path path : paths) {
                JsonNode node = path.find(scope, run, spot);
                if (node == null) {
                    run.trail().absent(path);
                    continue;
                }
                run.trail().read(path, node);
                failed |= usable(node, path, spot, scope, run) == Extraction.FAILED;
                text.append(text.isEmpty() ? "" : separator)
                        .append(WrittenValue.text(node).strip());
            }
            return failed ? Extraction.FAILED : text.isEmpty() ? null : text.toString();
        }
    }

    /**
     * What an expression makes of the record, or of the element of a list that names are relative to.
     *
     * @param paths the fields it names
     */
    record Computed(JqExpression expression, List<Path> paths) implements ValueSource {

        @Override
        public @Nullable Object find(Scope scope, Run run, Spot spot, String name) {
            if (run.trail().listens()) {
                paths.forEach(path -> told(path, scope, run));
            }
            run.trail().beginComputing();
            try {
                Object value = expression.value(scope.node(), run.input());
                if (value != null) {
                    run.trail().converted("expr", value);
                }
                return value;
            } catch (JqExpression.Failed failed) {
                Map<String, String> details = new TreeMap<>(failed.details());
                details.put(
                        "source",
                        String.join(", ", paths.stream().map(Path::text).toList()));
                run.problem(failed.code(), spot, scope.path(name), details);
                return Extraction.FAILED;
            } finally {
                run.trail().endComputing();
            }
        }

        private static void told(Path path, Scope scope, Run run) {
            JsonNode node = path.reach(scope, run);
            if (node == null) {
                run.trail().absent(path);
            } else {
                run.trail().read(path, node);
            }
        }
    }

    private static Object usable(JsonNode node, Path path, Spot rule, Scope scope, Run run) {
        if (run.isReported(scope, path)) {
            return Extraction.FAILED;
        }
        if (node instanceof ContainerNode) {
            run.sourceIsNot("string", node, path, rule, scope);
            return Extraction.FAILED;
        }
        return node;
    }
}
