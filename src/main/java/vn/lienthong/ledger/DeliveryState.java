package vn.lienthong.ledger;

/** Where a delivery stands. Owed are all but the last three. */
public enum DeliveryState {
    /** Waits for its turn in the lane, or for a worker; never tried, or released by a person. */
    PENDING,
    /** A worker has it. After a crash the lease runs out and the next worker takes it as an interrupted attempt. */
    SENDING,
    /** Tried, not taken; will be tried again at its due time. */
    RETRYING,
    /** Stopped by a person, or by a policy that asks for one; parks its lane until released. */
    HELD,
    /** The counterpart took it and said so. */
    DELIVERED,
    /** A dead letter: waits for a person, who corrects the cause and replays it, or cancels it; parks its lane. */
    DEAD,
    /** Given up by a named person, or replaced by a newer version of the same record. */
    CANCELLED;

    /** Whether the counterpart is still to get it. */
    public boolean isOwed() {
        return this == PENDING || this == SENDING || this == RETRYING || this == HELD;
    }
}
