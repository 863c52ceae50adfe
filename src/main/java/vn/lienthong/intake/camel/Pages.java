package vn.lienthong.intake.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import vn.lienthong.intake.Page;

/** Sends pages through a consumer's route, on the thread of whoever has them. */
final class Pages {

    private Pages() {}

    /** @throws Exception what the route threw, or left on the exchange */
    static void carry(Page page, Consumer consumer, Processor route) throws Exception {
        Exchange exchange = consumer.createExchange(false);
        try {
            exchange.getMessage().setBody(page);
            route.process(exchange);
            Exception failed = exchange.getException();
            if (failed != null) {
                throw failed;
            }
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }
}
