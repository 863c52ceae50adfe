package vn.lienthong.agency.camel;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.springframework.stereotype.Component;
import vn.lienthong.agency.AgencyClient;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Reply;

/**
 * {@code agency:<system>} delivers the ready item of the {@link Batch} in the message's body and leaves a {@link Reply}; its
 * parameter {@code operation} is told to the system. A batch that has its reply already, or nothing ready, passes by unchanged.
 */
@Component("agency")
class AgencyComponent extends DefaultComponent {

    private final AgencyClient client;

    AgencyComponent(AgencyClient client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String system, Map<String, Object> parameters) {
        String operation = getAndRemoveParameter(parameters, "operation", String.class, "");
        return new AgencyEndpoint(uri, this, system, operation);
    }

    private final class AgencyEndpoint extends DefaultEndpoint {

        private final String system;
        private final String operation;

        AgencyEndpoint(String uri, AgencyComponent component, String system, String operation) {
            super(uri, component);
            this.system = system;
            this.operation = operation;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    send(system, operation, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("a system is sent to; routes begin at relay:<flow>");
        }
    }

    private void send(String system, String operation, Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (batch == null) {
            throw new IllegalArgumentException(
                    "agency:" + system + " needs a batch of deliveries as the message's body");
        }
        if (exchange.getProperty(Reply.PROPERTY) == null && !batch.ready().isEmpty()) {
            exchange.setProperty(Reply.PROPERTY, client.send(system, operation, batch));
        }
    }
}
