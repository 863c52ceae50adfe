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
 * @param files the definition files it came from
 */
public record CodeTable(String name, Map<String, List<Period>> codes, Set<String> files) {

    /** Whether the table holds the code on that day, or on any day if none is given. */
    public boolean has(String code, @Nullable LocalDate day) {
        List<Period> periods = codes.get(code);
        return periods != null && (day == null || periods.stream().anyMatch(period -> period.covers(day)));
    }

    public Collection<String> all() {
        return codes.keySet();
    }
}
