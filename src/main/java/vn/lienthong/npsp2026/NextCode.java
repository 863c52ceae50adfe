package vn.lienthong.npsp2026;

import java.util.List;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;

/** What came of asking for a dossier code. */
public sealed interface NextCode {

    /** It is the caller's: nobody else gets it. */
    record Given(DossierNo code) implements NextCode {}

    /** No agency and no procedure has such a code. Nobody was asked. */
    record Unfit(Problem why) implements NextCode {}

    /**
     * None was given out; later one may be.
     *
     * @param why never empty: what it comes to, then its cause
     */
    record NotNow(List<Problem> why) implements NextCode {

        public NotNow {
            why = List.copyOf(why);
        }
    }

    /** The other side said no, or its answer was lost or unclear; its problem says which, and whether a code may be lost. */
    record NotGiven(Problem why) implements NextCode {}
}
