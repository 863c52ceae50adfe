package vn.lienthong.mapping.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.mapping.Mappings;

/** {@code mapping:<name>}: maps each record of the batch that passes. */
@Component("mapping")
class MappingComponent extends DefaultComponent {

    private final Mappings mappings;

    MappingComponent(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        MappingEndpoint endpoint = new MappingEndpoint(uri, this, name, mappings);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
