package vn.lienthong.operations;

import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Payments;

/** Deletes what tells of people in payments that are over, as old as bodies of records get. */
@Component
class PaymentRetention {

    private final Payments payments;
    private final RetentionSettings settings;
    private final InstantSource clock;

    PaymentRetention(Payments payments, RetentionSettings settings, InstantSource clock) {
        this.payments = payments;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${retention.every}", initialDelayString = "${retention.every}")
    void forget() {
        if (settings.bodies().isZero()) {
            return;
        }
        try {
            int forgotten = settings.step();
            while (forgotten == settings.step()) {
                forgotten = payments.forgetBodies(clock.instant().minus(settings.bodies()), settings.step());
            }
        } catch (LedgerUnavailable unavailable) {
            // nothing was deleted: the next run goes on
        }
    }
}
