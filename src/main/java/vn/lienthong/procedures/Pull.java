package vn.lienthong.procedures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * One pull of the portal's catalogue, as far as it has come.
 *
 * @param by who asked for it
 * @param ended a person ended it before it was through
 * @param endedBy who did; null: nobody, or it was not kept then
 * @param endReason why
 * @param takenUntil a process is at work on a step, and has until then; null: nobody is
 * @param waits why it does not go on just now; null if it does
 */
public record Pull(
        String by,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean ended,
        @Nullable String endedBy,
        @Nullable String endReason,
        Progress progress,
        @Nullable Instant takenUntil,
        @Nullable Wait waits) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration NEVER_SO_LONG = Duration.ofHours(1);
    private static final int MOST_PROBLEMS = 50;

    /** What is asked for, in this order. */
    public enum Stage {
        LIST,
        PROCEDURES,
        DICTIONARIES
    }

    /**
     * How far it is.
     *
     * @param listed how many procedures the list has
     * @param asked for how many the portal was asked
     * @param unread of how many of them it gave nothing that can be read
     * @param dictionaries how many are done
     * @param problems what a person should see; the first {@value #MOST_PROBLEMS}
     */
    public record Progress(Stage stage, int listed, int asked, int unread, int dictionaries, List<Problem> problems) {

        public Progress {
            problems = List.copyOf(problems);
        }

        Progress at(Stage next, int newListed) {
            return new Progress(next, newListed, asked, unread, dictionaries, problems);
        }

        /**
         * One procedure more.
         *
         * @param problem why it could not be read; null: it could
         */
        Progress asked(@Nullable Problem problem) {
            return new Progress(
                    stage, listed, asked + 1, unread + (problem == null ? 0 : 1), dictionaries, problems(problem));
        }

        Progress dictionary(@Nullable Problem problem) {
            return new Progress(stage, listed, asked, unread, dictionaries + 1, problems(problem));
        }

        Progress with(@Nullable Problem problem) {
            return new Progress(stage, listed, asked, unread, dictionaries, problems(problem));
        }

        private List<Problem> problems(@Nullable Problem more) {
            if (more == null || problems.size() >= MOST_PROBLEMS) {
                return problems;
            }
            List<Problem> all = new ArrayList<>(problems);
            all.add(more);
            return all;
        }
    }

    /**
     * @param until when it is tried again
     * @param times how often in a row it had to wait
     */
    public record Wait(Problem why, Instant until, int times) {}

    static Pull begun(String by, String reason, Instant at) {
        Progress nothing = new Progress(Stage.LIST, 0, 0, 0, 0, List.of());
        return new Pull(by, reason, at, null, false, null, null, nothing, null, null);
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    /** Whether a step may be taken now: it runs, nobody is at one, and it need not wait. */
    boolean isDue(Instant now) {
        return isRunning()
                && (takenUntil == null || isOver(takenUntil, now))
                && (waits == null || isOver(waits.until(), now));
    }

    /** Nothing is put off for an hour: what is was so by a clock that was ahead. */
    private static boolean isOver(Instant until, Instant now) {
        return !now.isBefore(until) || until.isAfter(now.plus(NEVER_SO_LONG));
    }

    Pull taken(Instant until) {
        return new Pull(by, reason, startedAt, finishedAt, ended, endedBy, endReason, progress, until, waits);
    }

    Pull further(Progress progress) {
        return new Pull(by, reason, startedAt, null, false, null, null, progress, null, null);
    }

    /** Waits twice as long each time in a row, from ten seconds to about ten minutes. */
    Pull waiting(Progress further, Problem why, Instant now) {
        int times = waits == null ? 0 : waits.times();
        Duration length = FIRST_WAIT.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return new Pull(
                by,
                reason,
                startedAt,
                null,
                false,
                null,
                null,
                further,
                null,
                new Wait(why, now.plus(length), times + 1));
    }

    Pull finished(Progress all, Instant at) {
        return new Pull(by, reason, startedAt, at, false, null, null, all, null, null);
    }

    Pull endedEarly(String who, String why, Instant at) {
        return new Pull(by, reason, startedAt, at, true, who, why, progress, null, null);
    }
}
