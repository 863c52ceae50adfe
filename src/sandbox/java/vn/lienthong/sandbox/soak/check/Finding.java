package vn.lienthong.sandbox.soak.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a promise's check found.
 *
 * @param examined how many things were looked at; nothing looked at proves nothing
 * @param violations each breach: what, where, and what should have been
 * @param counted what is allowed and yet worth knowing, by reason
 */
public record Finding(String promise, String says, long examined, List<String> violations, Map<String, Long> counted) {

    public Finding {
        violations = List.copyOf(violations);
        counted = Map.copyOf(counted);
    }

    /** Collects one promise's finding. */
    static final class Notes {

        private final Promise promise;
        private final List<String> violations = new ArrayList<>();
        private final Map<String, Long> counted = new TreeMap<>();
        private long examined;

        Notes(Promise promise) {
            this.promise = promise;
        }

        void examined() {
            examined++;
        }

        void examined(long many) {
            examined += many;
        }

        void violated(String what) {
            violations.add(what);
        }

        void count(String reason) {
            counted.merge(reason, 1L, Long::sum);
        }

        Finding finding() {
            return new Finding(promise.name(), promise.says(), examined, violations, counted);
        }
    }
}
