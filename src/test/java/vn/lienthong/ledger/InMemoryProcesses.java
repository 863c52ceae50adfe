package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processes that a test has in one JVM. */
public final class InMemoryProcesses implements Processes {

    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private final InstantSource clock;

    public InMemoryProcesses(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Standing seen(String process, Duration gone) {
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
