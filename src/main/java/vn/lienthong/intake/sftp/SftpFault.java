package vn.lienthong.intake.sftp;

import vn.lienthong.dossier.Problem;

/** A server did not do what it was asked; {@link #problem()} says how. */
final class SftpFault extends Exception {

    private final transient Problem problem;

    SftpFault(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
