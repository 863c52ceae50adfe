package vn.lienthong.operations;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** Has the ledger forget what is over and old enough, in small steps with pauses between them. */
@Component
class RetentionWork {

    private final Ledger ledger;
    private final RetentionSettings settings;
    private final InstantSource clock;
    private final RetentionTime time;
    private @Nullable Instant idleSince;

    RetentionWork(Ledger ledger, RetentionSettings settings, InstantSource clock, RetentionTime time) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.time = time;
    }

    @Scheduled(fixedDelayString = "${retention.pause}")
    void goOn() {
        if (isIdle(clock.instant())) {
            return;
        }
        try {
            if (time.now().isEmpty() || !ledger.forget(settings.retention(), settings.step())) {
                idleSince = clock.instant();
            }
        } catch (LedgerUnavailable unavailable) {
            // nothing was deleted: the next run goes on
        }
    }

    /** A clock that was put back makes nothing wait. */
    private boolean isIdle(Instant now) {
        return idleSince != null
                && !now.isBefore(idleSince)
                && now.isBefore(idleSince.plus(settings.every().dividedBy(4)));
    }
}
