package vn.lienthong.npsp;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;

/**
 * A dossier as it would be sent, against what the portal tells of its own. How the portal lays out its row is not public
 * (npsp 7.1), so its names are compared without regard to case and underscores ({@code MA_HO_SO} is {@code MaHoSo}), and a
 * field it does not tell is counted and not guessed about.
 *
 * @param changes the fields both have, with different values
 * @param same how many fields both have with the same value
 * @param untold how many fields the portal says nothing of
 */
record Comparison(List<Attempt.Change> changes, int same, int untold) {

    Comparison {
        changes = List.copyOf(changes);
    }

    static Comparison of(JsonNode record, JsonNode row) {
        Map<String, JsonNode> told = new HashMap<>();
        row.propertyStream().forEach(field -> told.put(plain(field.getKey()), field.getValue()));
        List<Attempt.Change> changes = new ArrayList<>();
        int same = 0;
        int untold = 0;
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            JsonNode there = told.get(plain(field.getKey()));
            if (there == null) {
                untold++;
            } else if (text(there).equals(text(field.getValue()))) {
                same++;
            } else {
                changes.add(new Attempt.Change(field.getKey(), text(there), text(field.getValue())));
            }
        }
        return new Comparison(changes, same, untold);
    }

    /** In numbers and names of fields; values are personal data. */
    Problem report() {
        NpspProblem what = changes.isEmpty() ? NpspProblem.SHADOW_CHANGES_NOTHING : NpspProblem.SHADOW_UPDATES;
        Problem report = what.problem().with("same", String.valueOf(same)).with("untold", String.valueOf(untold));
        return changes.isEmpty()
                ? report
                : report.with("changed", String.valueOf(changes.size())).with("fields", String.join(", ", names()));
    }

    private List<String> names() {
        return changes.stream().map(Attempt.Change::field).toList();
    }

    /** The portal writes the unknown as an empty text or list; {@code null} is the same. */
    private static String text(JsonNode value) {
        if (Lookup.isEmpty(value)) {
            return "";
        }
        String text = value.isContainer() ? value.toString() : value.asString();
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
