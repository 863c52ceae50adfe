package vn.lienthong.operations;

import java.time.Instant;
import java.time.InstantSource;
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
    private Instant idleUntil = Instant.EPOCH;

    RetentionWork(Ledger ledger, RetentionSettings settings, InstantSource clock) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${retention.pause}")
    void goOn() {
        if (clock.instant().isBefore(idleUntil)) {
            return;
        }
        try {
            if (!ledger.forget(settings.retention(), settings.step())) {
                idleUntil = clock.instant().plus(settings.every().dividedBy(4));
            }
        } catch (LedgerUnavailable unavailable) {
            // nothing was deleted: the next run goes on
        }
    }
}
