package vn.lienthong.dossier;

/** Thrown by a route's step before the counterpart's that cannot do its part now, whatever the record is: nothing was sent. */
public final class NotReady extends RuntimeException {

    private final transient Problem problem;

    public NotReady(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
