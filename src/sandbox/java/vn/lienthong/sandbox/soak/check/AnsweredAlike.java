package vn.lienthong.sandbox.soak.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.plan.Event;

/**
 * Proves that a record sent again, by a sender that heard nothing or by mistake, is told the same numbers as the first
 * time, and that these are the ledger's.
 */
final class AnsweredAlike implements Promise {

    @Override
    public String name() {
        return "answered-alike";
    }

    @Override
    public String says() {
        return "A record that was sent again was told the same numbers, and the ledger has it under them.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        run.evidence.history().lives().forEach(life -> {
            List<Event> events = life.events();
            for (int at = 0; at < events.size(); at++) {
                boolean conflict = events.get(at).besideNext()
                        || (at > 0 && events.get(at - 1).besideNext());
                check(events.get(at), conflict, run, notes);
            }
        });
        return notes.finding();
    }

    private static void check(Event event, boolean conflict, Case run, Finding.Notes notes) {
        List<Told> told = run.told(event.id());
        told.forEach(answer -> notes.examined());
        Set<List<Long>> numbers = told.stream().map(Told::deliveries).collect(Collectors.toSet());
        if (numbers.size() > 1 && !conflict) {
            notes.violated("record " + event.id() + " was told different deliveries: " + numbers);
        }
        Set<Long> inLedger = run.owed(event.id()).stream().map(Owed::id).collect(Collectors.toCollection(HashSet::new));
        numbers.stream()
                .flatMap(List::stream)
                .filter(number -> !inLedger.contains(number))
                .forEach(number -> notes.violated("record " + event.id() + " was told delivery " + number
                        + ", which is not its own in the ledger"));
    }
}
