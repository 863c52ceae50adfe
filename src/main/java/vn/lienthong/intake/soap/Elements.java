package vn.lienthong.intake.soap;

import java.io.ByteArrayOutputStream;
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

/** Elements of messages that CXF has parsed. */
final class Elements {

    private Elements() {}

    static Element root(Source payload) throws TransformerException {
        if (payload instanceof DOMSource parsed && parsed.getNode() instanceof Node node) {
            return node instanceof Document document ? document.getDocumentElement() : (Element) node;
        }
        DOMResult result = new DOMResult();
        identity().transform(payload, result);
        return ((Document) result.getNode()).getDocumentElement();
    }

    /** Null if there is none, or more than one. */
    static @Nullable Element only(Element parent) {
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
    static byte[] document(Element element) throws TransformerException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Transformer identity = identity();
        identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        identity.transform(new DOMSource(element), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    private static Transformer identity() throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newTransformer();
    }
}
