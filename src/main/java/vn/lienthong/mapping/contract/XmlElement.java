package vn.lienthong.mapping.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a part of a target is written as XML. Its type calls attributes {@code @name}, and the text of an element that has
 * attributes {@code #text}.
 *
 * @param namespace empty: none
 * @param children elements within it, by name
 */
public record XmlElement(String name, String namespace, Map<String, XmlElement> children) {

    /** What the name of an attribute begins with. */
    public static final String ATTRIBUTE = "@";

    /** The name of an element's own text. */
    public static final String TEXT = "#text";

    public XmlElement {
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }
}
