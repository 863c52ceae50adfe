package vn.lienthong.procedures;

import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.relay.Relay;

/** Starts the nightly pull and takes a step each second, unless the portal's breaker is open. */
class PullWork {

    private final Pulls pulls;
    private final ProceduresSettings settings;
    private final Relay relay;
    private final InstantSource clock;

    PullWork(Pulls pulls, ProceduresSettings settings, Relay relay, InstantSource clock) {
        this.pulls = pulls;
        this.settings = settings;
        this.relay = relay;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        try {
            if (settings.time().isDue(clock.instant(), pulls.latest().map(Pull::startedAt))) {
                pulls.start("nightly", "nightly, as procedures.nightly says");
            }
            if (relay.isUp("npsp")) {
                pulls.step(settings.perSecond());
            }
        } catch (LedgerUnavailable unavailable) {
            // it is in the ledger: the next run goes on with it
        }
    }
}
