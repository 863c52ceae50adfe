package vn.lienthong.sandbox.soak.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Proves that what is shown to people and counted by the ledger is what its rows come to, for each flow and state. */
final class TalliesAgree implements Promise {

    @Override
    public String name() {
        return "tallies-agree";
    }

    @Override
    public String says() {
        return "The ledger's tallies, the API and the metrics say what the rows come to.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        Map<String, Long> rows = run.evidence.tallies().getOrDefault(Evidence.ROWS, Map.of());
        run.evidence.tallies().forEach((who, counted) -> {
            Set<String> whats = new TreeSet<>(counted.keySet());
            if (who.equals("ledger")) {
                whats.addAll(rows.keySet());
            }
            for (String what : whats) {
                notes.examined();
                long amount = counted.getOrDefault(what, 0L);
                if (amount != rows.getOrDefault(what, 0L)) {
                    notes.violated(
                            who + " says " + amount + " " + what + ", the rows are " + rows.getOrDefault(what, 0L));
                }
            }
        });
        return notes.finding();
    }
}
