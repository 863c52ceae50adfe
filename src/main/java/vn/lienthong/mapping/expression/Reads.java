package vn.lienthong.mapping.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.expression.JqExpression.Read;

/**
 * Finds the fields of the record an expression names. It follows {@code .}, the pipe and variables; where a value was made
 * or reached by a computed name, what is read of it is not known, and nothing is noted.
 */
final class Reads {

    private static final Read HERE = new Read(false, List.of());
    private static final Read RECORD = new Read(true, List.of());

    /** Functions that hand on what they are given, or some of it. */
    private static final Set<String> SIEVES = Set.of(
            "select",
            "values",
            "arrays",
            "objects",
            "strings",
            "sort",
            "sort_by",
            "reverse",
            "unique",
            "unique_by",
            "min_by",
            "max_by",
            "first",
            "last",
            "nth");

    private final Set<Read> found = new LinkedHashSet<>();
    private final Map<String, Read> variables = new HashMap<>(Map.of("record", RECORD));

    static List<Read> of(Object root) {
        Reads reads = new Reads();
        reads.collect(root, HERE);
        return List.copyOf(reads.found);
    }

    /** @param here what {@code .} is; null: not a part of the record as it came */
    private void collect(Object node, @Nullable Read here) {
        switch (SyntaxTree.kind(node)) {
            case "PipedQuery" -> pipe(SyntaxTree.parts(node), here);
            case "FunctionCall" -> call(node, here);
            case "ReduceExpression", "ForeachExpression" -> loop(node, here);
            case "TryCatch" -> {
                inside(node, "tryExpr", here);
                inside(node, "catchExpr", null);
            }
            case "IdentifierFieldAccess", "StringFieldAccess", "BracketFieldAccess", "BracketExtractFieldAccess" ->
                field(node, here);
            default -> SyntaxTree.parts(node).forEach(part -> collect(part, here));
        }
    }

    private void pipe(List<Object> components, @Nullable Read here) {
        Read flowing = here;
        for (Object component : components) {
            Object expression = SyntaxTree.part(component, "expr");
            if (expression == null) {
                continue;
            }
            collect(expression, flowing);
            Read becomes = chain(expression, flowing);
            Object matcher = SyntaxTree.part(component, "matcher");
            if (matcher == null) {
                flowing = becomes;
            } else {
                bind(matcher, becomes);
            }
        }
    }

    /** The condition of {@code any(items; condition)} sees one item. */
    private void call(Object node, @Nullable Read here) {
        List<Expression> arguments = Metering.arguments(node);
        boolean ofItems = arguments.size() == 2 && Set.of("any", "all").contains(name(node));
        for (int i = 0; i < arguments.size(); i++) {
            collect(arguments.get(i), ofItems && i == 1 ? chain(arguments.getFirst(), here) : here);
        }
    }

    private void loop(Object node, @Nullable Read here) {
        Object items = SyntaxTree.part(node, "iterExpr");
        Object matcher = SyntaxTree.part(node, "matcher");
        if (items != null && matcher != null) {
            collect(items, here);
            bind(matcher, chain(items, here));
        }
        inside(node, "initExpr", here);
        for (String part : List.of("reduceExpr", "updateExpr", "extractExpr")) {
            inside(node, part, null);
        }
    }

    private void bind(Object matcher, @Nullable Read value) {
        if (value != null && SyntaxTree.kind(matcher).equals("ValueMatcher")) {
            variables.put(name(matcher), value);
        }
    }

    private void inside(Object node, String part, @Nullable Read here) {
        Object expression = SyntaxTree.part(node, part);
        if (expression != null) {
            collect(expression, here);
        }
    }

    private void field(Object node, @Nullable Read here) {
        Read chain = chain(node, here);
        if (chain != null && !chain.steps().isEmpty()) {
            found.add(chain);
        }
        for (Object part : SyntaxTree.parts(node)) {
            if (part != SyntaxTree.part(node, "target") || chain == null) {
                collect(part, here);
            } else if (SyntaxTree.part(part, "target") != null) {
                indices(part, here);
            }
        }
    }

    /** What stands in the brackets of the steps before the last one. */
    private void indices(Object target, @Nullable Read here) {
        for (Object part : SyntaxTree.parts(target)) {
            if (part == SyntaxTree.part(target, "target")) {
                indices(part, here);
            } else {
                collect(part, here);
            }
        }
    }

    /** The part of the record a node stands for; null if it is none, or not known beforehand. */
    private @Nullable Read chain(@Nullable Object node, @Nullable Read here) {
        if (node == null) {
            return null;
        }
        Object target = SyntaxTree.part(node, "target");
        return switch (SyntaxTree.kind(node)) {
            case "ThisObject" -> here;
            case "VariableAccess" -> variables.get(name(node));
            case "Question" -> chain(SyntaxTree.part(node, "tryExpr"), here);
            case "FunctionCall" -> sieved(node, here);
            case "IdentifierFieldAccess" -> step(chain(target, here), SyntaxTree.part(node, "field"));
            case "StringFieldAccess" -> step(chain(target, here), literal(SyntaxTree.part(node, "field")));
            case "BracketFieldAccess" -> step(chain(target, here), literal(SyntaxTree.part(node, "startExpr")));
            case "BracketExtractFieldAccess" -> chain(target, here);
            default -> null;
        };
    }

    private @Nullable Read sieved(Object call, @Nullable Read here) {
        List<Expression> arguments = Metering.arguments(call);
        boolean ofArgument =
                !arguments.isEmpty() && Set.of("first", "last", "limit").contains(name(call));
        if (ofArgument) {
            return chain(arguments.getLast(), here);
        }
        return SIEVES.contains(name(call)) ? here : null;
    }

    private static String name(Object node) {
        return String.valueOf(SyntaxTree.part(node, "name"));
    }

    /** A list's elements, and what a computed name leads to, count as the list or object itself. */
    private static @Nullable Read step(@Nullable Read before, @Nullable Object name) {
        if (before == null || name == null) {
            return before;
        }
        List<String> steps = new ArrayList<>(before.steps());
        steps.add(name.toString());
        return new Read(before.fromRecord(), List.copyOf(steps));
    }

    private static @Nullable String literal(@Nullable Object node) {
        return node != null && SyntaxTree.kind(node).equals("StringLiteral") ? Language.text(node) : null;
    }
}
