package vn.lienthong.npsp2026.camel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Batch;
import vn.lienthong.npsp2026.Npsp2026Client;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.camel.SendEndpoint;

/** {@code npsp-2026:<service>} sends the ready items of the batch. */
@Component("npsp-2026")
class Npsp2026Component extends DefaultComponent {

    private final Npsp2026Client client;

    Npsp2026Component(Npsp2026Client client) {
        this.client = client;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String service, Map<String, Object> parameters) {
        if (!Npsp2026Client.SERVICES.contains(service)) {
            throw new IllegalArgumentException(
                    "npsp-2026:" + service + " is unknown; there are " + new TreeSet<>(Npsp2026Client.SERVICES));
        }
        return new SendEndpoint(uri, this, batch -> send(service, batch));
    }

    private Optional<Reply> send(String service, Batch batch) {
        return batch.ready().isEmpty() ? Optional.empty() : Optional.of(client.send(service, batch));
    }
}
