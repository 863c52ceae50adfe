package vn.lienthong.sandbox.soap;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import vn.lienthong.soap.Elements;

/**
 * A dossier exchange of 2013 (fact sheet soap-lgsp, section 3): gives what waits, again and again, until it is acknowledged by
 * its id. What does not hold to the schema is a fault, another account is refused with the code 1.
 */
public final class SimulatedExchange implements AutoCloseable {

    public static final String USERNAME = "bo-vhttdl";
    public static final String PASSWORD = "TEST-PASSWORD";

    private static final String NAMESPACE = "http://hoso.provider.exch.sharedservice.dtt.vn/";
    private static final Path CONTRACTS = Path.of("mappings/lgsp");

    /** What the next call meets. */
    public enum Trouble {
        /** The code 9, and nothing done. */
        REFUSES,
        /** A fault of its own, and nothing done. */
        FAULT
    }

    private final Schema schema;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final List<List<String>> acknowledged = new ArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private String lasting = "";
    private int pulls;
    private int port;
    private @Nullable CxfServer server;

    public SimulatedExchange() throws Exception {
        schema = SchemaFactory.newDefaultInstance()
                .newSchema(CONTRACTS.resolve("exchange-2013.xsd").toFile());
        start();
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/services/dossier";
    }

    /** Starts it again where it was. */
    public void start() throws Exception {
        CxfServer started = new CxfServer(
                port,
                CONTRACTS.resolve("exchange-2013.wsdl"),
                new QName(NAMESPACE, "ExchDocumentService"),
                new QName(NAMESPACE, "ExchDocumentPort"),
                this::answer,
                List.of(),
                (request, response, chain) -> chain.doFilter(request, response),
                Map.of());
        port = started.port();
        server = started;
    }

    /** What it has stays. */
    public void stop() {
        if (server != null) {
            server.close();
        }
        server = null;
    }

    /**
     * @param id empty: none.
     * @param fields what comes behind the id, in the order of the schema
     */
    public synchronized void put(String id, String fields) {
        String dossier = id.isEmpty() ? "" : "<onlineId>" + id + "</onlineId>";
        String key = id.isEmpty() ? "none " + waiting.size() : id;
        waiting.remove(key);
        waiting.put(key, "<onlineDocumentList>" + dossier + fields + "</onlineDocumentList>");
    }

    /** What it gives beside what waits, at every look, whatever is acknowledged; each time another {@code %d} in it. */
    public synchronized void always(String dossiers) {
        lasting = dossiers;
    }

    public void next(Trouble... ones) {
        troubles.addAll(List.of(ones));
    }

    /** Ids, as they were acknowledged. */
    public synchronized List<List<String>> acknowledged() {
        return List.copyOf(acknowledged);
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        stop();
    }

    private Source answer(Source payload) {
        try {
            Element wrapper = Elements.root(payload);
            schema.newValidator().validate(new DOMSource(wrapper));
            Element request = Elements.only(wrapper);
            Trouble trouble = troubles.poll();
            if (trouble == Trouble.FAULT || request == null) {
                throw new SoapFault("away", Soap11.getInstance().getReceiver());
            }
            String content = trouble == Trouble.REFUSES
                    ? "<errCode>9</errCode><errMsg>x</errMsg>"
                    : content(wrapper.getLocalName(), request);
            return new StreamSource(
                    new StringReader("<a:%1$sResponse xmlns:a=\"%2$s\"><return>%3$s</return></a:%1$sResponse>"
                            .formatted(wrapper.getLocalName(), NAMESPACE, content)));
        } catch (SAXException | TransformerException | java.io.IOException notAsAgreed) {
            throw new SoapFault(
                    String.valueOf(notAsAgreed.getMessage()),
                    Soap11.getInstance().getSender());
        }
    }

    private synchronized String content(String operation, Element request) {
        boolean known = USERNAME.equals(Elements.text(request, "userName"))
                && PASSWORD.equals(Elements.text(request, "password"));
        if (!known) {
            return "<errCode>1</errCode><errMsg>account</errMsg>";
        }
        return switch (operation) {
            case "pullDocument" ->
                "<errCode>0</errCode>" + String.join("", waiting.values()) + lasting.replace("%d", "" + ++pulls);
            case "updateSendSignal" -> {
                List<String> ids = Elements.children(request, "idList").stream()
                        .map(Element::getTextContent)
                        .toList();
                acknowledged.add(ids);
                ids.forEach(waiting::remove);
                yield "<errCode>0</errCode>";
            }
            default -> "<errCode>2</errCode>";
        };
    }
}
