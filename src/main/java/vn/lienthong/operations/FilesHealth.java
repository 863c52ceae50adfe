package vn.lienthong.operations;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Policies;

/**
 * Names every broken mapping, route or policy file, and every flow that is owed but not running. A broken file stops only
 * itself, so it never takes the connector down.
 */
@Component("filesHealthIndicator")
class FilesHealth implements HealthIndicator {

    private final Mappings mappings;
    private final Policies policies;
    private final Supplier<Collection<Problem>> routeFaults;

    FilesHealth(
            Mappings mappings, Policies policies, @Qualifier("routeFaults") Supplier<Collection<Problem>> routeFaults) {
        this.mappings = mappings;
        this.policies = policies;
        this.routeFaults = routeFaults;
    }

    @Override
    public Health health() {
        List<String> faults = Stream.of(mappings.faults(), policies.faults(), routeFaults.get())
                .flatMap(Collection::stream)
                .map(FilesHealth::line)
                .toList();
        return Health.up().withDetail("faults", faults).build();
    }

    /** What one can find it by: the place, or the flow it is about. */
    static String line(Problem fault) {
        String at = fault.place() == null ? fault.details().get("flow") : fault.place();
        return at == null ? fault.code() : at + " " + fault.code();
    }
}
