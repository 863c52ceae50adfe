package vn.lienthong.sandbox.soak.check;

import java.util.List;

/** Holds a run's evidence against every promise. */
public final class Checker {

    private static final List<Promise> PROMISES = List.of(
            new NothingLost(),
            new NothingInvented(),
            new OrderKept(),
            new CreatedOnce(),
            new RepeatedOnlyInDoubt(),
            new LanesIndependent(),
            new AttemptsAccounted(),
            new TalliesAgree(),
            new AnsweredAlike(),
            new LogsPrivate());

    private Checker() {}

    /** One finding for each promise, kept or broken. */
    public static List<Finding> check(Evidence evidence) {
        Case run = new Case(evidence);
        return PROMISES.stream().map(promise -> promise.check(run)).toList();
    }
}
