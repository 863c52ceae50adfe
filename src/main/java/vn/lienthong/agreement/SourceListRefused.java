package vn.lienthong.agreement;

import vn.lienthong.dossier.Problem;

/** A list cannot be taken; nothing of it is kept. */
public final class SourceListRefused extends RuntimeException {

    private final transient Problem problem;

    SourceListRefused(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
