package vn.lienthong.situation;

import java.time.Instant;
import java.util.List;
import vn.lienthong.ledger.LedgerView;

/**
 * What counterparts have not got everything of though its deadline is near ({@code deadlines.near}), or has passed since it came.
 * Of very many only the 100,000 earliest of each counterpart are counted.
 *
 * @param until a deadline up to then is near
 * @param counterparts those to which any of it is owed, sorted by name
 */
public record Deadlines(Instant until, List<LedgerView.Deadlines> counterparts) {

    public Deadlines {
        counterparts = List.copyOf(counterparts);
    }

    /** Dossiers whose deadline has passed, each once for each counterpart. */
    public long passed() {
        return counterparts.stream().mapToLong(LedgerView.Deadlines::passed).sum();
    }

    /** Dossiers whose deadline is still to come, likewise. */
    public long near() {
        return counterparts.stream().mapToLong(LedgerView.Deadlines::near).sum();
    }
}
