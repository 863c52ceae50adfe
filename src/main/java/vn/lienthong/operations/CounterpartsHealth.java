package vn.lienthong.operations;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.lienthong.relay.Relay;

/**
 * Whether every counterpart can be reached. A counterpart that is down is no fault of the connector: the whole stays up
 * ({@link HealthConfiguration}), and only the group {@code counterparts} answers 503.
 */
@Component("breakersHealthIndicator")
class CounterpartsHealth implements HealthIndicator {

    static final Status COUNTERPART_DOWN = new Status("COUNTERPART_DOWN", "a counterpart does not answer");

    private final Relay relay;

    CounterpartsHealth(Relay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        List<Relay.Counterpart> counterparts = relay.counterparts();
        boolean allUp = counterparts.stream().allMatch(one -> one.breaker().equals("closed"));
        Health.Builder health = Health.status(allUp ? Status.UP : COUNTERPART_DOWN);
        counterparts.forEach(one -> health.withDetail(one.name(), describe(one)));
        return health.build();
    }

    private static String describe(Relay.Counterpart one) {
        String breaker = "breaker " + one.breaker();
        if (one.breaker().equals("closed") || one.lastFailure() == null) {
            return breaker;
        }
        return "%s: %s since %s; what is owed waits and will be sent"
                .formatted(breaker, one.lastFailure().code(), one.lastFailureAt());
    }
}
