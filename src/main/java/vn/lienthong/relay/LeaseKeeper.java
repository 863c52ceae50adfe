package vn.lienthong.relay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger;

/**
 * Renews the leases of attempts that take long, and says whether a worker may go on. A short attempt never costs a
 * renewal. It counts by a clock that nobody sets and that goes on while the process is paused, from before each lease was
 * asked for: a process that wakes up after its lease knows that it is late before it does anything.
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Ledger ledger;
    private final Duration lease;
    private final LongSupplier ticks;
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    /** @param ticks nanoseconds, {@link System#nanoTime} */
    LeaseKeeper(Ledger ledger, Duration lease, LongSupplier ticks) {
        this.ledger = ledger;
        this.lease = lease;
        this.ticks = ticks;
    }

    /** To be read before a claim is made, for {@link #keep}. */
    long tick() {
        return ticks.getAsLong();
    }

    Kept keep(Ledger.Claim claim, long askedAt) {
        Kept keeping = new Kept(claim, askedAt);
        kept.add(keeping);
        return keeping;
    }

    /** Renews what has used up a third of its lease. To be called several times a lease. */
    void renewDue() {
        kept.forEach(keeping -> {
            if (!keeping.lost && ticks.getAsLong() - keeping.askedAt >= lease.toNanos() / 3) {
                renew(keeping);
            }
        });
    }

    private void renew(Kept keeping) {
        try {
            long asked = ticks.getAsLong();
            if (ledger.renew(keeping.claim, lease)) {
                keeping.askedAt = asked;
            } else if (kept.contains(keeping)) {
                keeping.lose();
                LOG.info(
                        "Lane {} is no longer in this worker's hands. Nothing more of it is sent from here.",
                        keeping.claim.lane());
            }
        } catch (Ledger.LedgerUnavailable unavailable) {
            // The ledger has said so itself, once; a line for each lane and round would bury it.
            LOG.debug(
                    "Lease of lane {} could not be renewed: the ledger is out of reach. Tried again at once.",
                    keeping.claim.lane());
        }
    }

    /** A lease that is kept until it is closed. */
    final class Kept implements AutoCloseable {

        private final Ledger.Claim claim;
        private volatile long askedAt;
        private volatile boolean lost;
        private volatile boolean stopped;

        private Kept(Ledger.Claim claim, long askedAt) {
            this.claim = claim;
            this.askedAt = askedAt;
        }

        /**
         * Whether the lane still is this worker's beyond doubt: to be asked before each message. The last tenth of a lease
         * is left to what clocks differ by.
         */
        boolean mayGoOn() {
            boolean may = !lost && ticks.getAsLong() - askedAt < lease.toNanos() / 10 * 9;
            stopped |= !may;
            return may;
        }

        /** Whether the worker was told not to go on, and so did not. */
        boolean wasStopped() {
            return stopped;
        }

        /** Another worker has the lane. */
        void lose() {
            lost = true;
        }

        @Override
        public void close() {
            kept.remove(this);
        }
    }
}
