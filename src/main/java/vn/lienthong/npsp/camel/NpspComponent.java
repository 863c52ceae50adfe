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
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Batch;
import vn.lienthong.intake.camel.SourceEndpoint;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.npsp.questions.QuestionList;
import vn.lienthong.npsp.questions.Questions;
import vn.lienthong.relay.Reply;

/**
 * {@code npsp:<service>} sends the ready items of the {@link Batch} in the message's body and leaves a {@link Reply};
 * {@code npsp:catalogue} fills them in, and leaves a reply only if they must wait. A batch that has its reply already, or
 * nothing mapped, passes by unchanged. A route may begin at one of the portal's lists of questions; its parameters are explained
 * in {@code templates/npsp-questions.camel.yaml}.
 */
@Component("npsp")
class NpspComponent extends DefaultComponent {

    private static final String CATALOGUE = "catalogue";
    private static final int QUESTIONS_A_PAGE = 500;

    private final NpspClient client;
    private final Questions questions;

    NpspComponent(NpspClient client, Questions questions) {
        this.client = client;
        this.questions = questions;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (QuestionList.SERVICES.contains(remaining)) {
            return questions(uri, remaining, parameters);
        }
        if (!remaining.equals(CATALOGUE) && !NpspClient.SERVICES.contains(remaining)) {
            throw new IllegalArgumentException("npsp:" + remaining + " is unknown; there are npsp:" + CATALOGUE
                    + " and, of the portal's services, " + new TreeSet<>(NpspClient.SERVICES));
        }
        return new NpspEndpoint(uri, this, remaining);
    }

    private Endpoint questions(String uri, String service, Map<String, Object> parameters) {
        QuestionList list = new QuestionList(
                getAndRemoveParameter(parameters, "flow", String.class, ""),
                service,
                DurationStyle.detectAndParse(getAndRemoveParameter(parameters, "every", String.class, "1d")),
                getAndRemoveParameter(parameters, "page", Integer.class, QUESTIONS_A_PAGE));
        return new SourceEndpoint(uri, this, list.flow(), () -> questions.open(list));
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
            throw new UnsupportedOperationException(
                    "this service is sent to; routes begin at relay:<flow>, or at one of "
                            + new TreeSet<>(QuestionList.SERVICES));
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
