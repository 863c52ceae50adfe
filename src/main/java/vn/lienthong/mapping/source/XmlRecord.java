package vn.lienthong.mapping.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.text.Nfc;

/**
 * Reads one XML element: children by their local name, repeated ones as a list, attributes as {@code @name}, the text of an
 * element that has attributes or children as {@code #text}. Empty elements are absent, and so are those that are {@code xsi:nil}:
 * what XML Schema says of an element ({@code xsi:type}, {@code xsi:schemaLocation}) is nothing of the record.
 */
final class XmlRecord {

    private static final class Open {

        private final String name;
        private final ObjectNode object = JsonNodeFactory.instance.objectNode();
        private final StringBuilder text = new StringBuilder();

        Open(String name) {
            this.name = name;
        }
    }

    private XmlRecord() {}

    static ObjectNode read(byte[] body) throws Unreadable {
        try (Stax xml = new Stax(new ByteArrayInputStream(body))) {
            return read(xml);
        } catch (XMLStreamException broken) {
            throw new Unreadable(XmlProblem.of(broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ObjectNode read(Stax xml) throws XMLStreamException, Unreadable {
        Deque<Open> open = new ArrayDeque<>();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        int values = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    values += 1 + xml.reader().getAttributeCount();
                    if (values > Limits.RECORD_VALUES) {
                        throw new Stax.TooMuch();
                    }
                    open.addLast(begin(xml.reader()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.getLast().text.append(xml.reader().getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open ended = open.removeLast();
                    if (open.isEmpty()) {
                        keepText(ended);
                        root = ended.object;
                    } else {
                        add(open.getLast().object, ended);
                    }
                }
                default -> {}
            }
        }
        return root;
    }

    /** Attributes go by their local names too, so two of one name in different namespaces are one that stands twice. */
    private static Open begin(XMLStreamReader reader) throws Unreadable {
        Open element = new Open(Nfc.of(reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            boolean ofSchema = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i));
            if (!ofSchema && !reader.getAttributeValue(i).isBlank()) {
                String name = "@" + Nfc.of(reader.getAttributeLocalName(i));
                if (element.object.has(name)) {
                    throw new Unreadable(Problem.of("source.same-field-twice").in(element.name + "." + name));
                }
                element.object.put(name, Nfc.of(reader.getAttributeValue(i)));
            }
        }
        return element;
    }

    private static void add(ObjectNode parent, Open ended) {
        boolean plain = ended.object.isEmpty();
        if (plain && ended.text.toString().isBlank()) {
            return;
        }
        keepText(ended);
        JsonNode value = plain ? ended.object.get("#text") : ended.object;
        JsonNode before = parent.get(ended.name);
        if (before == null) {
            parent.set(ended.name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            parent.set(
                    ended.name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
        }
    }

    private static void keepText(Open ended) {
        String text = Nfc.of(ended.text.toString());
        if (!text.isBlank()) {
            ended.object.put("#text", text);
        }
    }
}
