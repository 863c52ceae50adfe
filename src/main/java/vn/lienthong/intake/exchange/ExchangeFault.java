package vn.lienthong.intake.exchange;

import vn.lienthong.dossier.Problem;

/** The exchange did not do what it was asked; {@link #problem()} says how. */
final class ExchangeFault extends Exception {

    private final transient Problem problem;

    ExchangeFault(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
