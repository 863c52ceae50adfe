package vn.lienthong.intake;

/**
 * Records a source has given together, already examined, on their way through an intake route: the body of the route's
 * message. {@link #enter} is what the route is there for. Used by one thread at a time.
 */
public interface Page {

    String flow();

    int size();

    /**
     * Enters the page, all in one transaction. Entering what is entered changes nothing. If the ledger cannot be reached,
     * nothing is entered and nothing thrown: the source sees it, and gives the same records again later.
     */
    void enter();
}
