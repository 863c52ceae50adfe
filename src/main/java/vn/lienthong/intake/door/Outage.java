package vn.lienthong.intake.door;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Answers at once while the ledger is away: one push at a time tries it, and waits as long as that takes; all others are
 * told to come again, so that they hold neither threads nor bodies. Safe for any number of threads.
 */
public final class Outage {

    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean away;

    /** @throws Refused if the ledger is away */
    public <T> T unlessAway(Supplier<T> work) throws Refused {
        boolean probe = away;
        if (probe && !probing.compareAndSet(false, true)) {
            throw notNow();
        }
        try {
            T done = work.get();
            away = false;
            return done;
        } catch (LedgerUnavailable unavailable) {
            away = true;
            throw notNow();
        } finally {
            if (probe) {
                probing.set(false);
            }
        }
    }

    private static Refused notNow() {
        return new Refused(503, Problem.of("intake.ledger-unavailable"));
    }
}
