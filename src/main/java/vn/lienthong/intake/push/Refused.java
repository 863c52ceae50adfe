package vn.lienthong.intake.push;

import vn.lienthong.dossier.Problem;

/** A call that is turned away; nothing of it is kept. */
final class Refused extends Exception {

    private final int status;
    private final transient Problem problem;

    Refused(int status, Problem problem) {
        super(problem.code());
        this.status = status;
        this.problem = problem;
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }
}
