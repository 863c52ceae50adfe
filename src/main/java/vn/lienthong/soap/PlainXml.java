package vn.lienthong.soap;

import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes are one whole XML document that refers to nothing outside itself, and that memory can hold: no document type,
 * hence no entities of its own, nothing is ever fetched, and neither depth nor number of elements and attributes is without bound.
 */
public final class PlainXml {

    private static final int DEEPEST = 100;
    /** Elements and attributes; in memory a short one takes forty times as much as on the way. */
    private static final int MOST = 1_000_000;

    private static final int MOST_ATTRIBUTES = 200;

    private PlainXml() {}

    public enum Why {
        NOT_XML,
        WITH_DTD,
        TOO_DEEP,
        TOO_MANY,
        TOO_MANY_ATTRIBUTES
    }

    /** It is not. */
    public static final class Broken extends Exception {

        private final Why why;
        private final transient @Nullable Location where;

        Broken(Why why, @Nullable Location where) {
            super(why.name());
            this.why = why;
            this.where = where;
        }

        public Why why() {
            return why;
        }

        public @Nullable Location where() {
            return where;
        }
    }

    public static void check(byte[] document) throws Broken {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw new Broken(why(broken), broken.getLocation());
        }
    }

    /** The JDK counts attributes while it reads them, before there is an element, and tells by this code. */
    private static Why why(XMLStreamException broken) {
        return String.valueOf(broken.getMessage()).contains("JAXP00010002") ? Why.TOO_MANY_ATTRIBUTES : Why.NOT_XML;
    }

    private static void read(XMLStreamReader reader) throws XMLStreamException, Broken {
        int depth = 0;
        int many = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new Broken(Why.WITH_DTD, reader.getLocation());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw new Broken(Why.TOO_DEEP, reader.getLocation());
                    }
                    many += 1 + reader.getAttributeCount();
                    if (many > MOST) {
                        throw new Broken(Why.TOO_MANY, reader.getLocation());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    /** A new one each time: factories are not said to be safe for threads. */
    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Depth is counted here, so that the answer can name it.
        factory.setProperty("jdk.xml.maxElementDepth", DEEPEST + 1);
        factory.setProperty("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
        // The JDK counts each ampersand that is written as one must as an entity; without a DTD there are no others.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }
}
