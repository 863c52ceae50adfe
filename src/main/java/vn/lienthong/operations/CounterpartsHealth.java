package vn.lienthong.operations;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.VietnamTime;
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

    /** Each probe that fails is a failure anew, so how long it has been so is told by the last delivery. */
    static String describe(Relay.Counterpart one) {
        String breaker = "breaker " + one.breaker();
        if (one.breaker().equals("closed") || one.lastFailure() == null) {
            return breaker;
        }
        String delivered = one.lastDeliveredAt() == null ? "" : ", last delivery at " + time(one.lastDeliveredAt());
        return "%s: %s, last at %s%s; what is owed waits and will be sent"
                .formatted(breaker, one.lastFailure().code(), time(one.lastFailureAt()), delivered);
    }

    private static String time(@Nullable Instant at) {
        return at == null
                ? "?"
                : at.truncatedTo(ChronoUnit.SECONDS)
                        .atZone(VietnamTime.ZONE)
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
