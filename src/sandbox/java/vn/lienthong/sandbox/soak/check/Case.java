package vn.lienthong.sandbox.soak.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Change;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.check.Evidence.Try;
import vn.lienthong.sandbox.soak.plan.EventId;

/** The evidence of a run, put in order once for all promises. */
final class Case {

    final Evidence evidence;
    final Matching matching;
    private final Map<EventId, List<Told>> told;
    private final Map<EventId, List<Owed>> owed;
    private final Map<EventId, List<Change>> changes;
    private final Map<EventId, List<Call>> taken = new HashMap<>();
    private final Map<Long, List<Try>> tries;

    Case(Evidence evidence) {
        this.evidence = evidence;
        this.matching = Matching.of(evidence.calls(), evidence.said(), evidence.gaps());
        this.told = evidence.told().stream().collect(Collectors.groupingBy(Told::event));
        this.owed = evidence.deliveries().stream().collect(Collectors.groupingBy(Owed::event));
        this.changes = evidence.changes().stream().collect(Collectors.groupingBy(Change::event));
        this.tries = evidence.tries().stream()
                .filter(each -> each.calls() != null)
                .collect(Collectors.groupingBy(Try::calls));
        evidence.calls().stream()
                .filter(Call::taken)
                .sorted(Comparator.comparingLong(Call::number))
                .forEach(call -> call.events()
                        .forEach(event -> taken.computeIfAbsent(event, none -> new ArrayList<>())
                                .add(call)));
    }

    List<Told> told(EventId event) {
        return told.getOrDefault(event, List.of());
    }

    /** The event's deliveries; one, unless a sender's repetition came after other content of the same key. */
    List<Owed> owed(EventId event) {
        return owed.getOrDefault(event, List.of());
    }

    /** Each time the portal took the event. */
    List<Change> changes(EventId event) {
        return changes.getOrDefault(event, List.of());
    }

    /** The messages with which the portal took it, in order. */
    List<Call> taken(EventId event) {
        return taken.getOrDefault(event, List.of());
    }

    /** The attempts that made a message; empty if the ledger does not know it. */
    List<Try> tries(Call call) {
        return matching.said(call)
                .map(said -> tries.getOrDefault(said.calls(), List.of()))
                .orElse(List.of());
    }

    /** How the event's own attempt ended that made this message; empty if the ledger does not know it. */
    String outcome(Call call, EventId event) {
        List<Long> deliveries = owed(event).stream().map(Owed::id).toList();
        return tries(call).stream()
                .filter(each -> deliveries.contains(each.delivery()))
                .map(Try::outcome)
                .findFirst()
                .orElse("");
    }

    boolean isDelivered(EventId event) {
        return owed(event).stream().anyMatch(row -> row.state().equals("DELIVERED"));
    }
}
