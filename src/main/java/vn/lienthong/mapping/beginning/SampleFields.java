package vn.lienthong.mapping.beginning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields that records of a sample have, by their paths, with the values they have. */
final class SampleFields {

    private final Set<String> top = new LinkedHashSet<>();
    private final Map<String, Set<JsonNode>> values = new LinkedHashMap<>();
    private final Map<String, SampleFields> lists = new LinkedHashMap<>();

    void add(JsonNode record) {
        record.properties().forEach(field -> top.add(field.getKey()));
        add("", record);
    }

    private void add(String path, JsonNode node) {
        node.properties().forEach(field -> {
            String full = path + field.getKey().replace(".", "\\.");
            JsonNode value = field.getValue();
            if (value.isObject()) {
                add(full + ".", value);
            } else if (value.isArray()) {
                SampleFields elements = lists.computeIfAbsent(full, name -> new SampleFields());
                value.forEach(elements::add);
            } else {
                Set<JsonNode> known = values.computeIfAbsent(full, name -> new LinkedHashSet<>());
                if (!value.isNull()) {
                    known.add(value);
                }
            }
        });
    }

    /** The names of the records' own fields, whatever is in them. */
    Set<String> top() {
        return top;
    }

    /** The paths of single values. */
    Set<String> values() {
        return values.keySet();
    }

    /** The paths of lists. */
    Set<String> lists() {
        return lists.keySet();
    }

    /** Whether no value of a field is a number or a truth value. */
    boolean isText(String field) {
        return values.getOrDefault(field, Set.of()).stream().allMatch(JsonNode::isString);
    }

    /** Each value of a field as text, but for blank ones, in the order they were met. */
    Set<String> texts(String field) {
        Set<String> texts = new LinkedHashSet<>();
        values.getOrDefault(field, Set.of())
                .forEach(value -> texts.add(value.asString("").strip()));
        texts.remove("");
        return texts;
    }

    /** The fields that the elements of a list have; none if there is no such list. */
    SampleFields elements(String list) {
        return lists.getOrDefault(list, new SampleFields());
    }

    /**
     * The paths of those that are not read; of a list nobody reads its own alone.
     *
     * @param read paths within the record
     */
    List<String> without(Set<String> read) {
        List<String> left = new ArrayList<>();
        without(read, "", left);
        return left;
    }

    private void without(Set<String> read, String path, List<String> left) {
        values.keySet().stream()
                .map(name -> path + name)
                .filter(name -> !read.contains(name))
                .forEach(left::add);
        lists.forEach((name, elements) -> {
            if (read.contains(path + name)) {
                elements.without(read, path + name + ".", left);
            } else {
                left.add(path + name);
            }
        });
    }
}
