package vn.lienthong.mapping.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields of the source some rule reads, or the mapping lists as {@code unused}. Lists add no step of their own. */
final class SourceFields {

    private final Map<String, SourceFields> inner = new HashMap<>();
    private boolean taken;

    void take(List<String> steps) {
        SourceFields at = this;
        for (String step : steps) {
            at = at.inner.computeIfAbsent(step, name -> new SourceFields());
        }
        at.taken = true;
    }

    boolean isTaken() {
        return taken;
    }

    @Nullable
    SourceFields inner(String name) {
        return inner.get(name);
    }

    Map<String, SourceFields> inner() {
        return inner;
    }
}
