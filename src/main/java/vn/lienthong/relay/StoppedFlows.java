package vn.lienthong.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.dossier.Problem;

/**
 * Flows that are owed but whose routes are not running. Their lanes are left to the other processes, as long as there are
 * any. Else they are put off: the first ones for half a minute, the later ones the longer the more there are, so that a
 * stopped flow's backlog takes no turns from the others.
 */
final class StoppedFlows {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration PER_LANE = Duration.ofMillis(10);

    private final Map<String, AtomicLong> lanes = new ConcurrentHashMap<>();

    /** The flow is owed, and somebody else may run it. */
    void met(String flow) {
        lanes.computeIfAbsent(flow, name -> new AtomicLong());
    }

    Set<String> all() {
        return Set.copyOf(lanes.keySet());
    }

    /** How long the next lane of the flow is put off. */
    Duration putOff(String flow) {
        long before = lanes.computeIfAbsent(flow, name -> new AtomicLong()).getAndIncrement();
        Duration wait = WAIT.plus(PER_LANE.multipliedBy(before % LONGEST_WAIT.dividedBy(PER_LANE)));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    void opened(String flow) {
        lanes.remove(flow);
    }

    List<Problem> faults() {
        return lanes.keySet().stream()
                .sorted()
                .map(flow -> Problem.of("relay.flow-not-running").with("flow", flow))
                .toList();
    }
}
