package vn.lienthong.agreement;

import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.relay.Relay;

/** Starts the nightly agreement and takes a step each second, unless the portal's breaker is open. */
class AgreementWork {

    private final Agreements agreements;
    private final AgreementSettings settings;
    private final Relay relay;
    private final InstantSource clock;

    AgreementWork(Agreements agreements, AgreementSettings settings, Relay relay, InstantSource clock) {
        this.agreements = agreements;
        this.settings = settings;
        this.relay = relay;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        try {
            if (settings.time().isDue(clock.instant(), agreements.latest().map(Agreement::startedAt))) {
                agreements.start("nightly", "nightly, as agreement.nightly says");
            }
            if (relay.isUp("npsp")) {
                agreements.step(settings.perSecond());
            }
        } catch (LedgerUnavailable unavailable) {
            // it is in the ledger: the next run goes on with it
        }
    }
}
