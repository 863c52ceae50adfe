package vn.lienthong.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger;

/** Renews the leases of attempts that take long. A short attempt never costs a renewal. */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Ledger ledger;
    private final Duration lease;
    private final Clock clock;
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    LeaseKeeper(Ledger ledger, Duration lease, Clock clock) {
        this.ledger = ledger;
        this.lease = lease;
        this.clock = clock;
    }

    Kept keep(Ledger.Claim claim) {
        Kept keeping = new Kept(claim);
        kept.add(keeping);
        return keeping;
    }

    /** Renews what has used up a third of its lease. To be called several times a lease. */
    void renewDue() {
        kept.forEach(keeping -> {
            if (!keeping.lost
                    && !clock.instant()
                            .isBefore(keeping.leasedUntil.minus(
                                    lease.multipliedBy(2).dividedBy(3)))) {
                renew(keeping);
            }
        });
    }

    private void renew(Kept keeping) {
        try {
            Instant asked = clock.instant();
            keeping.lost = !ledger.renew(keeping.claim, lease) && kept.contains(keeping);
            keeping.leasedUntil = asked.plus(lease);
        } catch (Ledger.LedgerUnavailable unavailable) {
            LOG.warn(
                    "Lease of lane {} could not be renewed: the ledger is out of reach. Tried again at once.",
                    keeping.claim.lane());
        }
        if (keeping.lost) {
            LOG.warn(
                    "Another worker has taken lane {} over. Nothing more of it is sent from here.",
                    keeping.claim.lane());
        }
    }

    /** A lease that is kept until it is closed. */
    final class Kept implements AutoCloseable {

        private final Ledger.Claim claim;
        private volatile Instant leasedUntil;
        private volatile boolean lost;

        private Kept(Ledger.Claim claim) {
            this.claim = claim;
            this.leasedUntil = claim.leasedUntil();
        }

        /** Whether another worker has the lane by now. */
        boolean lost() {
            return lost;
        }

        @Override
        public void close() {
            kept.remove(this);
        }
    }
}
