package vn.lienthong.relay.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** The flow as its route file declares it. The setters are the parameters a route file may name; Camel calls them. */
class RelayEndpoint extends DefaultEndpoint {

    private final String flow;
    private final Flows flows;
    private @Nullable String counterpart;
    private @Nullable String mapping;
    private int batch = 1;
    private boolean opensLane;
    private boolean supersedes;
    private Flow.Mode mode = Flow.Mode.LIVE;

    RelayEndpoint(String uri, RelayComponent component, String flow, Flows flows) {
        super(uri, component);
        this.flow = flow;
        this.flows = flows;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (counterpart == null || counterpart.isBlank()) {
            throw new IllegalArgumentException("relay:" + flow + " names no counterpart");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("relay:" + flow + ": batch must be 1 or more");
        }
        return new RelayConsumer(
                this, processor, flows, new Flow(flow, counterpart, mapping, batch, opensLane, supersedes, mode));
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("relay: stands at a route's beginning only");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    public void setCounterpart(String counterpart) {
        this.counterpart = counterpart;
    }

    public void setMapping(String mapping) {
        this.mapping = mapping;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    public void setOpensLane(boolean opensLane) {
        this.opensLane = opensLane;
    }

    public void setMode(Flow.Mode mode) {
        this.mode = mode;
    }

    public void setSupersedes(boolean supersedes) {
        this.supersedes = supersedes;
    }
}
