package vn.lienthong.mapping.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a part of a target is written as XML. Its type calls attributes {@code @name}, and the text of an element that has
 * attributes {@code #text}; where a value is null, the element is written {@code xsi:nil}.
 *
 * @param namespace empty: none
 * @param attributes the namespaces of those attributes that have one, by name
 * @param children elements within it, by name
 */
public record XmlElement(
        String name, String namespace, Map<String, String> attributes, Map<String, XmlElement> children) {

    /** What the name of an attribute begins with. */
    public static final String ATTRIBUTE = "@";

    /** The name of an element's own text. */
    public static final String TEXT = "#text";

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** One of a single value. */
    static XmlElement single(String name, String namespace) {
        return new XmlElement(name, namespace, Map.of(), Map.of());
    }
}
