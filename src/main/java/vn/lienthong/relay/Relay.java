package vn.lienthong.relay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** The relay as a person or a health check sees it. */
public interface Relay {

    /** One for each counterpart that has a policy file or a running flow, sorted by name. */
    List<Counterpart> counterparts();

    /** Whether nothing keeps questions from a counterpart: its breaker is closed, or it has none. */
    default boolean isUp(String counterpart) {
        return counterparts().stream()
                .noneMatch(each ->
                        each.name().equals(counterpart) && !each.breaker().equals("closed"));
    }

    /**
     * What keeps deliveries waiting beyond what a counterpart does: a flow that is owed but whose route is not running or goes
     * to another counterpart by now, a flow whose counterpart has no policy file, a ledger out of reach. Empty when all is
     * well.
     */
    default List<Problem> faults() {
        return List.of();
    }

    /**
     * @param breaker {@code closed}, {@code open} or {@code half-open}: the same in all processes, within two seconds
     * @param openUntil when the next probe may go out; null while the breaker is closed
     * @param perSecond the pace of all processes together, now; ramped after an outage
     * @param parallel the workers of all processes together, now
     * @param inFlight lanes this process is at work on
     * @param lastFailure why the breaker last counted a failure; null if it never did
     */
    record Counterpart(
            String name,
            String breaker,
            @Nullable Instant openUntil,
            double perSecond,
            int parallel,
            int inFlight,
            @Nullable Problem lastFailure,
            @Nullable Instant lastFailureAt,
            @Nullable Instant lastDeliveredAt) {}
}
