package vn.lienthong.agency;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Tells a system that takes nothing from us from one that lets a single message not through: a filter before it that dislikes
 * a word, a right for one operation, a trigger that leaves a row out. Where the same message is shut out once more and another
 * was taken meanwhile, it is the message: it waits by itself, and holds up no other. Safe for any number of threads.
 */
final class ShutOut {

    private static final int MOST_MESSAGES = 1000;

    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Long> takenWhenShutOut = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_MESSAGES;
        }
    };

    /** The outcome, or what it is if the system takes others. */
    synchronized Outcome judge(String system, Parcel parcel, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            taken.merge(system, 1L, Long::sum);
            takenWhenShutOut.remove(parcel.key());
            return outcome;
        }
        if (!(outcome instanceof Outcome.Deferred shut) || shut.says() != Outcome.Says.SHUT) {
            return outcome;
        }
        long now = taken.getOrDefault(system, 0L);
        Long before = takenWhenShutOut.put(parcel.key(), now);
        return before == null || before == now
                ? outcome
                : new Outcome.Deferred(alone(system, shut.cause()), null, true, Outcome.Says.NOTHING);
    }

    private static Problem alone(String system, Problem cause) {
        Map<String, String> told = cause.details();
        String code = Objects.requireNonNullElse(told.get("code"), told.getOrDefault("why", cause.code()));
        return AgencyProblem.FORBIDDEN.problem().with("system", system).with("code", code);
    }
}
