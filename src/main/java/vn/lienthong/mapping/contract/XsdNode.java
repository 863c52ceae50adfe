package vn.lienthong.mapping.contract;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/**
 * One element of an XSD file, with its place.
 *
 * @param ours attributes of the namespace {@link #OURS}
 */
record XsdNode(
        String name, Spot spot, Map<String, String> attributes, Map<String, String> ours, List<XsdNode> children) {

    static final String XSD = "http://www.w3.org/2001/XMLSchema";

    /** For what XSD has no word for: {@code personal}, {@code origin}, {@code code-table}, {@code filled-by}. */
    static final String OURS = "urn:vn.lienthong:contract";

    private static final int DEEPEST = 100;

    /** @throws XMLStreamException if it is no XML, has a document type, or is nested beyond reason */
    static XsdNode read(String file, String text) throws XMLStreamException {
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
                XsdNode node = node(file, reader);
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

    private static XsdNode node(String file, XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        Map<String, String> ours = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            boolean own = OURS.equals(namespace);
            if (own || namespace == null || namespace.isEmpty()) {
                (own ? ours : attributes).put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        String name = XSD.equals(reader.getNamespaceURI()) ? reader.getLocalName() : "{}" + reader.getLocalName();
        Spot spot = new Spot(
                file, reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
        return new XsdNode(name, spot, attributes, ours, new ArrayList<>());
    }

    private boolean isAnnotation() {
        return name.equals("annotation");
    }

    @Nullable
    String attribute(String key) {
        return attributes.get(key);
    }

    /** The part of a name behind its prefix. */
    static String local(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }
}
