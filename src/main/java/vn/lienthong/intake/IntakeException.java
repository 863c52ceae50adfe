package vn.lienthong.intake;

import vn.lienthong.dossier.Problem;

/** Records of a flow cannot be examined now: its route does not run, or its mapping is not usable. */
public final class IntakeException extends RuntimeException {

    private final transient Problem problem;

    public IntakeException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
