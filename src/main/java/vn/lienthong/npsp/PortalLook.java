package vn.lienthong.npsp;

import java.util.List;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Attempt;

/** Looks what the portal has of a dossier. Changes nothing there. */
@FunctionalInterface
public interface PortalLook {

    /** @param delivered asked for only if the portal tells more than that the dossier is there */
    PortalHas look(DossierNo dossier, Delivered delivered);

    /** The messages by which the dossier was delivered, oldest first. */
    @FunctionalInterface
    interface Delivered {

        List<Attempt.Call> calls();
    }
}
