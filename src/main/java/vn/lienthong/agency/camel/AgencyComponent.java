package vn.lienthong.agency.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.agency.AgencyClient;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.camel.SendEndpoint;

/** {@code agency:<system>} delivers the ready item of the batch; its parameter {@code operation} is told to the system. */
@Component("agency")
class AgencyComponent extends DefaultComponent {

    private final AgencyClient client;

    AgencyComponent(AgencyClient client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String system, Map<String, Object> parameters) {
        String operation = getAndRemoveParameter(parameters, "operation", String.class, "");
        return new SendEndpoint(uri, this, batch -> send(system, operation, batch));
    }

    private Optional<Reply> send(String system, String operation, Batch batch) {
        return batch.ready().isEmpty() ? Optional.empty() : Optional.of(client.send(system, operation, batch));
    }
}
