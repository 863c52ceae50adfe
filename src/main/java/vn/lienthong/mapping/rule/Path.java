package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Where a value is in the source: names joined by dots, seen from the record or, inside {@code each}, from one element. A
 * leading {@code /} goes back to the whole record; {@code .} is the element itself; {@code \.} is a dot within a name.
 */
record Path(boolean fromRoot, List<String> steps, String text) {

    static Path of(String text) {
        boolean root = text.startsWith("/");
        String rest = root ? text.substring(1) : text;
        List<String> steps = new ArrayList<>();
        if (!rest.isEmpty() && !rest.equals(".")) {
            for (String step : rest.split("(?<!\\\\)\\.", -1)) {
                steps.add(step.replace("\\.", "."));
            }
        }
        return new Path(root, List.copyOf(steps), text);
    }

    /** Whether every step has a name. */
    boolean isSound() {
        return !text.isBlank() && steps.stream().noneMatch(String::isBlank);
    }

    /** The value, if it is present: neither missing, nor null, nor blank text. What is in the way is reported. */
    @Nullable
    JsonNode find(Scope scope, Run run) {
        JsonNode node = fromRoot ? run.root() : scope.node();
        for (int i = 0; i < steps.size(); i++) {
            if (!(node instanceof ObjectNode object)) {
                run.sourceIsNot("object", node, this);
                return null;
            }
            node = object.get(steps.get(i));
            if (node == null || node.isNull()) {
                return null;
            }
        }
        return isPresent(node) ? node : null;
    }

    static boolean isPresent(JsonNode node) {
        return node instanceof StringNode text
                ? !text.stringValue().isBlank()
                : !node.isNull() && !node.isMissingNode();
    }
}
