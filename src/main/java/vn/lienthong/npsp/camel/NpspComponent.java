package vn.lienthong.npsp.camel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Batch;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.intake.camel.SourceEndpoint;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.npsp.questions.QuestionList;
import vn.lienthong.npsp.questions.Questions;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.camel.SendEndpoint;

/**
 * {@code npsp:<service>} sends the mapped items of the batch, or reports on them in shadow mode; {@code npsp:catalogue} fills them
 * in, and the route goes on unless they must wait. A route may begin at one of the portal's lists of questions; its parameters
 * are explained in {@code templates/npsp-questions.camel.yaml}.
 */
@Component("npsp")
class NpspComponent extends DefaultComponent {

    private static final String CATALOGUE = "catalogue";
    private static final int QUESTIONS_A_PAGE = 500;

    private final NpspClient client;
    private final Questions questions;
    private final SourceFailures failures;

    NpspComponent(NpspClient client, Questions questions, SourceFailures failures) {
        this.client = client;
        this.questions = questions;
        this.failures = failures;
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
        return new SendEndpoint(uri, this, batch -> run(remaining, batch));
    }

    private Endpoint questions(String uri, String service, Map<String, Object> parameters) {
        QuestionList list = new QuestionList(
                getAndRemoveParameter(parameters, "flow", String.class, ""),
                service,
                DurationStyle.detectAndParse(getAndRemoveParameter(parameters, "every", String.class, "1d")),
                getAndRemoveParameter(parameters, "page", Integer.class, QUESTIONS_A_PAGE));
        return new SourceEndpoint(uri, this, list.flow(), () -> questions.open(list), failures);
    }

    private Optional<Reply> run(String step, Batch batch) {
        return step.equals(CATALOGUE) ? client.fill(batch) : Optional.of(client.send(step, batch));
    }
}
