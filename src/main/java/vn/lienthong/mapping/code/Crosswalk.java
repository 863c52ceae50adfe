package vn.lienthong.mapping.code;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/**
 * Pairs between two code tables.
 *
 * @param otherwise what a code without a pair becomes; null: it has no right answer
 * @param files the definition files it and its code tables came from
 */
public record Crosswalk(
        String name,
        Spot spot,
        Map<String, List<Pair>> pairs,
        @Nullable String otherwise,
        Set<String> files) {

    /** What a code becomes, when, and the line that says so. */
    public record Pair(Spot spot, String becomes, Period period) {}

    /**
     * What the code becomes on that day. Without a day, a code that became different things at different times has no
     * answer. Null: no pair.
     */
    public @Nullable Pair find(String code, @Nullable LocalDate day) {
        List<Pair> candidates = pairs.get(code);
        if (candidates == null) {
            return null;
        }
        if (candidates.size() == 1 && candidates.getFirst().period().equals(Period.ALWAYS)) {
            return candidates.getFirst();
        }
        Pair found = null;
        for (Pair pair : candidates) {
            if (day == null || pair.period().covers(day)) {
                if (found != null && !found.becomes().equals(pair.becomes())) {
                    return null;
                }
                found = pair;
            }
        }
        return found;
    }

    /** Whether some pairs hold on some days only. */
    public boolean isDated() {
        return pairs.values().stream()
                .flatMap(List::stream)
                .anyMatch(pair -> !pair.period().equals(Period.ALWAYS));
    }

    /** Everything a code may become. */
    public Set<String> results() {
        Set<String> results = new TreeSet<>();
        pairs.values().forEach(list -> list.forEach(pair -> results.add(pair.becomes())));
        if (otherwise != null) {
            results.add(otherwise);
        }
        return results;
    }

    public Collection<String> codes() {
        return pairs.keySet();
    }
}
