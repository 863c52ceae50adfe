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
 * {@code agency:<system>} delivers the ready item of the {@link Batch} in the message's body and leaves a {@link Reply}. A
 * batch that has its reply already, or nothing ready, passes by unchanged.
 */
@Component("agency")
class AgencyComponent extends DefaultComponent {

    private final AgencyClient client;

    AgencyComponent(AgencyClient client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String system, Map<String, Object> parameters) {
        return new AgencyEndpoint(uri, this, system);
    }

    private final class AgencyEndpoint extends DefaultEndpoint {

        private final String system;

        AgencyEndpoint(String uri, AgencyComponent component, String system) {
            super(uri, component);
            this.system = system;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    send(system, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("a system is sent to; routes begin at relay:<flow>");
        }
    }

    private void send(String system, Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (batch == null) {
            throw new IllegalArgumentException(
                    "agency:" + system + " needs a batch of deliveries as the message's body");
        }
        if (exchange.getProperty(Reply.PROPERTY) == null && !batch.ready().isEmpty()) {
            exchange.setProperty(Reply.PROPERTY, client.send(system, batch));
        }
    }
}
