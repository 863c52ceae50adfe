package vn.lienthong.mapping.code;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;

/** All code tables and crosswalks of one look at the folder. One that has a fault is known, and refused to whoever uses it. */
public final class Codes {

    private final Map<String, CodeTable> tables = new HashMap<>();
    private final Map<String, Crosswalk> crosswalks = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    void add(CodeTable table, boolean good, Spot spot, Faults faults) {
        if (tables.putIfAbsent(table.name(), table) != null) {
            faults.add("mapping.duplicate-name", spot, table.name());
            broken.add("table " + table.name());
        }
        if (!good) {
            broken.add("table " + table.name());
        }
    }

    void add(Crosswalk crosswalk, boolean good, Faults faults) {
        if (crosswalks.putIfAbsent(crosswalk.name(), crosswalk) != null) {
            faults.add("mapping.duplicate-name", crosswalk.head().spot(), crosswalk.name());
            broken.add("crosswalk " + crosswalk.name());
        }
        if (!good) {
            broken.add("crosswalk " + crosswalk.name());
        }
    }

    /** Every crosswalk without a fault, by name. */
    public List<Crosswalk> crosswalks() {
        return crosswalks.values().stream()
                .filter(crosswalk -> !broken.contains("crosswalk " + crosswalk.name()))
                .sorted(Comparator.comparing(Crosswalk::name))
                .toList();
    }

    /** The code table of that name, or null with a fault at the place that asked for it. */
    public @Nullable CodeTable table(String name, Spot asked, Faults faults) {
        return find(tables, name, "table ", "mapping.unknown-code-table", asked, faults);
    }

    /** The crosswalk of that name, or null with a fault at the place that asked for it. */
    public @Nullable Crosswalk crosswalk(String name, Spot asked, Faults faults) {
        return find(crosswalks, name, "crosswalk ", "mapping.unknown-crosswalk", asked, faults);
    }

    private <T> @Nullable T find(
            Map<String, T> known, String name, String kind, String code, Spot asked, Faults faults) {
        T found = known.get(name);
        if (found == null) {
            faults.add(Problem.of(code)
                    .at(asked.place())
                    .with("name", name)
                    .with("hint", Suggestion.of(name, known.keySet())));
        } else if (broken.contains(kind + name)) {
            faults.add(Problem.of("mapping.uses-broken").at(asked.place()).with("name", name));
            return null;
        }
        return found;
    }
}
