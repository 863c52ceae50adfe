package vn.lienthong.mapping.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where two records differ: field, expected, got. */
final class Difference {

    private Difference() {}

    static List<String> between(JsonNode expected, JsonNode found) {
        List<String> differences = new ArrayList<>();
        compare("", expected, found, differences);
        return differences;
    }

    static void compare(String path, @Nullable JsonNode expected, @Nullable JsonNode found, List<String> differences) {
        if (expected != null && found != null && expected.isObject() && found.isObject()) {
            TreeSet<String> names = new TreeSet<>(expected.propertyNames());
            names.addAll(found.propertyNames());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, expected.get(name), found.get(name), differences);
            }
        } else if (expected != null && found != null && expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                compare(path + "[" + i + "]", expected.get(i), found.get(i), differences);
            }
        } else if (!text(expected).equals(text(found))) {
            differences.add("field " + path + "\n  expected " + text(expected) + "\n  got      " + text(found));
        }
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? "nothing" : node.toString();
    }
}
