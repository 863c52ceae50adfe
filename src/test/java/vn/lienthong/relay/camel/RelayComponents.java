package vn.lienthong.relay.camel;

import org.apache.camel.Component;
import vn.lienthong.relay.Flows;

/** The component for tests of other packages. */
public final class RelayComponents {

    private RelayComponents() {}

    public static Component relay(Flows flows) {
        return new RelayComponent(flows);
    }
}
