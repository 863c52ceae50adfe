package vn.lienthong.operations;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** Carries replay jobs on, step by step, until each is finished; several processes may share one job's steps. */
@Component
class ReplayWork {

    private static final int STEP = 200;

    private final Ledger ledger;

    ReplayWork(Ledger ledger) {
        this.ledger = ledger;
    }

    @Scheduled(fixedDelayString = "${operations.replays-every}")
    void goOn() {
        try {
            boolean more = true;
            while (more) {
                more = ledger.continueReplays(STEP);
            }
        } catch (LedgerUnavailable unavailable) {
            // the job is in the ledger: the next run goes on with it
        }
    }
}
