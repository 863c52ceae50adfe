package vn.lienthong.intake.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.lienthong.dossier.Problem;

/** What callers are told, in Vietnamese. */
final class Answers {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final Locale VIETNAMESE = Locale.of("vi");

    private Answers() {}

    /** Its code, what failed, and what to do. */
    static String text(Problem problem) {
        return problem.code() + ": " + problem.says(VIETNAMESE) + " " + problem.advice(VIETNAMESE);
    }

    /** {@code MResult} (1.1) in its wrapper. */
    static byte[] result(String namespace, String operation, int status, String message) {
        return write(xml -> {
            xml.writeStartElement("a", operation + "Response", namespace);
            xml.writeNamespace("a", namespace);
            xml.writeStartElement("MResult");
            element(xml, "Status", Integer.toString(status));
            element(xml, "Message", message);
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    /** A SOAP 1.1 fault, for a message CXF does not get to see. */
    static byte[] fault(boolean ours, Problem problem) {
        return write(xml -> {
            for (String name : new String[] {"Envelope", "Body", "Fault"}) {
                xml.writeStartElement("s", name, ENVELOPE);
                if (name.equals("Envelope")) {
                    xml.writeNamespace("s", ENVELOPE);
                }
            }
            element(xml, "faultcode", ours ? "s:Server" : "s:Client");
            element(xml, "faultstring", text(problem));
            xml.writeEndDocument();
        });
    }

    private interface Writing {

        void to(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writing.to(xml);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a message could not be written into memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
