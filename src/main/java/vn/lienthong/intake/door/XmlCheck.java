package vn.lienthong.intake.door;

import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * Whether a body is one XML document that refers to nothing outside itself: no document type, hence no entities of its
 * own, and nothing is ever fetched.
 */
public final class XmlCheck {

    private static final int DEEPEST = 100;

    /** @throws Refused saying what is wrong, and where */
    public void check(byte[] body) throws Refused {
        if (body.length == 0) {
            throw new Refused(400, Problem.of("intake.empty-body"));
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw refused("intake.not-xml", broken.getLocation());
        }
    }

    private static void read(XMLStreamReader reader) throws XMLStreamException, Refused {
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw refused("intake.xml-with-dtd", reader.getLocation());
            } else if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
                throw refused("intake.too-deep", reader.getLocation());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** A new one each time: factories are not said to be safe for threads. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Depth is counted here, so that the answer can name it.
        factory.setProperty("jdk.xml.maxElementDepth", DEEPEST + 1);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private static Refused refused(String code, @Nullable Location where) {
        Problem problem = Problem.of(code);
        return new Refused(
                400,
                where == null
                        ? problem
                        : problem.at("line " + where.getLineNumber() + ", column " + where.getColumnNumber()));
    }
}
