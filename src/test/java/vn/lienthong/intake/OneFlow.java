package vn.lienthong.intake;

import java.util.List;
import java.util.Optional;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** The flow of a test, running. */
public record OneFlow(Flow flow) implements Flows {

    @Override
    public Optional<Flow> find(String name) {
        return name.equals(flow.name()) ? Optional.of(flow) : Optional.empty();
    }

    @Override
    public boolean knows(String name) {
        return find(name).isPresent();
    }

    @Override
    public void expect(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Flow> all() {
        return List.of(flow);
    }

    @Override
    public AutoCloseable open(Flow another, Carrier carrier) {
        throw new UnsupportedOperationException();
    }
}
