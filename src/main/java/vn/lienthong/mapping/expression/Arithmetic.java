package vn.lienthong.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.operators.MinusOperator;
import net.thisptr.jackson.jq.internal.operators.MultiplyOperator;
import net.thisptr.jackson.jq.internal.operators.PlusOperator;
import net.thisptr.jackson.jq.path.Path;

/**
 * {@code +}, {@code -} and {@code *}. The library's own make a double of every number and let whole ones overflow; amounts of
 * money must stay what they are, so numbers are exact here. And a text is not multiplied: it would fill the memory.
 */
record Arithmetic(Expression left, Expression right, Sign sign) implements Expression {

    /** More digits than any amount has; beyond them numbers would grow with every step. */
    private static final int MOST_DIGITS = 60;

    enum Sign {
        PLUS(new PlusOperator()),
        MINUS(new MinusOperator()),
        TIMES(new MultiplyOperator());

        private final BinaryOperator library;

        Sign(BinaryOperator library) {
            this.library = library;
        }
    }

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        right.apply(
                scope,
                in,
                second -> left.apply(
                        scope, in, first -> output.emit(result(scope.getObjectMapper(), first, second), null)));
    }

    private JsonNode result(ObjectMapper mapper, JsonNode first, JsonNode second) throws JsonQueryException {
        if (isExact(first) && isExact(second)) {
            return number(exact(first.decimalValue(), second.decimalValue()));
        }
        if (sign == Sign.TIMES && (first.isTextual() || second.isTextual())) {
            throw new JsonQueryException("string cannot be multiplied");
        }
        return sign.library.apply(mapper, first, second);
    }

    private static boolean isExact(JsonNode node) {
        return node.isNumber() && (!node.isFloatingPointNumber() || Double.isFinite(node.doubleValue()));
    }

    private BigDecimal exact(BigDecimal first, BigDecimal second) {
        return switch (sign) {
            case PLUS -> first.add(second);
            case MINUS -> first.subtract(second);
            case TIMES -> first.multiply(second);
        };
    }

    private static JsonNode number(BigDecimal value) throws JsonQueryException {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (plain.precision() > MOST_DIGITS || Math.abs((long) plain.scale()) > MOST_DIGITS) {
            throw new JsonQueryException("number cannot be added or multiplied");
        }
        return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
                ? LongNode.valueOf(plain.longValueExact())
                : DecimalNode.valueOf(plain);
    }
}
