package vn.lienthong.relay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** The relay as a person or a health check sees it. */
public interface Relay {

    /** One for each policy file, sorted by name. */
    List<Counterpart> counterparts();

    /**
     * @param breaker {@code closed}, {@code open} or {@code half-open}
     * @param perSecond the pace in force, now; ramped after an outage
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
