package vn.lienthong.operations;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.operations.routes.RouteFiles;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;

/**
 * Names every broken mapping, route or policy file, and every flow that is owed but not running. A broken file stops only
 * itself, so it never takes the connector down.
 */
@Component("filesHealthIndicator")
class FilesHealth implements HealthIndicator {

    private final Mappings mappings;
    private final Policies policies;
    private final RouteFiles routes;
    private final Relay relay;

    FilesHealth(Mappings mappings, Policies policies, RouteFiles routes, Relay relay) {
        this.mappings = mappings;
        this.policies = policies;
        this.routes = routes;
        this.relay = relay;
    }

    @Override
    public Health health() {
        List<String> faults = Stream.of(mappings.faults(), policies.faults(), routes.faults(), relay.faults())
                .flatMap(List::stream)
                .map(FilesHealth::line)
                .toList();
        return Health.up().withDetail("faults", faults).build();
    }

    private static String line(Problem fault) {
        return fault.place() == null ? fault.code() : fault.place() + " " + fault.code();
    }
}
