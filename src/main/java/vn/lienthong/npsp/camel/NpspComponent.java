package vn.lienthong.npsp.camel;

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
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.relay.Reply;

/**
 * {@code npsp:<service>} sends the ready items of the {@link Batch} in the message's body and leaves a {@link Reply};
 * {@code npsp:catalogue} fills them in, and leaves a reply only if they must wait. A batch that has its reply already, or
 * nothing mapped, passes by unchanged.
 */
@Component("npsp")
class NpspComponent extends DefaultComponent {

    private static final String CATALOGUE = "catalogue";

    private final NpspClient client;

    NpspComponent(NpspClient client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!remaining.equals(CATALOGUE) && !NpspClient.SERVICES.contains(remaining)) {
            throw new IllegalArgumentException("npsp:" + remaining + " is unknown; there are npsp:" + CATALOGUE
                    + " and, of the portal's services, " + new TreeSet<>(NpspClient.SERVICES));
        }
        return new NpspEndpoint(uri, this, remaining);
    }

    private final class NpspEndpoint extends DefaultEndpoint {

        private final String step;

        NpspEndpoint(String uri, NpspComponent component, String step) {
            super(uri, component);
            this.step = step;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    run(step, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("the portal is sent to; routes begin at relay:<flow>");
        }
    }

    private void run(String step, Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (batch == null) {
            throw new IllegalArgumentException("npsp:" + step + " needs a batch of deliveries as the message's body");
        }
        if (exchange.getProperty(Reply.PROPERTY) != null || batch.mapped().isEmpty()) {
            return;
        }
        if (step.equals(CATALOGUE)) {
            client.fill(batch).ifPresent(reply -> exchange.setProperty(Reply.PROPERTY, reply));
        } else {
            exchange.setProperty(Reply.PROPERTY, client.send(step, batch));
        }
    }
}
