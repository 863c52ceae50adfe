package vn.lienthong.mapping.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.validation.Schema;

/**
 * What makes a contract XML: its outermost element, and the schema that has the last word on what is written. Both may be
 * used by any number of threads.
 *
 * @param prefixes by namespace, of all its elements: {@code n} the first, then {@code n1} and so on
 */
public record XmlForm(XmlElement root, Map<String, String> prefixes, Schema schema) {

    public XmlForm {
        prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
    }

    static XmlForm of(XmlElement root, Schema schema) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        name(root, prefixes);
        return new XmlForm(root, prefixes, schema);
    }

    private static void name(XmlElement element, Map<String, String> prefixes) {
        if (!element.namespace().isEmpty()) {
            prefixes.putIfAbsent(element.namespace(), prefixes.isEmpty() ? "n" : "n" + prefixes.size());
        }
        element.children().values().forEach(child -> name(child, prefixes));
    }
}
