package vn.lienthong.mapping.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.validation.Schema;

/**
 * What makes a contract XML: its outermost element, and the schema that has the last word on what is written. Both may be
 * used by any number of threads.
 *
 * @param prefixes by namespace, of all its elements and attributes: {@code n} the first, then {@code n1} and so on
 */
public record XmlForm(XmlElement root, Map<String, String> prefixes, Schema schema) {

    /** The prefix of XML's own attributes, {@code xml:lang}, which nobody declares. */
    public static final String XML = XMLConstants.XML_NS_PREFIX;

    public XmlForm {
        prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
    }

    static XmlForm of(XmlElement root, Schema schema) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        name(root, prefixes);
        return new XmlForm(root, prefixes, schema);
    }

    private static void name(XmlElement element, Map<String, String> prefixes) {
        name(element.namespace(), prefixes);
        element.attributes().values().stream().sorted().forEach(namespace -> name(namespace, prefixes));
        element.children().values().forEach(child -> name(child, prefixes));
    }

    private static void name(String namespace, Map<String, String> prefixes) {
        if (namespace.equals(XMLConstants.XML_NS_URI)) {
            prefixes.put(namespace, XML);
        } else if (!namespace.isEmpty()) {
            prefixes.putIfAbsent(namespace, prefixes.isEmpty() ? "n" : "n" + prefixes.size());
        }
    }
}
