package vn.lienthong.mapping.code;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of codes.
 *
 * @param rows by code, in the order of the file; a code that held at several times has several
 * @param files the definition files it came from
 */
public record CodeTable(String name, Map<String, List<CodeRow>> rows, Set<String> files) {

    /** Whether the table holds the code on that day, or on any day if none is given. */
    public boolean has(String code, @Nullable LocalDate day) {
        List<CodeRow> found = rows.get(code);
        return found != null
                && (day == null || found.stream().anyMatch(row -> row.period().covers(day)));
    }

    /** Whether some codes hold on some days only. */
    public boolean isDated() {
        return rows.values().stream()
                .flatMap(List::stream)
                .anyMatch(row -> !row.period().isAlways());
    }

    /** Whether one row of the code holds on every day of the period. */
    boolean holdsThroughout(String code, Period period) {
        return rows.getOrDefault(code, List.of()).stream()
                .anyMatch(row -> row.period().contains(period));
    }

    /** What the table calls the code; the last name, if it had several; empty if it says none. */
    public String nameOf(String code) {
        List<CodeRow> found = rows.getOrDefault(code, List.of());
        return found.isEmpty() ? "" : found.getLast().second();
    }

    public Collection<String> all() {
        return rows.keySet();
    }
}
