package vn.lienthong.mapping.source;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A streaming XML parser that cannot be made to fetch or to grow: a document type declaration is an error, so there are no
 * entities to expand or to fetch; and no stretch of the document between two events is longer than one record.
 */
final class Stax implements AutoCloseable {

    private static final XMLInputFactory FACTORY = factory();

    /** A document type declaration, which no honest export has. */
    static final class HasDoctype extends XMLStreamException {}

    /** More nesting, or a longer name, value or comment, than a record may have. */
    static final class TooMuch extends XMLStreamException {}

    private final Stretch in;
    private final XMLStreamReader reader;
    private int depth;

    Stax(InputStream in) throws XMLStreamException {
        this.in = new Stretch(in);
        this.reader = FACTORY.createXMLStreamReader(this.in);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        // The JDK counts the text of a long document as if it were entities; without a DTD there are none.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxElementDepth", "0"); // next() counts
        return factory;
    }

    XMLStreamReader reader() {
        return reader;
    }

    int depth() {
        return depth;
    }

    boolean hasNext() throws XMLStreamException {
        return reader.hasNext();
    }

    /** The next event. {@link #depth()} counts the elements that are open, this one included when it begins. */
    int next() throws XMLStreamException {
        if (reader.getEventType() == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        in.beginStretch();
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new HasDoctype();
        }
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > Limits.RECORD_DEPTH) {
            throw new TooMuch();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException closedAnyway) {
            throw new IOException(closedAnyway);
        } finally {
            in.close();
        }
    }

    /** Fails when the parser swallows more than a record's bytes without coming to the next event. */
    private static final class Stretch extends InputStream {

        private final InputStream in;
        private long sinceEvent;

        Stretch(InputStream in) {
            this.in = in;
        }

        void beginStretch() {
            sinceEvent = 0;
        }

        @Override
        public int read() throws IOException {
            sinceEvent++;
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = in.read(target, offset, count);
            sinceEvent += Math.max(read, 0);
            if (sinceEvent > Limits.RECORD_BYTES) {
                throw new RecordingStream.TooLarge();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
