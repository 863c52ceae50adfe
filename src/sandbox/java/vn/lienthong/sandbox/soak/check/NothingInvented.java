package vn.lienthong.sandbox.soak.check;

import java.util.HashMap;
import java.util.Map;
import vn.lienthong.sandbox.soak.check.Evidence.Change;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Fate;
import vn.lienthong.sandbox.soak.plan.Life;

/**
 * Proves that all the portal has, and all the ledger owes, is a record somebody pushed: the right dossier's, once in the
 * ledger, and never one that a person gave up or a newer version replaced.
 */
final class NothingInvented implements Promise {

    @Override
    public String name() {
        return "nothing-invented";
    }

    @Override
    public String says() {
        return "What the portal has and what the ledger owes is what was pushed: no more, and nothing given up.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        Map<EventId, Event> planned = new HashMap<>();
        run.evidence.history().lives().forEach(life -> life.events().forEach(event -> planned.put(event.id(), event)));
        for (Change change : run.evidence.changes()) {
            notes.examined();
            Event event = planned.get(change.event());
            if (event == null || !Life.number(change.event().dossier()).equals(change.dossier())) {
                notes.violated("the portal took " + change.event() + " for dossier " + change.dossier()
                        + ", which nobody pushed");
            } else if (event.fate() != Fate.ARRIVES) {
                notes.violated("the portal took record " + event.id() + " of dossier " + change.dossier()
                        + ", which should be " + event.fate());
            }
        }
        for (Owed row : run.evidence.deliveries()) {
            notes.examined();
            if (!planned.containsKey(row.event())) {
                notes.violated("the ledger owes delivery " + row.id() + ", which nobody pushed");
            }
        }
        planned.values().forEach(event -> owedOnce(event, run, planned, notes));
        return notes.finding();
    }

    /** A repetition that comes after other content of its key is a newer version, and only conflicts make that happen. */
    private static void owedOnce(Event event, Case run, Map<EventId, Event> planned, Finding.Notes notes) {
        Event before = planned.get(new EventId(event.id().dossier(), event.id().number() - 1));
        boolean conflict = event.besideNext() || (before != null && before.besideNext());
        int rows = run.owed(event.id()).size();
        if (rows > 1 && !conflict) {
            notes.violated("record " + event.id() + " is owed " + rows + " times");
        }
    }
}
