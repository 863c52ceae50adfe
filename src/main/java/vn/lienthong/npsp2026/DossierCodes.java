package vn.lienthong.npsp2026;

/** Gets a dossier's code for a case system that is about to number one (npsp 11). Safe for any number of threads. */
public interface DossierCodes {

    /**
     * Asks for one code, once, and waits for the answer. It is kept nowhere here. A question is repeated only where the other side
     * did not take our token, and so gave out nothing; an answer that is lost costs one code, which nobody has then. Never throws
     * for what the other side does.
     *
     * @param code of the agency, or of the procedure, that the dossier is of
     */
    NextCode next(String code);
}
