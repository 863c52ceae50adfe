package vn.lienthong.mapping.crosswalk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.mapping.code.CodeRow;
import vn.lienthong.mapping.code.CodeTable;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.file.Similarity;

/**
 * What a code without a pair may become, by likeness of names: to those of the right side's table, and to codes that have
 * a pair already. Never more than a suggestion: nothing applies it.
 */
public final class PairSuggestions {

    private static final int MOST = 3;

    /**
     * @param becomes a code of the right side
     * @param name what its table calls it; empty if it says nothing
     * @param like the words it was found by
     * @param likeness from 0 to 1
     */
    public record Suggested(String becomes, String name, String like, double likeness) {}

    private PairSuggestions() {}

    /** The likeliest first; empty if nothing is like it. */
    public static List<Suggested> of(Crosswalk crosswalk, String code) {
        CodeTable from = crosswalk.head().from();
        CodeTable to = crosswalk.head().to();
        String name = from == null || from.nameOf(code).isEmpty() ? code : from.nameOf(code);
        Map<String, Suggested> best = new HashMap<>();
        if (to != null) {
            to.all().forEach(each -> take(best, each, to.nameOf(each), to.nameOf(each), name));
        }
        for (CodeRow row : crosswalk.rows()) {
            take(best, row.second(), to == null ? "" : to.nameOf(row.second()), row.code(), name);
        }
        return best.values().stream()
                .filter(each -> each.likeness() >= Similarity.POSSIBLE)
                .sorted(Comparator.comparingDouble(Suggested::likeness)
                        .reversed()
                        .thenComparing(Suggested::becomes))
                .limit(MOST)
                .toList();
    }

    private static void take(Map<String, Suggested> best, String becomes, String name, String like, String wanted) {
        Suggested found = new Suggested(becomes, name, like, Similarity.of(wanted, like));
        best.merge(becomes, found, (one, other) -> one.likeness() >= other.likeness() ? one : other);
    }
}
