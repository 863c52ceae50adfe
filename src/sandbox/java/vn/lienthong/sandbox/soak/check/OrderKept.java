package vn.lienthong.sandbox.soak.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Change;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Life;

/**
 * Proves that each dossier's versions and steps came to the portal in the order in which they were acknowledged (with the
 * two exceptions of {@link Life#order()}), and that nothing was repeated after something newer. Of versions pushed at the
 * same time the one that is newest in the ledger must be the last at the portal.
 *
 * <p>Two late repetitions are allowed and counted: a message with several steps that is repeated as a whole, because no
 * answer came to it; and the call a paused process had on its way when it was stopped.
 */
final class OrderKept implements Promise {

    @Override
    public String name() {
        return "order-kept";
    }

    @Override
    public String says() {
        return "Each dossier's versions and steps reached the portal in the order in which they were acknowledged.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        for (Life life : run.evidence.history().lives()) {
            notes.examined();
            check(life, run, notes);
        }
        return notes.finding();
    }

    private static void check(Life life, Case run, Finding.Notes notes) {
        List<List<EventId>> order = life.order();
        Map<EventId, Integer> places = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            for (EventId event : order.get(place)) {
                places.put(event, place);
            }
        }
        List<EventId> taken = new ArrayList<>();
        for (Change change : changes(life, run)) {
            int place = places.getOrDefault(change.event(), Integer.MAX_VALUE);
            List<EventId> newer = taken.stream()
                    .filter(event -> places.getOrDefault(event, -1) > place)
                    .toList();
            if (!newer.isEmpty()) {
                overtaken(change, newer, Collections.frequency(taken, change.event()), run, notes);
            }
            taken.add(change.event());
        }
        order.stream().filter(together -> together.size() > 1).forEach(together -> newestLast(together, run, notes));
    }

    private static List<Change> changes(Life life, Case run) {
        return life.events().stream()
                .flatMap(event -> run.changes(event.id()).stream())
                .sorted(Comparator.comparingLong(Change::sequence))
                .toList();
    }

    /**
     * @param newer what the portal had already
     * @param times how often it had taken this one before
     */
    private static void overtaken(Change change, List<EventId> newer, int times, Case run, Finding.Notes notes) {
        List<Call> calls = run.taken(change.event());
        Set<EventId> together = calls.stream()
                .limit(times)
                .flatMap(call -> call.events().stream())
                .collect(Collectors.toSet());
        if (together.containsAll(newer)) {
            notes.count("step repeated in one message with those after it");
        } else if (times > 0 && times < calls.size() && wasPaused(calls.get(times), run)) {
            notes.count("late call of a process that was paused while it sent");
        } else {
            notes.violated("record " + change.event() + " of dossier " + change.dossier() + " came to the portal after "
                    + newer + " (change " + change.sequence() + ")");
        }
    }

    /** One call, and no other of that dossier before it, since the process was let go on. */
    private static boolean wasPaused(Call late, Case run) {
        return run.evidence.circumstances().gaps().stream()
                .filter(gap -> gap.why().equals("pause") && gap.explains(late))
                .anyMatch(gap -> run.evidence.portal().calls().stream()
                        .noneMatch(call -> call.life().equals(late.life())
                                && call.dossier().equals(late.dossier())
                                && call.at().isAfter(gap.over())
                                && call.number() < late.number()));
    }

    private static void newestLast(List<EventId> together, Case run, Finding.Notes notes) {
        Optional<EventId> newest = together.stream()
                .flatMap(event -> run.owed(event).stream())
                .max(Comparator.comparingInt(Owed::version))
                .map(Owed::event);
        Optional<EventId> last = together.stream()
                .flatMap(event -> run.changes(event).stream())
                .max(Comparator.comparingLong(Change::sequence))
                .map(Change::event);
        if (newest.isPresent() && last.isPresent() && !newest.equals(last)) {
            notes.violated("of " + together + ", pushed at the same time, " + newest.get()
                    + " is the newest in the ledger, and " + last.get() + " at the portal");
        }
    }
}
