package vn.lienthong.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.LedgerView;

/**
 * The answer to "is every dossier where it should be?", in one sentence, and what more is worth saying.
 *
 * @param level of the worst thing there is
 */
public record Assessment(Level level, Sentence headline, List<Sentence> details) {

    private static final String DEADLINES = "/deadlines";

    /** From well to bad. */
    public enum Level {
        /** Everything arrived. */
        WELL,
        /** Something is on its way. */
        MOVING,
        /** A counterpart does not take anything; what is owed waits and goes on by itself. */
        WAITING,
        /** A person must do something. */
        ATTENTION;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A text's key and what to put in.
     *
     * @param page the console's page that shows more; null: none
     */
    public record Sentence(
            String key, List<Object> arguments, @Nullable String page) {

        static Sentence of(String key, Object... arguments) {
            return new Sentence("assessment." + key, List.of(arguments), null);
        }

        Sentence on(String shows) {
            return new Sentence(key, arguments, shows);
        }
    }

    public static Assessment on(List<Standing> standings, int faults, Deadlines deadlines) {
        long parked = sum(standings, Standing::lanesParked);
        long dead = sum(standings, Standing::dead);
        List<Standing> up =
                standings.stream().filter(standing -> !standing.isDown()).toList();
        long moving = sum(up, standing -> standing.owed() - standing.held());
        List<Sentence> all = new ArrayList<>();
        Level level = Level.WELL;
        if (parked > 0 || dead > 0) {
            level = Level.ATTENTION;
            all.add(Sentence.of("parked", Math.max(parked, 1)));
        }
        if (deadlines.passed() > 0) {
            level = Level.ATTENTION;
            all.addAll(sentences("deadlines-passed", deadlines, LedgerView.Deadlines::passed));
        }
        if (faults > 0) {
            level = Level.ATTENTION;
            all.add(Sentence.of("faults", faults));
        }
        if (deadlines.near() > 0) {
            level = max(level, Level.MOVING);
            all.addAll(sentences("deadlines-near", deadlines, LedgerView.Deadlines::near));
        }
        for (Standing counterpart : standings.stream().filter(Standing::isDown).toList()) {
            level = max(level, Level.WAITING);
            all.add(Sentence.of("down", counterpart.name(), counterpart.owed()));
        }
        if (moving > 0) {
            level = max(level, Level.MOVING);
            all.add(Sentence.of("moving", moving));
        }
        if (all.isEmpty()) {
            all.add(Sentence.of("well"));
        }
        all.add(Sentence.of("delivered-today", sum(standings, Standing::deliveredToday)));
        return new Assessment(level, all.getFirst(), all.subList(1, all.size()));
    }

    /** By counterpart: one dossier may be late at several, and is one dossier at each. */
    private static List<Sentence> sentences(
            String key, Deadlines deadlines, ToLongFunction<LedgerView.Deadlines> count) {
        return deadlines.counterparts().stream()
                .filter(one -> count.applyAsLong(one) > 0)
                .map(one -> Sentence.of(key, count.applyAsLong(one), one.counterpart())
                        .on(DEADLINES))
                .toList();
    }

    private static Level max(Level one, Level other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static long sum(List<Standing> standings, ToLongFunction<Standing> part) {
        return standings.stream().mapToLong(part).sum();
    }
}
