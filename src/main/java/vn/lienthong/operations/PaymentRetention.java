package vn.lienthong.operations;

import java.time.Instant;
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
    private final RetentionTime time;

    PaymentRetention(
            Payments payments, Reconciliations reconciliations, RetentionSettings settings, RetentionTime time) {
        this.payments = payments;
        this.reconciliations = reconciliations;
        this.settings = settings;
        this.time = time;
    }

    @Scheduled(fixedDelayString = "${retention.every}", initialDelayString = "${retention.every}")
    void forget() {
        try {
            time.now().ifPresent(this::forget);
        } catch (LedgerUnavailable unavailable) {
            // nothing was deleted: the next run goes on
        }
    }

    private void forget(Instant now) {
        if (!settings.bodies().isZero()) {
            forgetBodies(now.minus(settings.bodies()));
        }
        if (!settings.reconciliations().isZero()) {
            forgetReconciliations(now.minus(settings.reconciliations()));
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
