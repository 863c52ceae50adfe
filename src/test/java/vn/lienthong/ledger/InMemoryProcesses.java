package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Processes that a test has in one JVM. */
public final class InMemoryProcesses implements Processes {

    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private final InstantSource clock;
    private @Nullable Error fault;

    public InMemoryProcesses(InstantSource clock) {
        this.clock = clock;
    }

    /** The next that says it is at work meets this instead. */
    public synchronized void failNext(Error with) {
        fault = with;
    }

    @Override
    public synchronized Standing seen(String process, Duration gone) {
        Error met = fault;
        if (met != null) {
            fault = null;
            throw met;
        }
        Instant now = clock.instant();
        seen.values().removeIf(at -> !at.isAfter(now.minus(gone)));
        seen.put(process, now);
        return new Standing(new ArrayList<>(seen.keySet()).indexOf(process), seen.size());
    }

    @Override
    public synchronized void leave(String process) {
        seen.remove(process);
    }
}
