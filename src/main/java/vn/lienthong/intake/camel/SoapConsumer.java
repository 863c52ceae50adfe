package vn.lienthong.intake.camel;

import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.soap.SoapOperation;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.soap.SoapServices.Offer;

/** Sends the record of each call through its route, on the caller's thread; offers the operation while the route runs. */
final class SoapConsumer extends DefaultConsumer {

    private final SoapServices services;
    private final SoapOperation operation;
    private @Nullable Offer offer;

    SoapConsumer(Endpoint endpoint, Processor processor, SoapServices services, SoapOperation operation) {
        super(endpoint, processor);
        this.services = services;
        this.operation = operation;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        offer = services.offer(operation, page -> Pages.carry(page, this, getProcessor()));
    }

    @Override
    protected void doStop() throws Exception {
        Offer closing = offer;
        offer = null;
        if (closing != null) {
            closing.close();
        }
        super.doStop();
    }
}
