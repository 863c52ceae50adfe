package vn.lienthong.operations;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Reconciliations;

/**
 * Deletes what tells of people in payments that are over, as old as bodies of records get, and reports of reconciliation; in
 * small steps.
 */
@Component
class PaymentRetention {

    private final Payments payments;
    private final Reconciliations reconciliations;
    private final RetentionSettings settings;
    private final InstantSource clock;

    PaymentRetention(
            Payments payments, Reconciliations reconciliations, RetentionSettings settings, InstantSource clock) {
        this.payments = payments;
        this.reconciliations = reconciliations;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${retention.every}", initialDelayString = "${retention.every}")
    void forget() {
        try {
            if (!settings.bodies().isZero()) {
                forgetBodies(clock.instant().minus(settings.bodies()));
            }
            if (!settings.reconciliations().isZero()) {
                forgetReconciliations(clock.instant().minus(settings.reconciliations()));
            }
        } catch (LedgerUnavailable unavailable) {
            // nothing was deleted: the next run goes on
        }
    }

    private void forgetBodies(Instant before) {
        int forgotten = settings.step();
        while (forgotten == settings.step()) {
            forgotten = payments.forgetBodies(before, settings.step());
        }
    }

    private void forgetReconciliations(Instant before) {
        boolean more = true;
        while (more) {
            more = reconciliations.forget(before, settings.step());
        }
    }
}
