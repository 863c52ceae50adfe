package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFlowsTest {

    private final OpenFlows flows = new OpenFlows();

    @Test
    void a_flow_that_was_open_is_known_when_its_route_has_stopped() throws Exception {
        assertThat(flows.knows("dossiers")).isFalse();

        AutoCloseable open = flows.open(new Flow("dossiers", "portal", null, 1, true, true), batch -> null);
        assertThat(flows.knows("dossiers")).isTrue();
        open.close();

        assertThat(flows.find("dossiers")).isEmpty();
        assertThat(flows.knows("dossiers")).isTrue();
    }

    @Test
    void a_flow_whose_route_does_not_start_is_known_and_not_open() {
        flows.expect("dossiers");

        assertThat(flows.knows("dossiers")).isTrue();
        assertThat(flows.find("dossiers")).isEmpty();
    }

    @Test
    void a_flow_is_found_at_the_counterpart_its_route_leads_to_alone() {
        flows.open(new Flow("dossiers", "portal", null, 1, true, true), batch -> null);

        assertThat(flows.running("dossiers", "portal")).isPresent();
        assertThat(flows.running("dossiers", "elsewhere")).isEmpty();
    }
}
