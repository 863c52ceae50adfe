package vn.lienthong.intake;

import java.io.IOException;
import java.time.Duration;

/**
 * A place the records of one flow are taken from. Call {@link #step} again and again: each call does one thing and leaves
 * behind, durably, what the next call or the next process needs to go on. Used by one thread at a time.
 *
 * <p>Every source keeps what {@code SourceContract}, its common test, proves: a record is given until the ledger has it, and
 * what a restart repeats the ledger drops; records of one time and clocks that disagree lose nothing; a source that cannot be
 * reached, or a ledger that takes no more, stops nothing else and is gone on with by itself.
 */
public interface Source extends AutoCloseable {

    /** Takes a page through the flow's intake route. */
    interface Carrier {

        /**
         * Returns when the route is done with the page.
         *
         * @throws Exception anything unforeseen in the route: the page is given again later
         */
        void carry(Page page) throws Exception;
    }

    /**
     * Does the next thing there is to do.
     *
     * @return false if there is nothing to do now, or it must wait: call again after {@link #pause}
     * @throws Exception what the step needs failed, or the route did; what was done is kept; call again after a while
     */
    boolean step(Carrier carrier) throws Exception;

    /** How long to wait after a step that had nothing to do. */
    Duration pause();

    /** Stops after the step that is being done; the next process, or this one later, goes on from there. */
    @Override
    void close() throws IOException;
}
