package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * Flows that are owed to a counterpart but whose routes are not running, or go to another counterpart by now. Their lanes are left
 * to the other processes, as long as there are any. Else they are put off: the first ones for half a minute, the later ones the
 * longer the more there are, so that a stopped flow's backlog takes no turns from the others.
 */
final class StoppedFlows {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration PER_LANE = Duration.ofMillis(10);

    private final Map<Owed, PutOff> lanes = new ConcurrentHashMap<>();

    private record Owed(String flow, String counterpart) {}

    private record PutOff(long lanes, Instant last) {

        /** Each lane is looked at again and again; of a flow none of whose lanes was, nothing is due any more. */
        boolean isOver(Instant now) {
            return now.isAfter(last.plus(LONGEST_WAIT.multipliedBy(2)));
        }
    }

    /** The flow is owed, and somebody else may run it. */
    void met(String flow, String counterpart, Instant now) {
        lanes.putIfAbsent(new Owed(flow, counterpart), new PutOff(0, now));
    }

    /** The flows of which lanes of a counterpart were met. */
    Set<String> to(String counterpart) {
        return lanes.keySet().stream()
                .filter(owed -> owed.counterpart().equals(counterpart))
                .map(Owed::flow)
                .collect(Collectors.toSet());
    }

    /** How long the next lane of the flow is put off. */
    Duration putOff(String flow, String counterpart, Instant now) {
        PutOff made = lanes.merge(
                new Owed(flow, counterpart),
                new PutOff(1, now),
                (before, one) -> new PutOff(before.lanes + one.lanes, now));
        long before = made.lanes - 1;
        Duration wait = WAIT.plus(PER_LANE.multipliedBy(before % LONGEST_WAIT.dividedBy(PER_LANE)));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    void opened(Flow flow) {
        lanes.remove(new Owed(flow.name(), flow.counterpart()));
    }

    List<Problem> faults(Flows flows, Instant now) {
        lanes.values().removeIf(putOff -> putOff.isOver(now));
        return lanes.keySet().stream()
                .sorted(Comparator.comparing(Owed::flow).thenComparing(Owed::counterpart))
                .flatMap(owed -> fault(owed, flows.find(owed.flow()).orElse(null)).stream())
                .toList();
    }

    /** @param flow as it is open now; null: it is not */
    private static Optional<Problem> fault(Owed owed, @Nullable Flow flow) {
        if (flow == null) {
            return Optional.of(Problem.of("relay.flow-not-running").with("flow", owed.flow()));
        }
        return flow.counterpart().equals(owed.counterpart())
                ? Optional.empty()
                : Optional.of(Problem.of("relay.flow-elsewhere")
                        .with("flow", owed.flow())
                        .with("counterpart", owed.counterpart())
                        .with("now", flow.counterpart()));
    }
}
