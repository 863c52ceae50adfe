package vn.lienthong.mapping.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/**
 * Pairs between two code tables.
 *
 * @param rows in the order of the file
 * @param pairs the same by code
 * @param files the definition files it and its code tables came from
 */
public record Crosswalk(Head head, List<CodeRow> rows, Map<String, List<Pair>> pairs, Set<String> files) {

    /**
     * What a crosswalk says of itself.
     *
     * @param file the file that declares it, within the mappings folder
     * @param from the code table of the left side, if there is one; so with {@code to}
     * @param otherwise what a code without a pair becomes; null: it has no right answer
     */
    public record Head(
            String name,
            Spot spot,
            String file,
            String summary,
            @Nullable CodeTable from,
            @Nullable CodeTable to,
            @Nullable String otherwise) {}

    /** What a code becomes, when, and the line that says so. */
    public record Pair(Spot spot, String becomes, Period period) {}

    static Crosswalk of(Head head, List<CodeRow> rows, Set<String> files) {
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (CodeRow row : rows) {
            pairs.computeIfAbsent(row.code(), code -> new ArrayList<>())
                    .add(new Pair(row.spot(), row.second(), row.period()));
        }
        return new Crosswalk(head, List.copyOf(rows), pairs, files);
    }

    public String name() {
        return head.name();
    }

    /** What a code without a pair becomes; null: it has no right answer. */
    public @Nullable String otherwise() {
        return head.otherwise();
    }

    /**
     * The pair of a code on that day. Without a day, a code that became different things at different times has no answer.
     * Null: no pair.
     */
    public @Nullable Pair find(String code, @Nullable LocalDate day) {
        List<Pair> candidates = pairs.get(code);
        if (candidates == null) {
            return null;
        }
        if (candidates.size() == 1 && candidates.getFirst().period().isAlways()) {
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

    /** The same crosswalk read from right to left. Codes of {@link #ambiguous} have no answer then; {@code otherwise} has none. */
    public Crosswalk reversed() {
        Head back = new Head(head.name(), head.spot(), head.file(), head.summary(), head.to(), head.from(), null);
        return of(
                back,
                rows.stream()
                        .map(row -> new CodeRow(row.spot(), row.second(), row.code(), row.period(), row.note()))
                        .toList(),
                files);
    }

    /** Codes of the right side that more than one code becomes on the same day: read backwards, they mean nothing certain. */
    public List<String> ambiguous() {
        return reversed().pairs().entrySet().stream()
                .filter(entry -> overlap(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean overlap(List<Pair> same) {
        for (int i = 1; i < same.size(); i++) {
            Pair pair = same.get(i);
            if (same.subList(0, i).stream().anyMatch(other -> other.period().overlaps(pair.period()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some pairs hold on some days only. */
    public boolean isDated() {
        return rows.stream().anyMatch(row -> !row.period().isAlways());
    }

    /** Everything a code may become. */
    public Set<String> results() {
        Set<String> results = new TreeSet<>();
        rows.forEach(row -> results.add(row.second()));
        String otherwise = otherwise();
        if (otherwise != null) {
            results.add(otherwise);
        }
        return results;
    }

    public Collection<String> codes() {
        return pairs.keySet();
    }
}
