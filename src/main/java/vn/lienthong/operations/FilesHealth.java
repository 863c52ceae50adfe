package vn.lienthong.operations;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Policies;

/** Names every broken mapping or policy file. A broken file stops only itself, so it never takes the connector down. */
@Component("filesHealthIndicator")
class FilesHealth implements HealthIndicator {

    private final Mappings mappings;
    private final Policies policies;

    FilesHealth(Mappings mappings, Policies policies) {
        this.mappings = mappings;
        this.policies = policies;
    }

    @Override
    public Health health() {
        List<String> faults = Stream.concat(mappings.faults().stream(), policies.faults().stream())
                .map(FilesHealth::line)
                .toList();
        return Health.up().withDetail("faults", faults).build();
    }

    private static String line(Problem fault) {
        return fault.place() == null ? fault.code() : fault.place() + " " + fault.code();
    }
}
