package vn.lienthong.intake.door;

import vn.lienthong.dossier.Problem;

/** A call that is turned away; nothing of it is kept. */
public final class Refused extends Exception {

    private final int status;
    private final transient Problem problem;

    public Refused(int status, Problem problem) {
        super(problem.code());
        this.status = status;
        this.problem = problem;
    }

    /** The HTTP status that says so. */
    public int status() {
        return status;
    }

    public Problem problem() {
        return problem;
    }
}
