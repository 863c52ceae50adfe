package vn.lienthong.mapping.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.source.SourceObject;

/**
 * What the jq expressions of a mapping cost, measured over the records of its cases: a figure to compare by, on this machine
 * and at this hour. It is for people to look at, never for a check.
 *
 * @param fields the target fields that use {@code expr}, with the lines of their rules
 * @param ofFields how many fields have a rule at all
 * @param expressions microseconds a record spends in expressions
 * @param whole microseconds to map a record
 */
public record ExpressionCost(String mapping, List<String> fields, int ofFields, double expressions, double whole) {

    /** Whether a mapping has such fields. */
    public static boolean isOwed(RecordMapping mapping) {
        return FieldsCompiler.flat(mapping.rules().all()).stream().anyMatch(ExpressionCost::computes);
    }

    /**
     * Null if no field uses {@code expr}, or there is no record to measure with.
     *
     * @param time what the measurement may take; most of it goes into warming up
     */
    public static @Nullable ExpressionCost of(RecordMapping mapping, List<SourceObject> records, Duration time) {
        List<Rule> rules = FieldsCompiler.flat(mapping.rules().all());
        List<String> fields = rules.stream()
                .filter(ExpressionCost::computes)
                .map(rule -> rule.name() + " " + rule.spot())
                .toList();
        if (fields.isEmpty() || records.isEmpty()) {
            return null;
        }
        long measured = time.toNanos() / 3;
        measured(mapping, records, time.toNanos() - measured);
        Stopwatch watch = measured(mapping, records, measured);
        double micros = 1000.0 * watch.mapped;
        return new ExpressionCost(
                mapping.name(), fields, rules.size(), watch.computing / micros, watch.mapping / micros);
    }

    private static boolean computes(Rule rule) {
        Rule value = rule instanceof Rule.Each each ? each.rules().singleValue() : rule;
        return value instanceof Rule.Scalar scalar && scalar.extraction().source() instanceof ValueSource.Computed;
    }

    private static Stopwatch measured(RecordMapping mapping, List<SourceObject> records, long nanos) {
        Stopwatch watch = new Stopwatch();
        SourceRecord none = new SourceRecord(new byte[0], "application/json");
        long end = System.nanoTime() + nanos;
        do {
            for (SourceObject record : records) {
                long begun = System.nanoTime();
                mapping.map(record, none, watch);
                watch.mapping += System.nanoTime() - begun;
                watch.mapped++;
            }
        } while (System.nanoTime() < end);
        return watch;
    }

    /** Takes the time of expressions while records are mapped. */
    private static final class Stopwatch extends Trail {

        private long begun;
        private long computing;
        private long mapping;
        private long mapped;

        @Override
        void beginComputing() {
            begun = System.nanoTime();
        }

        @Override
        void endComputing() {
            computing += System.nanoTime() - begun;
        }
    }

    /** {@code npsp/dossier: 1 of 41 fields uses expr (… mapping.yaml:31): 3.1 of 24.0 µs a record, 13 %}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d fields %s expr (%s): %.1f of %.1f µs a record, %.0f %%",
                mapping,
                fields.size(),
                ofFields,
                fields.size() == 1 ? "uses" : "use",
                String.join(", ", fields),
                expressions,
                whole,
                100 * expressions / whole);
    }
}
