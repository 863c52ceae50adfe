package vn.lienthong.relay;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Processes;
import vn.lienthong.ledger.Processes.Standing;

/**
 * The processes at work on the same ledger, and this one's share of what a policy allows them all together. A process that
 * joins others takes nothing until each of them has noticed; one that has not been heard for a while, by its own clock
 * that goes on while it is paused, takes nothing either. So the sum of all shares is the ceiling at most.
 */
final class Peers {

    /** How often each process says that it is at work. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** A process that has said nothing for so long is gone. */
    static final Duration GONE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Processes processes;
    private final String self;
    private final LongSupplier ticks;
    private volatile @Nullable Heard heard;

    /** @param ticks nanoseconds that nobody sets and that go on while the process is paused */
    Peers(Processes processes, String self, LongSupplier ticks) {
        this.processes = processes;
        this.self = self;
        this.ticks = ticks;
    }

    /** @param counts from when on this process may take its share */
    private record Heard(Standing standing, long at, long counts) {}

    /** Says that this process is at work, and hears of the others. */
    synchronized void beat() {
        long now = ticks.getAsLong();
        Standing standing = processes.seen(self, GONE);
        Heard before = heard;
        if (standing.of() != (before == null ? 1 : before.standing().of())) {
            LOG.info("{} processes are at work on this ledger. They share each counterpart's pace.", standing.of());
        }
        heard = before != null && now - before.at() < GONE.toNanos()
                ? new Heard(standing, now, before.counts())
                : new Heard(standing, now, now + untilNoticed(standing));
    }

    private static long untilNoticed(Standing standing) {
        return standing.of() == 1 ? 0 : BEAT.multipliedBy(2).toNanos();
    }

    /** So that the others need not wait for our silence. */
    synchronized void leave() {
        heard = null;
        try {
            processes.leave(self);
        } catch (Ledger.LedgerUnavailable unavailable) {
            LOG.debug("The other processes could not be told. They notice within {}.", GONE);
        }
    }

    Share share() {
        Heard last = heard;
        long now = ticks.getAsLong();
        if (last == null
                || now - last.counts() < 0
                || now - last.at() >= GONE.minus(BEAT).toNanos()) {
            return Share.NONE;
        }
        return new Share(last.standing().place(), last.standing().of());
    }
}
