package vn.lienthong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Replaying many dead letters, as one durable piece of work. */
public record ReplayJob(
        long id,
        DeliveryFilter filter,
        String by,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long found,
        long replayed) {}
