package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Flow;

class RouteFaultsTest {

    private static final Flow DOSSIER = new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true);
    private static final Flow UNMAPPED = new Flow("as-it-comes", "npsp", null, 1, false, false);

    @Test
    void a_running_flow_whose_mapping_is_gone_is_a_fault() {
        List<Problem> faults =
                OperationsConfiguration.withoutMapping(List.of(DOSSIER, UNMAPPED), List.of(), Path.of("/srv/flows"));

        assertThat(faults).extracting(Problem::code).containsExactly("route.mapping-gone");
        assertThat(faults.getFirst().says(Locale.ENGLISH)).contains("npsp-dossier", "npsp/dossier");
        assertThat(faults.getFirst().place()).isEqualTo("/srv/flows/npsp-dossier.camel.yaml");
    }

    @Test
    void a_running_flow_with_its_mapping_is_none() {
        assertThat(OperationsConfiguration.withoutMapping(List.of(DOSSIER), List.of("npsp/dossier"), Path.of("routes")))
                .isEmpty();
    }

    @Test
    void health_names_the_place_of_a_fault_or_else_its_flow() {
        Problem fault = Problem.of("relay.no-policy").with("flow", "npsp-dossier");

        assertThat(FilesHealth.line(fault)).isEqualTo("npsp-dossier relay.no-policy");
        assertThat(FilesHealth.line(fault.at("a.yaml:3"))).isEqualTo("a.yaml:3 relay.no-policy");
        assertThat(FilesHealth.line(Problem.of("relay.cannot-claim"))).isEqualTo("relay.cannot-claim");
    }
}
