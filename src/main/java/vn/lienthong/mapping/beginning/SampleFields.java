package vn.lienthong.mapping.beginning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a sample, by their paths.
 *
 * @param values each with the first value it has
 * @param lists each with the fields its elements have
 */
record SampleFields(Map<String, JsonNode> values, Map<String, SampleFields> lists) {

    static SampleFields of(JsonNode record) {
        SampleFields fields = new SampleFields(new LinkedHashMap<>(), new LinkedHashMap<>());
        fields.collect("", record);
        return fields;
    }

    private void collect(String path, JsonNode node) {
        node.properties().forEach(field -> {
            String full = path + field.getKey().replace(".", "\\.");
            JsonNode value = field.getValue();
            if (value.isObject()) {
                collect(full + ".", value);
            } else if (value.isArray()) {
                SampleFields elements = lists.computeIfAbsent(
                        full, name -> new SampleFields(new LinkedHashMap<>(), new LinkedHashMap<>()));
                value.forEach(element -> elements.collect("", element));
            } else {
                values.putIfAbsent(full, value);
            }
        });
    }

    /** The fields that the elements of a list have; none if there is no such list. */
    SampleFields elements(String list) {
        return lists.getOrDefault(list, new SampleFields(Map.of(), Map.of()));
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
