package vn.lienthong.sandbox.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import vn.lienthong.soap.Elements;

/** A ministry's own system that takes by SOAP what comes from the portal. What does not hold to the schema is refused. */
public final class SimulatedMinistry implements AutoCloseable {

    private static final String NAMESPACE = "urn:vn:lienthong:portal:1";
    private static final Path CONTRACTS = Path.of("mappings/agency");

    /** What the next message meets. */
    public enum Trouble {
        /** Taken, and a fault of its own all the same. */
        FAULT_AFTERWARDS,
        /** Not taken: a fault of the caller. */
        REFUSES
    }

    /**
     * @param key its Idempotency-Key
     * @param body the element inside the wrapper
     */
    public record Message(String operation, String key, String body) {}

    private final CxfServer server;
    private final Schema schema;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    public SimulatedMinistry() throws Exception {
        schema = SchemaFactory.newDefaultInstance()
                .newSchema(CONTRACTS.resolve("portal.xsd").toFile());
        server = new CxfServer(
                0,
                CONTRACTS.resolve("portal.wsdl"),
                new QName(NAMESPACE, "PortalService"),
                new QName(NAMESPACE, "PortalPort"),
                this::answer,
                List.of(),
                (request, response, chain) -> chain.doFilter(request, response),
                Map.of());
    }

    public String address() {
        return "http://127.0.0.1:" + server.port() + "/services/dossier";
    }

    /** The next messages meet these, one each. */
    public void next(Trouble... ones) {
        troubles.addAll(List.of(ones));
    }

    /** What was taken, as it came, repeats too. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.close();
    }

    private Source answer(Source payload) {
        try {
            Element wrapper = Elements.root(payload);
            Element record = Objects.requireNonNull(Elements.only(wrapper), "no record");
            schema.newValidator().validate(new DOMSource(record));
            Trouble trouble = troubles.poll();
            if (trouble == Trouble.REFUSES) {
                throw new SoapFault("not like this", Soap11.getInstance().getSender());
            }
            messages.add(new Message(
                    wrapper.getLocalName(), key(), new String(Elements.document(record), StandardCharsets.UTF_8)));
            if (trouble == Trouble.FAULT_AFTERWARDS) {
                throw new SoapFault("the database is away", Soap11.getInstance().getReceiver());
            }
            return new StreamSource(new StringReader("<a:%1$sResponse xmlns:a=\"%2$s\"><Taken/></a:%1$sResponse>"
                    .formatted(wrapper.getLocalName(), NAMESPACE)));
        } catch (SAXException notAsAgreed) {
            throw new SoapFault(notAsAgreed.getMessage(), Soap11.getInstance().getSender());
        } catch (IOException | TransformerException odd) {
            throw new SoapFault("odd", Soap11.getInstance().getReceiver());
        }
    }

    private static String key() {
        HttpServletRequest request = (HttpServletRequest) Objects.requireNonNull(
                PhaseInterceptorChain.getCurrentMessage().get(AbstractHTTPDestination.HTTP_REQUEST));
        return request.getHeader("Idempotency-Key");
    }
}
