package vn.lienthong.sandbox.soak.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.plan.Life;

/**
 * Proves that no dossier waits for another: in the end every lane is empty, or its own first delivery waits for a person.
 */
final class LanesIndependent implements Promise {

    private static final Set<String> WAITS_FOR_A_PERSON = Set.of("DEAD", "HELD");

    @Override
    public String name() {
        return "lanes-independent";
    }

    @Override
    public String says() {
        return "No dossier waits for another: a lane that is not empty has a delivery of its own that waits for a person.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        Map<Long, List<Owed>> lanes = run.evidence.deliveries().stream().collect(Collectors.groupingBy(Owed::lane));
        lanes.values().forEach(lane -> {
            notes.examined();
            lane.stream()
                    .filter(row -> !row.isDone())
                    .min(Comparator.comparingLong(Owed::position).thenComparingLong(Owed::id))
                    .ifPresent(head -> check(head, notes));
        });
        return notes.finding();
    }

    private static void check(Owed head, Finding.Notes notes) {
        if (WAITS_FOR_A_PERSON.contains(head.state())) {
            notes.count("lane behind a delivery that is " + head.state());
        } else {
            notes.violated("dossier " + Life.number(head.event().dossier()) + " waits, though its first delivery "
                    + head.id() + " is " + head.state());
        }
    }
}
