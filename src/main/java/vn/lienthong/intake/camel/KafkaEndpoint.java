package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.kafka.Subscription;

/** {@code from: intake:kafka}; its parameters are those of {@link Subscription}, explained in {@code templates/kafka.camel.yaml}. */
public final class KafkaEndpoint extends DefaultEndpoint {

    private final Brokers brokers;
    private String flow = "";
    private String broker = "";
    private String topic = "";
    private String format = "json";
    private String every = "1s";
    private int page = 500;

    KafkaEndpoint(String uri, Component component, Brokers brokers) {
        super(uri, component);
        this.brokers = brokers;
    }

    public void setFlow(String flow) {
        this.flow = flow;
    }

    public void setBroker(String broker) {
        this.broker = broker;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    public void setPage(int page) {
        this.page = page;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Subscription subscription =
                new Subscription(flow, broker, topic, format, DurationStyle.detectAndParse(every), page);
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, () -> brokers.open(subscription));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("messages come from intake:kafka; enter their pages by intake:enter");
    }
}
