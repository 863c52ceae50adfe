package vn.lienthong.relay.camel;

import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Reply;

/**
 * {@code to:} a counterpart, whichever: hands over the {@link Batch} that is the message's body and leaves the
 * {@link Reply}. A batch that has its reply already, or nothing mapped, passes by unchanged.
 */
public final class SendEndpoint extends DefaultEndpoint {

    private final Step step;

    /** What a counterpart's room does with a batch. */
    public interface Step {

        /** @return empty if the route is to go on as if nothing had been asked */
        Optional<Reply> take(Batch batch);
    }

    public SendEndpoint(String uri, Component component, Step step) {
        super(uri, component);
        this.step = step;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                send(exchange);
            }
        };
    }

    private void send(Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        if (batch == null) {
            throw new IllegalArgumentException(
                    getEndpointBaseUri() + " needs a batch of deliveries as the message's body");
        }
        if (exchange.getProperty(Reply.PROPERTY) == null && !batch.mapped().isEmpty()) {
            step.take(batch).ifPresent(reply -> exchange.setProperty(Reply.PROPERTY, reply));
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointBaseUri() + " is sent to; routes begin at relay:<flow>");
    }
}
