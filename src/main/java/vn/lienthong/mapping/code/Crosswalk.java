package vn.lienthong.mapping.code;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pairs between two code tables.
 *
 * @param otherwise what a code without a pair becomes; null: it has no right answer
 * @param files the definition files it and its code tables came from
 */
public record Crosswalk(
        String name,
        Map<String, List<Pair>> pairs,
        @Nullable String otherwise,
        Set<String> files) {

    record Pair(String becomes, Period period) {}

    /**
     * What the code becomes on that day. Without a day, a code that became different things at different times has no
     * answer. Null: no pair.
     */
    public @Nullable String find(String code, @Nullable LocalDate day) {
        List<Pair> candidates = pairs.get(code);
        if (candidates == null) {
            return null;
        }
        if (candidates.size() == 1 && candidates.getFirst().period().equals(Period.ALWAYS)) {
            return candidates.getFirst().becomes();
        }
        String found = null;
        for (Pair pair : candidates) {
            if (day == null || pair.period().covers(day)) {
                if (found != null && !found.equals(pair.becomes())) {
                    return null;
                }
                found = pair.becomes();
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
