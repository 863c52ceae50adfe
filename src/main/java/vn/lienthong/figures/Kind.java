package vn.lienthong.figures;

import vn.lienthong.figures.Told.Channel;
import vn.lienthong.figures.Told.Settled;
import vn.lienthong.figures.Told.Whole;

/**
 * What a dossier counts as.
 *
 * @param month when it was settled, {@code 202411}, Vietnam time; 0: it is not settled, or that is not known
 * @param field empty: not known
 * @param agency empty: not known
 */
record Kind(State state, int month, String field, String agency, Channel channel, Promise promise) {

    private static final String MIDNIGHT = "000000";

    enum State {
        SETTLED,
        OPEN,
        UNKNOWN
    }

    /** Whether a settled dossier was finished by the time promised. */
    enum Promise {
        ON_TIME,
        LATE,
        UNKNOWN
    }

    /**
     * What a dossier's steps come to, in the order of their moments.
     *
     * @param openAt the last one that left it open; empty: none
     * @param settledAt the first one, then or later, that settled it; empty: none
     */
    record Steps(String openAt, String settledAt) {}

    /** Settled by the newest record of the whole dossier or by its steps, whichever came first. */
    static Kind of(Whole whole, Steps steps) {
        boolean settled = whole.settled() == Settled.YES || !steps.settledAt().isEmpty();
        boolean open = whole.settled() == Settled.NO || !steps.openAt().isEmpty();
        String finished = !settled ? "" : whole.finishedAt().isEmpty() ? steps.settledAt() : whole.finishedAt();
        return new Kind(
                settled ? State.SETTLED : open ? State.OPEN : State.UNKNOWN,
                finished.isEmpty() ? 0 : Integer.parseInt(finished, 0, 6, 10),
                whole.field(),
                whole.agency(),
                whole.channel(),
                promise(finished, whole.dueAt()));
    }

    private static Promise promise(String finished, String due) {
        if (finished.isEmpty() || due.isEmpty()) {
            return Promise.UNKNOWN;
        }
        return finished.compareTo(endOf(due)) > 0 ? Promise.LATE : Promise.ON_TIME;
    }

    /** A source that promises a day and no time of it is read as its midnight; it has that day. */
    private static String endOf(String due) {
        return due.endsWith(MIDNIGHT) ? due.substring(0, due.length() - MIDNIGHT.length()) + "235959" : due;
    }
}
