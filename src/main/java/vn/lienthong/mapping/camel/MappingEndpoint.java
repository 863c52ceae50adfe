package vn.lienthong.mapping.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import vn.lienthong.mapping.Mappings;

/** One mapping, by its name. */
class MappingEndpoint extends DefaultEndpoint {

    private final String name;
    private final Mappings mappings;

    MappingEndpoint(String uri, MappingComponent component, String name, Mappings mappings) {
        super(uri, component);
        this.name = name;
        this.mappings = mappings;
    }

    @Override
    public Producer createProducer() {
        return new MappingProducer(this, name, mappings);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mapping: is a step; no route begins with it");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
