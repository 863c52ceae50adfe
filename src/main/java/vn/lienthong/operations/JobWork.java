package vn.lienthong.operations;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** Carries jobs on, step by step in turn, until each has ended; several processes may share the steps. */
@Component
class JobWork {

    private static final int STEP = 200;

    private final Ledger ledger;

    JobWork(Ledger ledger) {
        this.ledger = ledger;
    }

    @Scheduled(fixedDelayString = "${operations.jobs-every}")
    void goOn() {
        try {
            boolean more = true;
            while (more) {
                more = ledger.continueJobs(STEP);
            }
        } catch (LedgerUnavailable unavailable) {
            // the job is in the ledger: the next run goes on with it
        }
    }
}
