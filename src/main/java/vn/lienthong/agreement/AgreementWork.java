package vn.lienthong.agreement;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.relay.Relay;
import vn.lienthong.relay.Share;

/** Starts the nightly agreement and takes a step each second, unless the portal's breaker is open. */
class AgreementWork {

    private final Agreements agreements;
    private final AgreementSettings settings;
    private final Relay relay;
    private final Supplier<Share> share;
    private final InstantSource clock;

    AgreementWork(
            Agreements agreements,
            AgreementSettings settings,
            Relay relay,
            Supplier<Share> share,
            InstantSource clock) {
        this.agreements = agreements;
        this.settings = settings;
        this.relay = relay;
        this.share = share;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        try {
            if (settings.time().isDue(clock.instant(), agreements.latest().map(Agreement::startedAt))) {
                agreements.start("nightly", "nightly, as agreement.nightly says");
            }
            int most = share.get().lanes(settings.perSecond());
            if (most > 0 && relay.isUp("npsp")) {
                agreements.step(most);
            }
        } catch (LedgerUnavailable unavailable) {
            // it is in the ledger: the next run goes on with it
        }
    }
}
