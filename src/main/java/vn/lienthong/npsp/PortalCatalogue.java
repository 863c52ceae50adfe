package vn.lienthong.npsp;

import vn.lienthong.dossier.ProcedureCode;

/**
 * What the portal tells of its procedures and dictionaries (npsp 5 and 6), asked anew each time. Changes nothing there. Never
 * throws for what the portal does. Safe for any number of threads.
 */
public interface PortalCatalogue {

    /** Codes and names of all procedures ({@code LayDanhSachTTHC}). */
    PortalTells procedures();

    /** One procedure in full ({@code LayThuTuc}); no row: the portal knows no such code. */
    PortalTells procedure(ProcedureCode code);

    /**
     * The rows of a dictionary.
     *
     * @param service {@code LayDanhMucLinhVuc}
     */
    PortalTells dictionary(String service);
}
