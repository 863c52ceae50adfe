package vn.lienthong.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Elements of messages. */
public final class Elements {

    private Elements() {}

    public static Element root(Source payload) throws TransformerException {
        if (payload instanceof DOMSource parsed && parsed.getNode() instanceof Node node) {
            return node instanceof Document document ? document.getDocumentElement() : (Element) node;
        }
        DOMResult result = new DOMResult();
        identity().transform(payload, result);
        return ((Document) result.getNode()).getDocumentElement();
    }

    /** Null if there is none, or more than one. */
    public static @Nullable Element only(Element parent) {
        Element found = null;
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (found != null) {
                    return null;
                }
                found = element;
            }
        }
        return found;
    }

    /** A document of its own, in UTF-8. */
    public static byte[] document(Element element) throws TransformerException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Transformer identity = identity();
        identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        identity.transform(new DOMSource(element), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    /** @throws PlainXml.Broken if it is not one document that refers to nothing outside itself */
    public static Element parse(byte[] document) throws PlainXml.Broken {
        PlainXml.check(document);
        try {
            return builder().parse(new ByteArrayInputStream(document)).getDocumentElement();
        } catch (SAXException | IOException odd) {
            throw new PlainXml.Broken(PlainXml.Why.NOT_XML, null);
        }
    }

    /** The text of the child of that name; null if there is none, or more than one. */
    public static @Nullable String text(Element parent, String child) {
        List<Element> found = children(parent, child);
        return found.size() == 1 ? found.getFirst().getTextContent() : null;
    }

    /** Those of that name, in their order. */
    public static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(localName(element))) {
                found.add(element);
            }
        }
        return found;
    }

    private static String localName(Element element) {
        String local = element.getLocalName();
        return local == null ? element.getTagName() : local;
    }

    /** An element without a namespace, alone in a document. */
    public static Element named(String name) {
        Document document = empty();
        Element root = document.createElementNS(null, name);
        document.appendChild(root);
        return root;
    }

    static Document empty() {
        return builder().newDocument();
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // As in PlainXml: without a DTD these count nothing but text.
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Transformer identity() throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newTransformer();
    }
}
