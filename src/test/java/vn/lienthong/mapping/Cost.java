package vn.lienthong.mapping;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** What one call of a benchmark took, in time and in bytes allocated. */
record Cost(double micros, double bytes) {

    static Cost of(Collection<RunResult> results, String benchmark) {
        return of(results.stream()
                .filter(each -> each.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow());
    }

    static Cost of(RunResult result) {
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(each -> each.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(each -> each.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
        return new Cost(result.getPrimaryResult().getScore(), bytes);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f µs and %.0f B", micros, bytes);
    }
}
