package vn.lienthong.soap;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientImpl;
import org.apache.cxf.endpoint.UpfrontConduitSelector;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.jaxws.ServiceImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.service.factory.ServiceConstructionException;
import org.apache.cxf.service.model.OperationInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;

/**
 * Calls the operations of one service. The WSDL is read, and CXF started, by the first call. Safe for any number of threads;
 * close it when nobody calls any more.
 */
public final class SoapClient implements AutoCloseable {

    private static final int OK = 200;

    private final Path contract;
    private final URI address;
    private final @Nullable Credentials credentials;
    private final Wire wire;
    private @Nullable Port port;

    /**
     * @param contract the WSDL
     * @param address where the service is, whatever the WSDL says
     */
    public SoapClient(Path contract, URI address, Wire wire) {
        this(contract, address, null, wire);
    }

    /**
     * The same with a name and a password in each message.
     *
     * @param credentials null: none
     */
    public SoapClient(Path contract, URI address, @Nullable Credentials credentials, Wire wire) {
        this.contract = contract;
        this.address = address;
        this.credentials = credentials;
        this.wire = wire;
    }

    private record Port(Bus bus, QName name, Client client, Dispatch<Source> dispatch, WireConduit conduit) {}

    /**
     * One message and its answer; nothing is repeated.
     *
     * @param operation its name in the WSDL, which is its wrapper's too
     * @param content the element inside the wrapper, already as the contract wants it
     * @param headers of HTTP, beside those of SOAP
     * @throws IllegalArgumentException if the WSDL cannot be used or has no such operation: nothing was sent
     */
    public SoapReply call(String operation, Element content, Map<String, String> headers, Policy.Timeout timeout) {
        return call(operation, content, new WireConduit.Call(address, headers, timeout, null));
    }

    /**
     * The same where the answer is a list of what is taken one by one: one that cannot be read holds up no other.
     *
     * @param part the local name of each in the answer; of those that can be read but are too many together only the
     *     first are given
     * @throws IllegalArgumentException as the other
     */
    public SoapReply callForParts(String operation, Element content, Policy.Timeout timeout, String part) {
        return call(operation, content, new WireConduit.Call(address, Map.of(), timeout, part));
    }

    private SoapReply call(String operation, Element content, WireConduit.Call call) {
        Port to = port();
        requireOperation(to, operation);
        Source answer = to.conduit().during(call, () -> answer(to, wrapped(to, operation, content)));
        Heard heard = call.heard();
        return new SoapReply(call.sent(), heard, says(to, operation, answer, call.fault(), heard), call.unread());
    }

    /** Null where CXF finds no answer of the service in what came. */
    private static @Nullable Source answer(Port to, Source message) {
        try {
            return to.dispatch().invoke(message);
        } catch (WebServiceException faultOrNone) {
            return null;
        }
    }

    private static Source wrapped(Port to, String operation, Element content) {
        Document message = Elements.empty();
        Element wrapper = message.createElementNS(to.name().getNamespaceURI(), "a:" + operation);
        wrapper.appendChild(message.importNode(content, true));
        message.appendChild(wrapper);
        return new DOMSource(message);
    }

    private static SoapReply.Says says(
            Port to, String operation, @Nullable Source answer, @Nullable QName fault, Heard heard) {
        if (fault != null) {
            return new SoapReply.Fault(fault.getLocalPart().split("\\.", 2)[0]);
        }
        if (answer == null || !(heard instanceof Heard.Answered answered) || answered.status() != OK) {
            return new SoapReply.Nothing();
        }
        try {
            Element wrapper = Elements.root(answer);
            boolean itsOwn = wrapper.getLocalName().equals(operation + "Response")
                    && to.name().getNamespaceURI().equals(wrapper.getNamespaceURI());
            Element content = itsOwn ? Elements.only(wrapper) : null;
            return content == null ? new SoapReply.Nothing() : new SoapReply.Result(content);
        } catch (TransformerException unreadable) {
            return new SoapReply.Nothing();
        }
    }

    private static void requireOperation(Port to, String operation) {
        for (ServiceInfo service : to.client().getEndpoint().getService().getServiceInfos()) {
            for (OperationInfo one : service.getInterface().getOperations()) {
                if (one.getName().getLocalPart().equals(operation)) {
                    return;
                }
            }
        }
        throw new IllegalArgumentException("operation: the contract has no operation " + operation);
    }

    private synchronized Port port() {
        Port open = port;
        if (open == null) {
            open = open();
            port = open;
        }
        return open;
    }

    private Port open() {
        Bus bus = Contract.bus();
        try {
            Contract described = Contract.in(contract, bus);
            URL location = URI.create(described.location()).toURL();
            Dispatch<Source> dispatch = new ServiceImpl(bus, location, described.service(), Service.class)
                    .createDispatch(described.port(), Source.class, Service.Mode.PAYLOAD);
            Client client = ((DispatchImpl<Source>) dispatch).getClient();
            WireConduit conduit = new WireConduit(address, credentials, wire);
            UpfrontConduitSelector ours = new UpfrontConduitSelector(conduit);
            ours.setEndpoint(client.getEndpoint());
            client.setConduitSelector(ours);
            client.getInFaultInterceptors().add(conduit.faults());
            conduit.setMessageObserver(client);
            // What CXF would log of a fault is its stack, and may be what was sent.
            client.getEndpoint()
                    .put(FaultListener.class.getName(), (FaultListener) (exception, what, message) -> false);
            dispatch.getRequestContext().put("find.dispatch.operation", true);
            dispatch.getRequestContext().put(ClientImpl.THREAD_LOCAL_REQUEST_CONTEXT, true);
            return new Port(bus, described.service(), client, dispatch, conduit);
        } catch (IllegalArgumentException | ServiceConstructionException | WebServiceException cannot) {
            bus.shutdown(false);
            throw new IllegalArgumentException(contract + ": " + cannot.getMessage(), cannot);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public synchronized void close() {
        Port open = port;
        port = null;
        if (open != null) {
            open.client().destroy();
            open.bus().shutdown(false);
        }
    }
}
