package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import vn.lienthong.intake.soap.SoapOperation;
import vn.lienthong.intake.soap.SoapServices;

/** {@code from: intake:soap}; its parameters are those of {@link SoapOperation}, explained in {@code templates/soap.camel.yaml}. */
public final class SoapEndpoint extends DefaultEndpoint {

    private final SoapServices services;
    private String flow = "";
    private String contract = "";
    private String operation = "";

    SoapEndpoint(String uri, Component component, SoapServices services) {
        super(uri, component);
        this.services = services;
    }

    public void setFlow(String flow) {
        this.flow = flow;
    }

    public void setContract(String contract) {
        this.contract = contract;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SoapConsumer consumer =
                new SoapConsumer(this, processor, services, new SoapOperation(flow, contract, operation));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("calls come from intake:soap; enter their records by intake:enter");
    }
}
