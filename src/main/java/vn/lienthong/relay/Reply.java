package vn.lienthong.relay;

import java.util.List;
import vn.lienthong.ledger.Attempt;

/** What a counterpart's step leaves on the exchange: one outcome for the batch's ready items, and the calls it made. */
public record Reply(Outcome outcome, List<Attempt.Call> calls) {

    /** The exchange property a counterpart's component leaves it in. */
    public static final String PROPERTY = "lienthong.reply";

    public Reply {
        calls = List.copyOf(calls);
    }
}
