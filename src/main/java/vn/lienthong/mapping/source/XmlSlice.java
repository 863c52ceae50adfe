package vn.lienthong.mapping.source;

import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Writes one element with all it holds as a document of its own; comments and instructions are left behind. */
final class XmlSlice {

    private final Stax xml;
    private final XMLStreamReader reader;
    private final StringBuilder out = new StringBuilder(1024);

    XmlSlice(Stax xml) {
        this.xml = xml;
        this.reader = xml.reader();
    }

    /**
     * The element the reader stands on; afterwards the reader stands on its end.
     *
     * @param outer prefixes the elements around it declare
     */
    String write(Map<String, String> outer) throws XMLStreamException {
        int depth = xml.depth();
        start(outer);
        while (true) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> start(Map.of());
                case XMLStreamConstants.END_ELEMENT -> {
                    out.append("</")
                            .append(qualified(reader.getPrefix(), reader.getLocalName()))
                            .append('>');
                    if (xml.depth() == depth) {
                        return out.toString();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    XmlMarkup.text(out, reader.getText());
                default -> {}
            }
            if (out.length() > Limits.RECORD_BYTES) {
                throw new Stax.TooMuch();
            }
        }
    }

    private void start(Map<String, String> outer) {
        out.append('<').append(qualified(reader.getPrefix(), reader.getLocalName()));
        outer.forEach(this::namespace);
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            if (!outer.containsKey(prefix == null ? "" : prefix)) {
                namespace(prefix == null ? "" : prefix, reader.getNamespaceURI(i));
            }
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            XmlMarkup.attribute(
                    out,
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        out.append('>');
    }

    private void namespace(String prefix, @Nullable String uri) {
        XmlMarkup.attribute(out, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
    }

    private static String qualified(@Nullable String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }
}
