package vn.lienthong.relay.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.relay.Flows;

/** {@code relay:<flow>}: where a delivery route begins. */
@Component("relay")
class RelayComponent extends DefaultComponent {

    private final Flows flows;

    RelayComponent(Flows flows) {
        this.flows = flows;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String flow, Map<String, Object> parameters) throws Exception {
        RelayEndpoint endpoint = new RelayEndpoint(uri, this, flow, flows);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
