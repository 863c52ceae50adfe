package vn.lienthong.sandbox.soak.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Life;

/**
 * Proves that every record that was acknowledged met the fate the history planned for it: the portal has it, and the
 * ledger says so; or a newer version replaced it; or it waits, with the planned problem's code, or behind one that does.
 */
final class NothingLost implements Promise {

    @Override
    public String name() {
        return "nothing-lost";
    }

    @Override
    public String says() {
        return "Every acknowledged record is at the portal, replaced by a newer version, or waits with a named problem.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        for (Life life : run.evidence.history().lives()) {
            for (Event event : life.events()) {
                notes.examined();
                if (run.told(event.id()).isEmpty()) {
                    notes.violated("record " + event.id() + " of dossier " + life.number() + " was never acknowledged");
                } else if (!isMet(event, run)) {
                    notes.violated(said(event, life, run));
                }
                notes.count(event.fate().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        return notes.finding();
    }

    private static boolean isMet(Event event, Case run) {
        EventId id = event.id();
        return switch (event.fate()) {
            case ARRIVES -> !run.changes(id).isEmpty() && all(run.owed(id), "DELIVERED");
            case REPLACED, GIVEN_UP -> all(run.owed(id), "CANCELLED");
            case WAITS_FOR_A_PERSON ->
                all(run.owed(id), "DEAD")
                        && run.owed(id).stream()
                                .allMatch(row -> event.flaw().problem().equals(row.problem()));
            case WAITS_BEHIND -> all(run.owed(id), "PENDING", "RETRYING");
        };
    }

    private static boolean all(List<Owed> rows, String... states) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> List.of(states).contains(row.state()));
    }

    private static String said(Event event, Life life, Case run) {
        String inLedger = run.owed(event.id()).stream()
                .map(row -> "delivery " + row.id() + " " + row.state()
                        + (row.problem() == null ? "" : " (" + row.problem() + ")"))
                .collect(Collectors.joining(", "));
        return "record " + event.id() + " of dossier " + life.number() + " should be "
                + event.fate().name() + "; the portal took it "
                + run.changes(event.id()).size()
                + " times, the ledger has " + (inLedger.isEmpty() ? "nothing" : inLedger);
    }
}
