package vn.lienthong.mapping.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.dossier.Problem;

/** What a reader passed over as its source declares, for the report: how many rows of each kind, and where. */
final class PassedOver {

    private static final int NAMED = 20;

    private static final class Kind {

        private long count;
        private final List<String> rows = new ArrayList<>();
    }

    private final String place;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final List<Problem> others = new ArrayList<>();

    /** @param place of the table: its sheet; empty: the file itself */
    PassedOver(String place) {
        this.place = place;
    }

    void row(String code, long number) {
        Kind kind = kinds.computeIfAbsent(code, fresh -> new Kind());
        kind.count++;
        if (kind.rows.size() < NAMED) {
            kind.rows.add(Long.toString(number));
        }
    }

    void other(Problem problem) {
        others.add(problem);
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(others);
        kinds.forEach((code, kind) -> all.add(Problem.of(code)
                .at(place.isEmpty() ? null : place)
                .with("count", Long.toString(kind.count))
                .with("rows", String.join(", ", kind.rows) + (kind.count > NAMED ? ", …" : ""))));
        return List.copyOf(all);
    }
}
