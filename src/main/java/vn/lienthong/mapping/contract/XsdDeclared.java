package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the files of a schema declare at their tops, by kind ({@code element}, {@code group} …) and full name. */
final class XsdDeclared {

    private final Map<String, Map<String, XsdNode>> byKind = new HashMap<>();

    XsdDeclared(List<XsdNode> roots) {
        roots.stream().flatMap(root -> root.children().stream()).forEach(child -> {
            String name = XsdNode.full(child.home(), String.valueOf(child.attribute("name")));
            byKind.computeIfAbsent(child.name(), any -> new LinkedHashMap<>()).put(name, child);
        });
    }

    /** @param name null: there is none */
    @Nullable
    XsdNode find(String kind, @Nullable String name) {
        return name == null ? null : byKind.getOrDefault(kind, Map.of()).get(name);
    }

    /** The names of all of a kind in one namespace. */
    List<String> names(String kind, String namespace) {
        return byKind.getOrDefault(kind, Map.of()).values().stream()
                .filter(each -> each.home().namespace().equals(namespace))
                .map(each -> String.valueOf(each.attribute("name")))
                .toList();
    }
}
