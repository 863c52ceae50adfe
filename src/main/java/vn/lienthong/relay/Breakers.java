package vn.lienthong.relay;

import java.time.Duration;
import vn.lienthong.dossier.Problem;

/**
 * The breakers and ceilings all processes share, for rooms that call a counterpart themselves and not by deliveries. What such
 * calls come to counts as what deliveries come to, and the relay shows both as one. Safe for any number of threads; never waits
 * for the database.
 */
public interface Breakers {

    /**
     * Whether a call may go out: not while the breaker is open. Once it was open for its time calls go out again, and the first
     * that comes to something decides for all processes, within two seconds.
     */
    boolean lets(String counterpart);

    /**
     * Takes one call out of the pace the counterpart's deliveries keep, for somebody who waits: it goes before them, and they pay
     * for it afterwards.
     *
     * @return false if none may go now; nothing was taken
     */
    boolean borrow(String counterpart);

    /** The counterpart has answered, with yes or with no. */
    void answered(String counterpart, Duration took);

    /** It did not do its part. */
    void failed(String counterpart, Problem cause, Duration took);

    /** This process's part of every policy's ceilings. */
    Share share();
}
