package vn.lienthong.intake.camel;

import java.util.function.Supplier;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceFailures;

/** {@code from:} any kind of source; what its parameters mean is said in the template of that name. */
public final class SourceEndpoint extends DefaultEndpoint {

    private final String flow;
    private final Supplier<Source> source;
    private final SourceFailures failures;

    /**
     * @param source opened at each start of the route
     * @param failures where is told what the source itself has not foreseen
     */
    public SourceEndpoint(
            String uri, Component component, String flow, Supplier<Source> source, SourceFailures failures) {
        super(uri, component);
        this.flow = flow;
        this.source = source;
        this.failures = failures;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, source, failures);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "records come from " + getEndpointBaseUri() + "; enter their pages by intake:enter");
    }
}
