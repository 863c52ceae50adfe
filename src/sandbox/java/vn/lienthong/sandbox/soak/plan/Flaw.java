package vn.lienthong.sandbox.soak.plan;

/** Why a record cannot be delivered as it is, and the code of the problem the product must name. */
public enum Flaw {
    NONE(""),
    /** A status no crosswalk knows: refused at once, with 422. */
    UNMAPPABLE("mapping.no-crosswalk-pair"),
    /** A procedure the portal does not have: mapped and taken, then refused by the portal. */
    UNKNOWN_PROCEDURE("npsp.refused"),
    /** The portal refuses the dossier, whatever is sent of it. */
    REFUSED_DOSSIER("npsp.refused");

    private final String problem;

    Flaw(String problem) {
        this.problem = problem;
    }

    /** The code of the problem; empty if there is none. */
    public String problem() {
        return problem;
    }
}
