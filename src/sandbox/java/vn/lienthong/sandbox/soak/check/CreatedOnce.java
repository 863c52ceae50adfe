package vn.lienthong.sandbox.soak.check;

import java.util.HashMap;
import java.util.Map;
import vn.lienthong.sandbox.soak.check.Evidence.Change;

/** Proves that no dossier was created at the portal twice. */
final class CreatedOnce implements Promise {

    @Override
    public String name() {
        return "created-once";
    }

    @Override
    public String says() {
        return "No dossier was created at the portal twice.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        Map<String, Integer> created = new HashMap<>();
        run.evidence.changes().stream()
                .filter(change -> change.kind().equals("created"))
                .map(Change::dossier)
                .forEach(dossier -> created.merge(dossier, 1, Integer::sum));
        created.forEach((dossier, times) -> {
            notes.examined();
            if (times > 1) {
                notes.violated("dossier " + dossier + " was created " + times + " times");
            }
        });
        return notes.finding();
    }
}
