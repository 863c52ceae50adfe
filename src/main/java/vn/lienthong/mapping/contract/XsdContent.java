package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an element holds, as far as it is read.
 *
 * @param attributes the namespaces of those attributes that have one, by name
 * @param open the types and groups that are being read, which none of them may come in again
 */
record XsdContent(
        Map<String, Type.Property> properties,
        Map<String, String> attributes,
        Map<String, XmlElement> children,
        List<XsdNode> open) {

    /** Nothing yet, of a type within others. */
    static XsdContent of(XsdNode type, List<XsdNode> outer) {
        return new XsdContent(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>(), with(type, outer));
    }

    /** The same content while another type or group is read into it. */
    XsdContent in(XsdNode another) {
        return new XsdContent(properties, attributes, children, with(another, open));
    }

    private static List<XsdNode> with(XsdNode last, List<XsdNode> before) {
        return Stream.concat(before.stream(), Stream.of(last)).toList();
    }
}
