package vn.lienthong.mapping.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Expression;

/**
 * Puts, in the place of each part of an expression, the same one counted; in the place of regular expressions and of
 * arithmetic our own.
 *
 * @param patterns by the calls that use them, compiled beforehand
 */
record Metering(Map<Expression, Pattern> patterns) implements UnaryOperator<Expression> {

    /** They hand on what is there once, and others look for them by their class. */
    private static final Set<String> AS_THEY_ARE = Set.of(
            "StringLiteral",
            "LongLiteral",
            "DoubleLiteral",
            "BooleanLiteral",
            "NullLiteral",
            "ThisObject",
            "VariableAccess");

    private static final Set<String> MAKE_VALUES = Set.of(
            "StringInterpolation",
            "FormattingFilter",
            "ArrayConstruction",
            "ObjectConstruction",
            "DivideExpression",
            "ModuloExpression");

    @Override
    public Expression apply(Expression part) {
        String kind = SyntaxTree.kind(part);
        return switch (kind) {
            case "FunctionCall" -> call(part);
            case "PlusExpression" -> arithmetic(part, Arithmetic.Sign.PLUS);
            case "MinusExpression" -> arithmetic(part, Arithmetic.Sign.MINUS);
            case "MultiplyExpression" -> arithmetic(part, Arithmetic.Sign.TIMES);
            default -> AS_THEY_ARE.contains(kind) ? part : new Metered(part, MAKE_VALUES.contains(kind));
        };
    }

    private Expression call(Expression part) {
        List<Expression> arguments = arguments(part);
        String function = SyntaxTree.part(part, "name") + "/" + arguments.size();
        Pattern pattern = patterns.get(part);
        return pattern == null
                ? new Metered(part, Language.isBuiltIn(function))
                : new Metered(new RegexCall(function, pattern, arguments), true);
    }

    @SuppressWarnings("unchecked") // the library's own type
    static List<Expression> arguments(Object call) {
        Object arguments = SyntaxTree.part(call, "args");
        return arguments == null ? List.of() : (List<Expression>) arguments;
    }

    private static Expression arithmetic(Expression part, Arithmetic.Sign sign) {
        Expression left = (Expression) Objects.requireNonNull(SyntaxTree.part(part, "lhs"));
        Expression right = (Expression) Objects.requireNonNull(SyntaxTree.part(part, "rhs"));
        return new Metered(new Arithmetic(left, right, sign), true);
    }
}
