package vn.lienthong.intake.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.transform.Source;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.service.factory.ServiceConstructionException;
import org.apache.cxf.service.model.OperationInfo;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Source.Carrier;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.soap.Contract;

/** One service as CXF runs it: its WSDL, and whoever takes the calls of its operations. */
final class SoapService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoapService.class);

    private final String path;
    private final Intake intake;
    private final LedgerView view;
    private final Outage outage;
    private final Bus bus;
    private final Server server;
    private final Map<String, Taker> takers = new ConcurrentHashMap<>();

    SoapService(String path, Path contract, Intake intake, LedgerView view, Outage outage) {
        this.path = path;
        this.intake = intake;
        this.view = view;
        this.outage = outage;
        this.bus = Contract.bus();
        try {
            this.server = start(Contract.in(contract, bus));
        } catch (IllegalArgumentException cannot) {
            bus.shutdown(false);
            throw cannot;
        } catch (ServiceConstructionException cannot) {
            bus.shutdown(false);
            throw new IllegalArgumentException("contract: " + contract + ": " + cannot.getMessage(), cannot);
        }
    }

    private Server start(Contract contract) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceBean(new Calls());
        factory.setWsdlLocation(contract.location());
        factory.setServiceName(contract.service());
        factory.setEndpointName(contract.port());
        factory.setAddress("/" + path);
        factory.setProperties(Map.of(
                "autoRewriteSoapAddress",
                true,
                "mtom-enabled",
                false,
                "faultStackTraceEnabled",
                false,
                "exceptionMessageCauseEnabled",
                false,
                // What CXF would log of a fault is its stack, and may be what was sent; what there is to say is said by
                // us.
                FaultListener.class.getName(),
                (FaultListener) (exception, what, message) -> false));
        return factory.create();
    }

    void bind(SoapOperation operation, Carrier carrier) {
        boolean known = server.getEndpoint().getEndpointInfo().getInterface().getOperations().stream()
                .map(OperationInfo::getName)
                .anyMatch(name -> name.getLocalPart().equals(operation.operation()));
        if (!known) {
            throw new IllegalArgumentException(
                    "operation: " + operation.contract() + " has no operation " + operation.operation());
        }
        Taker taker = new Taker(operation, carrier, intake, view, outage);
        if (takers.putIfAbsent(operation.operation(), taker) != null) {
            throw new IllegalArgumentException("operation: another route takes the calls of " + operation.operation());
        }
        LOG.info("Operation {} is offered at /services/{} for flow {}.", operation.operation(), path, operation.flow());
    }

    void unbind(SoapOperation operation) {
        takers.remove(operation.operation());
    }

    boolean isUnused() {
        return takers.isEmpty();
    }

    /** The calls of this service, and its WSDL. */
    void answer(HttpServletRequest call, HttpServletResponse response) throws IOException {
        ((AbstractHTTPDestination) server.getDestination()).invoke(null, call.getServletContext(), call, response);
    }

    @Override
    public void close() {
        server.destroy();
        bus.shutdown(false);
    }

    /** What CXF calls with the content of each message's body. */
    @WebServiceProvider
    @ServiceMode(jakarta.xml.ws.Service.Mode.PAYLOAD)
    final class Calls implements Provider<Source> {

        @Override
        public Source invoke(Source payload) {
            Object request = PhaseInterceptorChain.getCurrentMessage().get(AbstractHTTPDestination.HTTP_REQUEST);
            String namespace = server.getEndpoint().getService().getName().getNamespaceURI();
            try {
                return Taker.answer(payload, namespace, takers, (HttpServletRequest) Objects.requireNonNull(request));
            } catch (Refused refused) {
                throw fault(refused);
            }
        }
    }

    private static SoapFault fault(Refused refused) {
        boolean ours = refused.status() >= 500;
        return new SoapFault(
                Answers.text(refused.problem()),
                ours ? Soap11.getInstance().getReceiver() : Soap11.getInstance().getSender());
    }
}
