package vn.lienthong.procedures;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.relay.Relay;
import vn.lienthong.relay.Share;

/**
 * Starts the nightly pull and takes a step each second, unless the portal's breaker is open; and gives what is new to the flows
 * that take it.
 */
class PullWork {

    private final Pulls pulls;
    private final VersionRelay versions;
    private final ProceduresSettings settings;
    private final Relay relay;
    private final Supplier<Share> share;
    private final InstantSource clock;

    PullWork(
            Pulls pulls,
            VersionRelay versions,
            ProceduresSettings settings,
            Relay relay,
            Supplier<Share> share,
            InstantSource clock) {
        this.pulls = pulls;
        this.versions = versions;
        this.settings = settings;
        this.relay = relay;
        this.share = share;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        try {
            if (settings.time().isDue(clock.instant(), pulls.latest().map(Pull::startedAt))) {
                pulls.start("nightly", "nightly, as procedures.nightly says");
            }
            int most = share.get().lanes(settings.perSecond());
            if (most > 0 && relay.isUp("npsp")) {
                pulls.step(most);
            }
        } catch (LedgerUnavailable unavailable) {
            // it is in the ledger: the next run goes on with it
        }
    }

    @Scheduled(fixedDelay = 5000)
    void giveOn() {
        try {
            for (String flow : settings.relay()) {
                boolean more = true;
                while (more) {
                    more = versions.step(flow);
                }
            }
        } catch (LedgerUnavailable unavailable) {
            // nothing was entered: the next run gives it again
        }
    }
}
