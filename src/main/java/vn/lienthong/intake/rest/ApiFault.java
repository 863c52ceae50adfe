package vn.lienthong.intake.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** An API did not give what it was asked for; {@link #problem()} says how. Nothing of its answer is taken. */
final class ApiFault extends Exception {

    private final transient Problem problem;
    private final boolean passing;
    private final @Nullable Duration askedToWait;

    private ApiFault(Problem problem, boolean passing, @Nullable Duration askedToWait) {
        super(problem.code());
        this.problem = problem;
        this.passing = passing;
        this.askedToWait = askedToWait;
    }

    /** The same request may be answered later. */
    static ApiFault passing(Problem problem, @Nullable Duration askedToWait) {
        return new ApiFault(problem, true, askedToWait);
    }

    /** The request is no good, or its answer is not what the route declares. */
    static ApiFault of(Problem problem) {
        return new ApiFault(problem, false, null);
    }

    /** @param what is not as declared, a word or the place in an answer */
    static ApiFault unclear(String what) {
        return of(Problem.of("intake.api-unclear").with("what", what));
    }

    Problem problem() {
        return problem;
    }

    boolean isPassing() {
        return passing;
    }

    /** Null if it did not ask. */
    @Nullable
    Duration askedToWait() {
        return askedToWait;
    }
}
