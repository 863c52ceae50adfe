package vn.lienthong.intake.soap;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.ledger.LedgerView;

/** The services that routes offer now. Safe for any number of threads. */
public final class SoapServices {

    private final Path contracts;
    private final Intake intake;
    private final LedgerView view;
    private final Outage outage = new Outage();
    private final Map<String, SoapService> byPath = new HashMap<>();

    /** @param contracts the folder WSDLs are in */
    public SoapServices(Path contracts, Intake intake, LedgerView view) {
        this.contracts = contracts;
        this.intake = intake;
        this.view = view;
    }

    /** An operation that is offered until it is closed. */
    public interface Offer extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Offers an operation; each of its calls goes through {@code carrier}.
     *
     * @throws IllegalArgumentException if there is no such WSDL, it has no such operation, or another route offers it already
     */
    public synchronized Offer offer(SoapOperation operation, Source.Carrier carrier) {
        Path contract = contracts.resolve(operation.contract());
        SoapService service = byPath.get(operation.path());
        if (service == null) {
            service = new SoapService(operation.path(), contract, intake, view, outage);
        }
        try {
            service.bind(operation, carrier);
            byPath.put(operation.path(), service);
        } catch (IllegalArgumentException cannot) {
            closeIfUnused(operation.path(), service);
            throw cannot;
        }
        return () -> withdraw(operation);
    }

    private synchronized void withdraw(SoapOperation operation) {
        SoapService service = byPath.get(operation.path());
        if (service != null) {
            service.unbind(operation);
            closeIfUnused(operation.path(), service);
        }
    }

    private void closeIfUnused(String path, SoapService service) {
        if (service.isUnused()) {
            byPath.remove(path);
            service.close();
        }
    }

    /** @param path below {@code /services/} */
    synchronized Optional<SoapService> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
