package vn.lienthong.ledger;

import java.time.Duration;

/** Who is at work on this ledger now. Nobody leads: each process looks after its own line and reads the others'. */
public interface Processes {

    /**
     * Says that this process is at work, and learns which others are. A process that has said nothing for {@code gone} is
     * gone; if it comes back it joins anew, behind all others.
     *
     * @throws Ledger.LedgerUnavailable if the database cannot be reached; nothing was said then
     */
    Standing seen(String process, Duration gone);

    /** Says that this process goes, so that the others need not wait for its silence. */
    void leave(String process);

    /**
     * A process among those at work, in the order in which they joined.
     *
     * @param place counted from zero
     */
    record Standing(int place, int of) {

        public static final Standing ALONE = new Standing(0, 1);
    }
}
