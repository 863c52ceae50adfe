package vn.lienthong.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The portal's own tally, which a test can hold against the connector's. */
final class Counts {

    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    void add(String name) {
        byName.computeIfAbsent(name, none -> new LongAdder()).increment();
    }

    void clear() {
        byName.clear();
    }

    /** What is not there has not happened. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        for (Count each : Count.values()) {
            all.put(each.shown(), 0L);
        }
        byName.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }

    void add(Count count) {
        add(count.shown());
    }

    /** What is counted. */
    enum Count {
        /** Messages to the adapter's paths, those a fault swallowed too. */
        CALLS("calls"),
        LOGINS("logins"),
        LOOKUPS("lookups"),
        /** Dossiers created; each number once. */
        CREATES("creates"),
        UPDATES("updates"),
        /** Updates that changed nothing. */
        REPEATED_UPDATES("repeatedUpdates"),
        /** Creations of what was there: answered with 3. */
        ALREADY_THERE("alreadyThere"),
        /** Updates and progress for what was not there. */
        NOT_THERE("notThere"),
        REFUSED("refused"),
        SESSIONS_REFUSED("sessionsRefused"),
        PROGRESS("progress"),
        /** Progress entries that were there word for word. */
        DUPLICATES("duplicates"),
        /** Progress entries earlier than the one before. */
        OUT_OF_ORDER("outOfOrder"),
        /** Dossiers filed on the portal. */
        FILED("filed"),
        STATUSES("portalStatuses"),
        WARNINGS("warnings"),
        FAULTS("faults");

        private final String shown;

        Count(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }
}
