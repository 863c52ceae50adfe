package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import vn.lienthong.intake.Page;

/** {@code to: intake:enter}: enters the page that is the message's body. */
public final class EnterEndpoint extends DefaultEndpoint {

    EnterEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                exchange.getMessage().getMandatoryBody(Page.class).enter();
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "intake:enter takes pages; they come from intake:inbox, intake:sql, intake:soap, intake:exchange, "
                        + "intake:kafka, intake:rest or intake:sftp");
    }
}
