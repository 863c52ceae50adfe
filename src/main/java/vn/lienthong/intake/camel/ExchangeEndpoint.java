package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.intake.exchange.ExchangePolling;
import vn.lienthong.intake.exchange.Exchanges;

/** {@code from: intake:exchange}; its parameters are those of {@link ExchangePolling}, explained in {@code templates/exchange.camel.yaml}. */
public final class ExchangeEndpoint extends DefaultEndpoint {

    private final Exchanges exchanges;
    private String flow = "";
    private String source = "";
    private String every = "1m";
    private int page = 100;

    ExchangeEndpoint(String uri, Component component, Exchanges exchanges) {
        super(uri, component);
        this.exchanges = exchanges;
    }

    public void setFlow(String flow) {
        this.flow = flow;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    public void setPage(int page) {
        this.page = page;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ExchangePolling polling = new ExchangePolling(flow, source, DurationStyle.detectAndParse(every), page);
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, () -> exchanges.open(polling));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "dossiers come from intake:exchange; enter their pages by intake:enter");
    }
}
