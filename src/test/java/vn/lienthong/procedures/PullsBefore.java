package vn.lienthong.procedures;

import java.time.InstantSource;
import java.util.List;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Store;
import vn.lienthong.npsp.PortalCatalogue;

/** Pulls for tests, also of other packages. */
public final class PullsBefore {

    static final String DICTIONARY = "LayDanhMucLinhVuc";

    private PullsBefore() {}

    public static Pulls portal(PortalCatalogue portal, Store store, Memos memos, InstantSource clock) {
        ProceduresSettings settings = new ProceduresSettings("", 2, 20, List.of(DICTIONARY), List.of());
        PullStep step = new PullStep(
                portal, new ProcedureBook(store, clock), new DictionaryBook(store, clock), settings, clock);
        return new Pulls(memos, step, clock);
    }

    /** Takes steps until there is nothing to do just now. */
    public static void stepOn(Pulls pulls) {
        while (pulls.step(50)) {
            // on to the next few
        }
    }
}
