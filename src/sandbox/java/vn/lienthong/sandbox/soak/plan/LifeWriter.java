package vn.lienthong.sandbox.soak.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import vn.lienthong.sandbox.soak.plan.Event.Kind;

/** Writes one dossier's life by its story. */
final class LifeWriter {

    private static final List<String> STATUSES = List.of("received", "processing", "done", "returned");
    private static final String UNMAPPABLE = "archived";
    private static final String STEP = "processing";
    private static final int REPEATED_PERCENT = 15;
    private static final int LATER_PERCENT = 30;

    private final int dossier;
    private final RandomGenerator random;
    private final int lastTurn;
    private final List<Event> events = new ArrayList<>();
    private int turn;
    private boolean behind;

    /** @param turn with which fault the first record may begin */
    LifeWriter(int dossier, int turn, int lastTurn, RandomGenerator random) {
        this.dossier = dossier;
        this.turn = turn;
        this.lastTurn = lastTurn;
        this.random = random;
    }

    Life write(Story story) {
        int odd = story.refusesDossier() ? 0 : random.nextInt(STATUSES.size() - 1);
        if (story == Story.STEP_FIRST) {
            step(Act.NOTHING);
        }
        for (int version = 0;
                version < STATUSES.size() && !(story == Story.REFUSED_FOR_GOOD && version > 0);
                version++) {
            if (version == odd) {
                oddity(story, STATUSES.get(version));
            } else {
                version(STATUSES.get(version));
            }
            steps(2);
        }
        return new Life(
                dossier, story.name().toLowerCase(Locale.ROOT).replace('_', '-'), story.refusesDossier(), events);
    }

    /** The version in whose place the story does what it is about. */
    private void oddity(Story story, String status) {
        switch (story) {
            case PLAIN, STEP_FIRST -> version(status);
            case UNMAPPABLE_CORRECTED -> {
                add(Kind.VERSION, UNMAPPABLE, Flaw.UNMAPPABLE, Fate.REPLACED, Act.NOTHING, false);
                steps(2);
                version(status);
            }
            case REFUSED_CORRECTED -> {
                add(Kind.VERSION, status, Flaw.UNKNOWN_PROCEDURE, Fate.REPLACED, Act.SEE_IT_DEAD, false);
                steps(2);
                version(status);
            }
            case REFUSED_REPLAYED -> {
                add(Kind.VERSION, status, Flaw.REFUSED_DOSSIER, Fate.ARRIVES, Act.NOTHING, false);
                step(Act.REPLAY);
            }
            case REFUSED_REPLAYED_TOGETHER -> {
                add(Kind.VERSION, status, Flaw.REFUSED_DOSSIER, Fate.ARRIVES, Act.NOTHING, false);
                step(Act.REPLAY_ALL);
            }
            case REFUSED_FOR_GOOD -> {
                add(Kind.VERSION, status, Flaw.REFUSED_DOSSIER, Fate.WAITS_FOR_A_PERSON, Act.NOTHING, false);
                behind = true;
                step(Act.NOTHING);
            }
            case STEP_GIVEN_UP -> {
                version(status);
                add(Kind.STEP, UNMAPPABLE, Flaw.UNMAPPABLE, Fate.GIVEN_UP, Act.NOTHING, false);
                step(Act.GIVE_UP);
            }
            case STEP_FOR_GOOD -> {
                version(status);
                add(Kind.STEP, UNMAPPABLE, Flaw.UNMAPPABLE, Fate.WAITS_FOR_A_PERSON, Act.NOTHING, false);
                behind = true;
            }
            case CONFLICT -> {
                add(Kind.VERSION, status, Flaw.NONE, Fate.ARRIVES, Act.NOTHING, true);
                version(status);
            }
            case HELD -> add(Kind.VERSION, status, Flaw.NONE, Fate.ARRIVES, Act.HOLD, false);
        }
    }

    private void version(String status) {
        add(Kind.VERSION, status, Flaw.NONE, Fate.ARRIVES, Act.NOTHING, false);
    }

    private void step(Act act) {
        add(Kind.STEP, STEP, Flaw.NONE, Fate.ARRIVES, act, false);
    }

    private void steps(int most) {
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            step(Act.NOTHING);
        }
    }

    private void add(Kind kind, String status, Flaw flaw, Fate fate, Act act, boolean besideNext) {
        Event before = events.isEmpty() ? null : events.getLast();
        boolean besideBefore = before != null && before.besideNext();
        if (!besideBefore && random.nextInt(100) < LATER_PERCENT) {
            turn = Math.min(lastTurn, turn + 1 + random.nextInt(2));
        }
        Repeat repeat = besideBefore || besideNext ? Repeat.NEVER : repeat();
        events.add(new Event(
                new EventId(dossier, events.size()),
                kind,
                status,
                flaw,
                behind ? Fate.WAITS_BEHIND : fate,
                act,
                repeat,
                besideNext,
                turn));
    }

    private Repeat repeat() {
        if (random.nextInt(100) >= REPEATED_PERCENT) {
            return Repeat.NEVER;
        }
        return random.nextBoolean() ? Repeat.AT_ONCE : Repeat.AFTERWARDS;
    }
}
