package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Up to which number of PostgreSQL's sequence no event can come any more. Numbers are given before they are committed, so a
 * reader who goes on behind the highest one he sees passes over a lower one that is committed later.
 *
 * <p>It looks at the sequence, takes a transaction's number of its own after that, and waits until no older transaction
 * runs: whoever was given a number of the sequence before the look had a transaction's number by then ({@link Books#close}),
 * a lower one than ours, and is over. A snapshot's {@code xmax} would not do in the place of our own number: a transaction
 * that is younger than the last completed one is not below it.
 *
 * <p>What lasts longer than a question waits is remembered for the next one. A transaction that is left open (by another
 * program, in another database of the server too) holds results up; it makes none be missed. Safe for any number of threads.
 */
final class SettledNumbers {

    private static final Duration STEP = Duration.ofMillis(10);

    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile long settled;
    private long looked;
    private long ours;

    SettledNumbers(Duration patience) {
        this.patience = patience;
    }

    /** Waits no longer than twice its patience, however many ask. */
    long upTo(Sql reading) {
        if (isOurTurn()) {
            try {
                find(reading);
            } finally {
                turn.unlock();
            }
        }
        return settled;
    }

    private boolean isOurTurn() {
        try {
            return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void find(Sql reading) {
        if (isOver(reading)) {
            look(reading);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (!isOver(reading)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /** Two statements: of one, the snapshot and the order of its parts are the server's to choose. */
    private void look(Sql reading) {
        looked = number(reading, "SELECT last_value FROM number");
        ours = number(reading, "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)");
    }

    /** Whether all that ran at the last look is over, and what was looked at is settled. */
    private boolean isOver(Sql reading) {
        boolean over =
                number(reading, "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)") >= ours;
        if (over) {
            settled = looked;
        }
        return over;
    }

    private static long number(Sql reading, String question) {
        return reading.one(question, values(), (row, index) -> row.getLong(1)).orElseThrow();
    }
}
