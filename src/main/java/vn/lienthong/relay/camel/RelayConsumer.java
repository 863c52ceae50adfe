package vn.lienthong.relay.camel;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Reply;

/** Opens its flow while the route runs, and carries batches through the route on the relay's own threads. */
class RelayConsumer extends DefaultConsumer implements Flows.Carrier {

    private final Flows flows;
    private final Flow flow;
    private @Nullable AutoCloseable open;

    RelayConsumer(Endpoint endpoint, Processor processor, Flows flows, Flow flow) {
        super(endpoint, processor);
        this.flows = flows;
        this.flow = flow;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        open = flows.open(flow, this);
    }

    @Override
    protected void doStop() throws Exception {
        if (open != null) {
            open.close();
            open = null;
        }
        super.doStop();
    }

    @Override
    public @Nullable Reply carry(Batch batch) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(batch);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return exchange.getProperty(Reply.PROPERTY, Reply.class);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
