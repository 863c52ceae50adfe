package vn.lienthong.mapping.expression;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Expression;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.expression.JqExpression.Read;

/**
 * Finds what of the record an expression may look at, at most. Only a step by a literal name narrows that down; where a
 * part of the record goes anywhere else, into a function, an operator or the result, all that is in it counts. {@link Reads}
 * says what an expression names, for people; this errs on the side of too much.
 */
final class Reach {

    private static final Read HERE = new Read(false, List.of());

    /** Functions that look at their arguments only, not at what is handed to them. */
    private static final Set<String> OF_ARGUMENTS = Set.of(
            "first/1", "last/1", "limit/2", "any/2", "all/2", "empty/0", "error/1", "range/1", "range/2", "range/3");

    /** Functions that look at no more than the type of what they hand on. */
    private static final Set<String> OF_TYPES = Set.of(
            "values/0",
            "nulls/0",
            "strings/0",
            "numbers/0",
            "booleans/0",
            "scalars/0",
            "arrays/0",
            "objects/0",
            "iterables/0");

    private final Set<Read> found = new LinkedHashSet<>();
    private Map<String, Read> variables = Map.of("record", new Read(true, List.of()));

    private Reach() {}

    /** An empty path stands for all that {@code .} is, or for the whole record. */
    static List<Read> of(Object root) {
        Reach reach = new Reach();
        reach.use(root, HERE);
        return List.copyOf(reach.found);
    }

    /** @param here what {@code .} is; null: something made, whose makings have been noted */
    private void use(@Nullable Object node, @Nullable Read here) {
        if (node != null) {
            note(value(node, here));
        }
    }

    private void note(@Nullable Read part) {
        if (part != null) {
            found.add(part);
        }
    }

    /** The part of the record that a node yields as it is, not noted yet; null if what it yields has been noted. */
    private @Nullable Read value(Object node, @Nullable Read here) {
        return switch (SyntaxTree.kind(node)) {
            case "ThisObject" -> here;
            case "VariableAccess" -> variables.get(name(node));
            case "TopLevelExpression" -> value(part(node, "expr"), here);
            case "Question" -> value(part(node, "tryExpr"), here);
            case "PipedQuery" -> pipe(SyntaxTree.parts(node), here);
            case "IdentifierFieldAccess" -> step(node, SyntaxTree.part(node, "field"), here);
            case "StringFieldAccess" -> step(node, literal(SyntaxTree.part(node, "field")), here);
            case "BracketFieldAccess" -> step(node, literal(SyntaxTree.part(node, "startExpr")), here);
            case "FunctionCall" -> call(node, here);
            default -> {
                whole(node, here);
                yield null;
            }
        };
    }

    private void whole(Object node, @Nullable Read here) {
        switch (SyntaxTree.kind(node)) {
            case "RecursionOperator", "FormattingFilter" -> note(here);
            case "ReduceExpression", "ForeachExpression" -> loop(node, here);
            case "IdentifierKeyFieldConstruction", "StringKeyFieldConstruction" -> shorthand(node, here);
            case "VariableKeyFieldConstruction" -> note(variables.get(name(node)));
            case "TryCatch" -> {
                use(SyntaxTree.part(node, "tryExpr"), here);
                use(SyntaxTree.part(node, "catchExpr"), null);
            }
            default -> SyntaxTree.parts(node).forEach(part -> use(part, here));
        }
    }

    private @Nullable Read pipe(List<Object> components, @Nullable Read here) {
        Map<String, Read> outer = variables;
        Read flowing = here;
        for (Object component : components) {
            Object expression = SyntaxTree.part(component, "expr");
            Object matcher = SyntaxTree.part(component, "matcher");
            if (matcher != null) {
                bind(matcher, value(part(component, "expr"), flowing), flowing);
            } else if (expression != null) {
                flowing = value(expression, flowing);
            }
        }
        variables = outer;
        return flowing;
    }

    /** {@code .name} of a part is a part; what any other bracket leads to is the whole it is taken from. */
    private @Nullable Read step(Object node, @Nullable Object name, @Nullable Read here) {
        Object target = part(node, "target");
        if (name == null) {
            use(target, here);
            use(SyntaxTree.part(node, "startExpr"), here);
            use(SyntaxTree.part(node, "endExpr"), here);
            return null;
        }
        return inside(value(target, here), name);
    }

    private @Nullable Read call(Object node, @Nullable Read here) {
        List<Expression> arguments = Metering.arguments(node);
        String function = name(node) + "/" + arguments.size();
        if (function.equals("select/1")) {
            arguments.forEach(each -> use(each, here));
            return here;
        }
        if (OF_TYPES.contains(function)) {
            return here;
        }
        boolean ofArguments = OF_ARGUMENTS.contains(function);
        if (!ofArguments) {
            note(here);
        }
        boolean ofItems = function.equals("any/2") || function.equals("all/2");
        for (int i = 0; i < arguments.size(); i++) {
            use(arguments.get(i), ofArguments && !(ofItems && i == 1) ? here : null);
        }
        return null;
    }

    private void loop(Object node, @Nullable Read here) {
        Map<String, Read> outer = variables;
        bind(part(node, "matcher"), value(part(node, "iterExpr"), here), here);
        use(SyntaxTree.part(node, "initExpr"), here);
        Stream.of("reduceExpr", "updateExpr", "extractExpr").forEach(part -> use(SyntaxTree.part(node, part), null));
        variables = outer;
    }

    /** A value that is taken apart as it is bound counts as a whole, and so does what the pattern may look at. */
    private void bind(Object matcher, @Nullable Read value, @Nullable Read here) {
        if (SyntaxTree.kind(matcher).equals("ValueMatcher")) {
            bind(name(matcher), value);
        } else {
            note(value);
            note(here);
            SyntaxTree.walk(matcher, this::bindAnew);
        }
    }

    private void bindAnew(Object matcher) {
        Object name = SyntaxTree.part(matcher, "name");
        bind(name instanceof String text ? text : String.valueOf(literal(name)), null);
    }

    private void bind(String name, @Nullable Read value) {
        Map<String, Read> inner = new HashMap<>(variables);
        inner.remove(name);
        if (value != null) {
            inner.put(name, value);
        }
        variables = inner;
    }

    /** {@code {name}} is {@code {name: .name}}. */
    private void shorthand(Object node, @Nullable Read here) {
        Object value = SyntaxTree.part(node, "value");
        Object key = SyntaxTree.part(node, "key");
        if (value != null) {
            use(value, here);
        } else {
            Object name = key instanceof String ? key : literal(key);
            note(name == null ? here : inside(here, name));
        }
    }

    private static @Nullable Read inside(@Nullable Read before, Object name) {
        return before == null
                ? null
                : new Read(
                        before.fromRecord(),
                        Stream.concat(before.steps().stream(), Stream.of(name.toString()))
                                .toList());
    }

    private static Object part(Object node, String name) {
        Object part = SyntaxTree.part(node, name);
        if (part == null) {
            throw new IllegalStateException(SyntaxTree.kind(node) + " without " + name);
        }
        return part;
    }

    private static String name(Object node) {
        return String.valueOf(SyntaxTree.part(node, "name"));
    }

    private static @Nullable String literal(@Nullable Object node) {
        return node != null && SyntaxTree.kind(node).equals("StringLiteral") ? Language.text(node) : null;
    }
}
