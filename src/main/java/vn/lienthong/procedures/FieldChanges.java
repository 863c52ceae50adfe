package vn.lienthong.procedures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.procedures.ProcedureChange.Field;

/** Where two contents of a procedure say something else, field by field. */
final class FieldChanges {

    /** The fields that name a row among others, the surest first (npsp 5.2). */
    private static final List<String> NAMES = List.of(
            "MALINHVUC",
            "MADONVI",
            "MAGIAYTO",
            "MAPHILEPHI",
            "MAKETQUA",
            "SOVANBAN",
            "KENH",
            "CAPTHUCHIEN",
            "TRUONGHOP",
            "TENGIAYTO",
            "TENDOITUONG");

    private final List<Field> fields = new ArrayList<>();

    private FieldChanges() {}

    static List<Field> between(Content before, Content after) {
        FieldChanges changes = new FieldChanges();
        changes.compare("", before.says(), after.says());
        return changes.fields;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before != null && before.equals(after)) {
            return;
        }
        if (is(before, JsonNode::isObject) && is(after, JsonNode::isObject)) {
            names(before, after)
                    .forEach(name -> compare(
                            path.isEmpty() ? name : path + "." + name, field(before, name), field(after, name)));
        } else if (is(before, JsonNode::isArray) && is(after, JsonNode::isArray)) {
            rows(path, before, after);
        } else {
            fields.add(new Field(path, text(before), text(after)));
        }
    }

    private static boolean is(@Nullable JsonNode node, Predicate<JsonNode> kind) {
        return node == null || kind.test(node);
    }

    private void rows(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        List<JsonNode> were = list(before);
        List<JsonNode> are = list(after);
        String name = nameOf(were, are);
        if (name == null && !sameRows(were, are)) {
            List<JsonNode> stayed = List.copyOf(were);
            were = without(were, are);
            are = without(are, stayed);
        }
        Map<String, JsonNode> old = byName(were, name);
        Map<String, JsonNode> young = byName(are, name);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(young.keySet());
        all.forEach(row -> compare(path + "[" + row + "]", old.get(row), young.get(row)));
    }

    /** Whether only their order differs. */
    private static boolean sameRows(List<JsonNode> were, List<JsonNode> are) {
        return were.size() == are.size() && without(were, are).isEmpty();
    }

    private static List<JsonNode> without(List<JsonNode> rows, List<JsonNode> others) {
        List<JsonNode> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    /** The field that names every row of both sides, and no two alike; null: they go by their places. */
    private static @Nullable String nameOf(List<JsonNode> were, List<JsonNode> are) {
        return NAMES.stream()
                .filter(name -> isName(name, were) && isName(name, are))
                .findFirst()
                .orElse(null);
    }

    private static boolean isName(String name, List<JsonNode> rows) {
        return rows.stream().allMatch(row -> row.path(name).isString())
                && rows.stream()
                                .map(row -> row.path(name).asString())
                                .distinct()
                                .count()
                        == rows.size();
    }

    private static Map<String, JsonNode> byName(List<JsonNode> rows, @Nullable String name) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            named.put(
                    name == null
                            ? String.valueOf(named.size() + 1)
                            : row.path(name).asString(),
                    row);
        }
        return named;
    }

    private static Set<String> names(@Nullable JsonNode before, @Nullable JsonNode after) {
        Set<String> names = new LinkedHashSet<>(before == null ? List.of() : before.propertyNames());
        names.addAll(after == null ? List.of() : after.propertyNames());
        return names;
    }

    private static List<JsonNode> list(@Nullable JsonNode node) {
        return node == null ? List.of() : node.valueStream().toList();
    }

    private static @Nullable JsonNode field(@Nullable JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.isContainer() ? node.toString() : node.asString();
    }
}
