package vn.lienthong.mapping.contract;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/**
 * One element of an XSD file, with its place. Types and elements are named {@code {namespace}name}, whatever prefix the author
 * chose; those of XSD's own {@code xs:name}.
 *
 * @param ours attributes of the namespace {@link #OURS}
 */
record XsdNode(
        String name,
        Spot spot,
        Home home,
        Map<String, String> attributes,
        Map<String, String> ours,
        List<XsdNode> children) {

    /**
     * What a file says of all that it declares.
     *
     * @param namespace empty: none
     * @param takesOver the file has no namespace of its own, so what it names without one is of the file that includes it
     * @param qualified whether elements within types are of the namespace too, unless they say otherwise
     * @param qualifiedAttributes the same of attributes
     */
    record Home(String namespace, boolean takesOver, boolean qualified, boolean qualifiedAttributes) {

        static Home of(XMLStreamReader schema, @Nullable String includedInto) {
            String own = schema.getAttributeValue(null, "targetNamespace");
            return new Home(
                    Objects.requireNonNullElse(own == null ? includedInto : own, ""),
                    own == null,
                    "qualified".equals(schema.getAttributeValue(null, "elementFormDefault")),
                    "qualified".equals(schema.getAttributeValue(null, "attributeFormDefault")));
        }
    }

    static final String XSD = "http://www.w3.org/2001/XMLSchema";

    /** For what XSD has no word for: {@code personal}, {@code origin}, {@code code-table}, {@code filled-by}. */
    static final String OURS = "urn:vn.lienthong:contract";

    private static final int DEEPEST = 100;

    /**
     * @param includedInto the namespace of the file that includes this one; null: none does
     * @throws XMLStreamException if it is no XML, has a document type, or is nested beyond reason
     */
    static XsdNode read(String file, String text, @Nullable String includedInto) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        Deque<XsdNode> open = new ArrayDeque<>();
        XsdNode root = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || open.size() > DEEPEST) {
                throw new XMLStreamException("a document type, or nested too deep", reader.getLocation());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                XsdNode node = node(file, reader, root == null ? Home.of(reader, includedInto) : root.home());
                if (!open.isEmpty() && !open.getLast().isAnnotation()) {
                    open.getLast().children().add(node);
                }
                root = root == null ? node : root;
                open.addLast(node);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.removeLast();
            }
        }
        if (root == null) {
            throw new XMLStreamException("no element");
        }
        return root;
    }

    /** What a name in an attribute begins with if it is one of XSD's own. */
    private static final String OWN = "xs:";

    /** Attributes that name a type or an element, or several. */
    private static final Set<String> NAMING = Set.of("type", "base", "ref", "itemType", "memberTypes");

    private static XsdNode node(String file, XMLStreamReader reader, Home home) {
        Map<String, String> attributes = new HashMap<>();
        Map<String, String> ours = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            boolean own = OURS.equals(namespace);
            if (own || namespace == null || namespace.isEmpty()) {
                String key = reader.getAttributeLocalName(i);
                String value = reader.getAttributeValue(i);
                (own ? ours : attributes).put(key, !own && NAMING.contains(key) ? names(value, reader, home) : value);
            }
        }
        String name = XSD.equals(reader.getNamespaceURI()) ? reader.getLocalName() : "{}" + reader.getLocalName();
        Spot spot = new Spot(
                file, reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
        return new XsdNode(name, spot, home, attributes, ours, new ArrayList<>());
    }

    private static String names(String several, XMLStreamReader reader, Home home) {
        return Arrays.stream(several.strip().split("\\s+"))
                .map(each -> named(each, reader, home))
                .collect(Collectors.joining(" "));
    }

    private static String named(String qualified, XMLStreamReader reader, Home home) {
        int colon = qualified.indexOf(':');
        String namespace = reader.getNamespaceURI(colon < 0 ? "" : qualified.substring(0, colon));
        String local = qualified.substring(colon + 1);
        if (XSD.equals(namespace)) {
            return OWN + local;
        }
        boolean none = namespace == null || namespace.isEmpty();
        return full(none && home.takesOver() ? home.namespace() : Objects.requireNonNullElse(namespace, ""), local);
    }

    private static String full(String namespace, String local) {
        return "{" + namespace + "}" + local;
    }

    /** What others call a type or an element that is declared here. */
    static String full(Home home, String local) {
        return full(home.namespace(), local);
    }

    /** As people call it. */
    static String shown(String full) {
        return full.substring(full.lastIndexOf('}') + 1);
    }

    private boolean isAnnotation() {
        return name.equals("annotation");
    }

    @Nullable
    String attribute(String key) {
        return attributes.get(key);
    }

    /** Whether it is written in the namespace of its file, if that is what the file says of all. */
    boolean isQualified(boolean byDefault) {
        String form = attribute("form");
        return form == null ? byDefault : form.equals("qualified");
    }

    /** The name of a type of XSD's own, out of an attribute that names it; null if it is another. */
    static @Nullable String builtIn(String named) {
        return named.startsWith(OWN) ? named.substring(OWN.length()) : null;
    }

    /** How often it comes at least, or at most ({@code minOccurs}, {@code maxOccurs}); negative: as often as one likes. */
    int occurs(String attribute) {
        String value = attributes.getOrDefault(attribute, "1");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    }

    @Nullable
    XsdNode child(String called) {
        return children.stream()
                .filter(child -> child.name().equals(called))
                .findFirst()
                .orElse(null);
    }
}
