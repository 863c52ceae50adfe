package vn.lienthong.sandbox.soak.check;

import java.util.List;
import java.util.Optional;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.plan.EventId;

/**
 * Proves that the portal got a record a second time only where the product could not know of the first: that attempt ended
 * without an answer, or its process was killed, paused or cut off from its ledger before it could write it down. Each
 * repetition is counted by its reason.
 */
final class RepeatedOnlyInDoubt implements Promise {

    @Override
    public String name() {
        return "repeated-only-in-doubt";
    }

    @Override
    public String says() {
        return "The portal got a record a second time only after an attempt whose answer the product could not know.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        run.evidence
                .history()
                .lives()
                .forEach(life -> life.events().forEach(event -> {
                    if (!run.taken(event.id()).isEmpty()) {
                        notes.examined();
                        check(event.id(), run, notes);
                    }
                }));
        return notes.finding();
    }

    private static void check(EventId event, Case run, Finding.Notes notes) {
        List<Owed> rows = run.owed(event);
        long delivered = 0;
        for (Call call : run.taken(event)) {
            String outcome = run.outcome(call, event);
            Optional<Gap> gap = run.matching.explanation(call);
            if (outcome.equals("delivered")) {
                delivered++;
            } else if (!outcome.isEmpty() && !outcome.equals("unanswered")) {
                notes.violated("the portal took record " + event + " by call " + call.number()
                        + ", and the ledger calls that attempt " + outcome);
            } else if (outcome.isEmpty() && gap.isEmpty()) {
                notes.violated("the portal took record " + event + " by call " + call.number() + " of process "
                        + call.life() + ", which no attempt accounts for");
            } else if (run.taken(event).size() > 1) {
                notes.count(
                        outcome.isEmpty()
                                ? "not written down: " + gap.orElseThrow().why()
                                : "no answer: " + why(call));
            }
        }
        if (delivered
                > Math.max(
                        1,
                        rows.stream()
                                .filter(row -> row.state().equals("DELIVERED"))
                                .count())) {
            notes.violated("the portal took record " + event + " " + delivered
                    + " times by attempts that knew they had delivered it");
        }
    }

    private static String why(Call call) {
        return switch (call.fault()) {
            case "cut" -> "the portal cut the connection";
            case "slow" -> "the portal answered too late";
            default -> "the connection was lost";
        };
    }
}
