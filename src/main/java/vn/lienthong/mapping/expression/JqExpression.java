package vn.lienthong.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled jq expression that yields one single value. Immutable and safe for any number of threads; the same record
 * always gives the same value.
 */
public final class JqExpression {

    private final Expression expression;
    private final List<Read> reads;
    private final List<Read> reach;

    private JqExpression(Expression expression, List<Read> reads, List<Read> reach) {
        this.expression = expression;
        this.reads = reads;
        this.reach = reach;
    }

    /**
     * What is wrong with an expression.
     *
     * @param code {@code mapping.expr-syntax}
     * @param line within the expression, from 1; so is column
     */
    public record Flaw(String code, int line, int column, Map<String, String> details) {}

    /** @param expression null if there are flaws */
    public record Compiled(@Nullable JqExpression expression, List<Flaw> flaws) {}

    /**
     * A field of the record that the expression names.
     *
     * @param fromRecord named from the whole record ({@code $record.…}), not from {@code .}
     */
    public record Read(boolean fromRecord, List<String> steps) {}

    /** The expression has no value for this record, and that is wrong; details never quote the record. */
    public static final class Failed extends Exception {

        private final String code;
        private final transient Map<String, String> details;

        Failed(String code, Map<String, String> details) {
            super(code, null, false, false);
            this.code = code;
            this.details = details;
        }

        /** {@code mapping.expr-failed}. */
        public String code() {
            return code;
        }

        public Map<String, String> details() {
            return details;
        }
    }

    /** Compiles the expression, or says everything that is wrong with it. */
    public static Compiled compile(String text) {
        Compiler compiler = new Compiler(text);
        Expression compiled = compiler.compile();
        return new Compiled(
                compiled == null ? null : new JqExpression(compiled, compiler.reads(), compiler.reach()),
                List.copyOf(compiler.flaws()));
    }

    /** Fields it names literally, each once; what it reaches by computed names is not among them. */
    public List<Read> reads() {
        return reads;
    }

    /**
     * What of the record it may look at, at most, with all that is within: what it names, and whole objects where it does not
     * name a field. An empty path is all that {@code .} is, or the whole record.
     */
    public List<Read> reach() {
        return reach;
    }

    /**
     * The value for a part of a record: a String, Boolean, Long or BigDecimal; null if it yields nothing or null.
     *
     * @param node what {@code .} is
     * @throws Failed if it fails, yields several values or no single one, or costs too much
     */
    public @Nullable Object value(JsonNode node, Input input) throws Failed {
        Scope scope = Scope.newChildScope(Language.scope());
        scope.setValue("record", input::record);
        List<com.fasterxml.jackson.databind.JsonNode> found = new ArrayList<>(1);
        try {
            Meter.run(() -> expression.apply(scope, input.of(node), found::add));
        } catch (Meter.Exceeded | StackOverflowError tooMuch) {
            throw new Failed("mapping.expr-too-costly", Map.of());
        } catch (JsonQueryException wrong) {
            throw new Failed("mapping.expr-failed", Map.of("why", Wording.of(wrong)));
        }
        return single(found);
    }

    private static @Nullable Object single(List<com.fasterxml.jackson.databind.JsonNode> found) throws Failed {
        if (found.size() > 1) {
            throw new Failed("mapping.expr-several-values", Map.of("count", String.valueOf(found.size())));
        }
        com.fasterxml.jackson.databind.JsonNode value = found.isEmpty() ? null : found.getFirst();
        if (value == null || value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new Failed("mapping.expr-no-single-value", Map.of("found", value.isArray() ? "array" : "object"));
        }
        return scalar(value);
    }

    private static Object scalar(com.fasterxml.jackson.databind.JsonNode value) throws Failed {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (!value.isNumber()) {
            return value.asText();
        }
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            throw new Failed("mapping.expr-failed", Map.of("why", "number"));
        }
        return value.decimalValue();
    }
}
