package vn.lienthong.npsp2026.camel;

import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Batch;
import vn.lienthong.npsp2026.Npsp2026Client;
import vn.lienthong.relay.Reply;

/**
 * {@code npsp-2026:<service>} sends the ready items of the {@link Batch} in the message's body and leaves a {@link Reply}. A batch
 * that has its reply already, or nothing ready, passes by unchanged.
 */
@Component("npsp-2026")
class Npsp2026Component extends DefaultComponent {

    private final Npsp2026Client client;

    Npsp2026Component(Npsp2026Client client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String service, Map<String, Object> parameters) {
        if (!Npsp2026Client.SERVICES.contains(service)) {
            throw new IllegalArgumentException(
                    "npsp-2026:" + service + " is unknown; there are " + new TreeSet<>(Npsp2026Client.SERVICES));
        }
        return new Npsp2026Endpoint(uri, this, service);
    }

    private final class Npsp2026Endpoint extends DefaultEndpoint {

        private final String service;

        Npsp2026Endpoint(String uri, Npsp2026Component component, String service) {
            super(uri, component);
            this.service = service;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    send(service, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("this interface is sent to; routes begin at relay:<flow>");
        }
    }

    private void send(String service, Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (batch == null) {
            throw new IllegalArgumentException(
                    "npsp-2026:" + service + " needs a batch of deliveries as the message's body");
        }
        if (exchange.getProperty(Reply.PROPERTY) == null && !batch.ready().isEmpty()) {
            exchange.setProperty(Reply.PROPERTY, client.send(service, batch));
        }
    }
}
