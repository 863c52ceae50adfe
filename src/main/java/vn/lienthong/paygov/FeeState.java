package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the portal hears from here that a payment's fee is paid.
 *
 * @param tries how often the dossier's lane was looked at
 * @param dueAt when it is looked at next; null: never, it is over
 * @param reason the code of what came of the last look; null: there was none yet
 * @param delivery the delivery that says it; null: none does
 * @param endedAt null: it is not over
 */
public record FeeState(
        long payment,
        int tries,
        @Nullable Instant dueAt,
        @Nullable String reason,
        @Nullable Long delivery,
        @Nullable Instant endedAt) {}
