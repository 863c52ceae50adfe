package vn.lienthong.dossier;

/**
 * What was thrown, as a log may have it: the kinds and the places of it and of its causes. Messages are left out at every depth,
 * since they may quote what a person or a system has sent. Handed to a logger in place of what was thrown.
 */
public final class Thrown extends Exception {

    private static final int DEEPEST = 10;

    private Thrown(Throwable thrown, int depth) {
        super(
                thrown.getClass().getName(),
                thrown.getCause() == null || depth == DEEPEST ? null : new Thrown(thrown.getCause(), depth + 1),
                false,
                true);
        setStackTrace(thrown.getStackTrace());
    }

    public static Thrown of(Throwable thrown) {
        return new Thrown(thrown, 1);
    }
}
