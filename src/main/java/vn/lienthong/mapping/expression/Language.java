package vn.lienthong.mapping.expression;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;

/**
 * The part of jq an expression may use. Whatever is not named here does not exist: what the library adds in another version
 * must be let in by hand.
 */
final class Language {

    static final Version VERSION = Versions.JQ_1_7;

    /** Functions of the library, written in Java: name and number of arguments. */
    private static final Set<String> BUILT_IN = words("""
            empty/0 error/0 error/1 not/0 length/0 utf8bytelength/0 type/0 tostring/0 tonumber/0 tojson/0 fromjson/0
            keys/0 keys_unsorted/0 has/1 to_entries/0 from_entries/0 reverse/0 sort_by/1 group_by/1 min_by/1 max_by/1
            range/1 range/2 range/3 floor/0 ceil/0 round/0
            join/1 split/1 startswith/1 endswith/1 ltrimstr/1 rtrimstr/1 explode/0 implode/0
            @html/0 @uri/0 @base64/0 @base64d/0
            """);

    /** Functions written in jq, as jq's own manual defines them. */
    private static final Map<String, String> WRITTEN = Map.ofEntries(
            Map.entry("@text", "tostring"),
            Map.entry("@json", "tojson"),
            Map.entry("select(f)", "if f then . else empty end"),
            Map.entry("map(f)", "[.[] | f]"),
            Map.entry("add", "reduce .[] as $item (null; . + $item)"),
            Map.entry("first", ".[0]"),
            Map.entry("last", ".[-1]"),
            Map.entry("nth(n)", "n as $n | .[$n]"),
            Map.entry("first(f)", "label $first | f | ., break $first"),
            Map.entry("last(f)", "reduce f as $item (null; $item)"),
            Map.entry(
                    "limit($n; f)",
                    "if $n <= 0 then empty else label $limit | foreach f as $item (0; . + 1;"
                            + " $item, if . >= $n then break $limit else empty end) end"),
            Map.entry("any(g; f)", "[label $out | g | f | if . then true, break $out else empty end] | length == 1"),
            Map.entry("any(f)", "any(.[]; f)"),
            Map.entry("any", "any(.[]; .)"),
            Map.entry("all(g; f)", "[label $out | g | f | if . then empty else true, break $out end] | length == 0"),
            Map.entry("all(f)", "all(.[]; f)"),
            Map.entry("all", "all(.[]; .)"),
            Map.entry("sort", "sort_by(.)"),
            Map.entry("min", "min_by(.)"),
            Map.entry("max", "max_by(.)"),
            Map.entry("unique", "group_by(.) | map(.[0])"),
            Map.entry("unique_by(f)", "group_by(f) | map(.[0])"),
            Map.entry("with_entries(f)", "to_entries | map(f) | from_entries"),
            Map.entry("recurse", ".."),
            Map.entry(
                    "flatten",
                    "if type == \"array\" then [.[] | if type == \"array\" then flatten[] else . end] else . end"),
            Map.entry("arrays", "select(type == \"array\")"),
            Map.entry("objects", "select(type == \"object\")"),
            Map.entry("iterables", "arrays, objects"),
            Map.entry("booleans", "select(type == \"boolean\")"),
            Map.entry("numbers", "select(type == \"number\")"),
            Map.entry("strings", "select(type == \"string\")"),
            Map.entry("nulls", "select(type == \"null\")"),
            Map.entry("values", "select(. != null)"),
            Map.entry("scalars", "select(type | . != \"array\" and . != \"object\")"),
            Map.entry("in(xs)", ". as $x | xs | has($x)"),
            Map.entry("ascii_downcase", "explode | map(if 65 <= . and . <= 90 then . + 32 else . end) | implode"),
            Map.entry("ascii_upcase", "explode | map(if 97 <= . and . <= 122 then . - 32 else . end) | implode"));

    private static final Set<String> FUNCTIONS = allFunctions();

    /** What jq has and an expression must not: the world outside, the clock, loops without an end, changes by path. */
    private static final Set<String> REFUSED = words("""
            env ENV input inputs input_filename input_line_number debug debug_scope stderr halt halt_error
            now localtime gmtime mktime todate fromdate todateiso8601 fromdateiso8601 dateadd datesub strftime strptime
            while until repeat recurse walk combinations infinite nan
            path paths leaf_paths getpath setpath delpaths del pick tostream fromstream
            contains inside index rindex indices match splits builtins get_search_list modulemeta __loc__ __prog_args
            """);

    /** Kinds of nodes an expression may be made of. */
    static final Set<String> NODES = words("""
            TopLevelExpression SemicolonOperator PipedQuery TransformPipeComponent AssignPipeComponent LabelPipeComponent BreakExpression
            ThisObject RecursionOperator IdentifierFieldAccess StringFieldAccess BracketFieldAccess BracketExtractFieldAccess
            VariableAccess FunctionCall FormattingFilter StringInterpolation Conditional TryCatch Question ReduceExpression
            ForeachExpression Tuple NegativeExpression ArrayConstruction ObjectConstruction IdentifierKeyFieldConstruction
            StringKeyFieldConstruction VariableKeyFieldConstruction JsonQueryKeyFieldConstruction
            AlternativeOperatorExpression BooleanAndExpression BooleanOrExpression PlusExpression MinusExpression
            MultiplyExpression DivideExpression ModuloExpression CompareEqualTest CompareNotEqualTest CompareLessTest
            CompareLessEqualTest CompareGreaterTest CompareGreaterEqualTest
            ValueMatcher ArrayMatcher ObjectMatcher FieldMatcher Pair
            StringLiteral LongLiteral DoubleLiteral BooleanLiteral NullLiteral
            PlusOperator MinusOperator MultiplyOperator DivideOperator ModuloOperator AlternativeOperator EqualOperator
            NotEqualOperator LessOperator LessEqualOperator GreaterOperator GreaterEqualOperator
            """);

    /** Kinds of nodes that stand for something an expression must not do, and how it is written. */
    static final Map<String, String> REFUSED_NODES = Map.ofEntries(
            Map.entry("FunctionDefinition", "def"),
            Map.entry("ImportStatement", "import"),
            Map.entry("ModuleDirective", "module"),
            Map.entry("Assignment", "="),
            Map.entry("UpdateAssignment", "|="),
            Map.entry("ComplexAlternativeAssignment", "//="),
            Map.entry("ComplexPlusAssignment", "+="),
            Map.entry("ComplexMinusAssignment", "-="),
            Map.entry("ComplexMultiplyAssignment", "*="),
            Map.entry("ComplexDivideAssignment", "/="),
            Map.entry("ComplexModuloAssignment", "%="));

    private Language() {}

    /** Made once, when the first expression is evaluated; nothing is added later. */
    private static final class Holder {
        private static final Scope SCOPE = newScope();
    }

    /** Everything that expressions may call. */
    static Scope scope() {
        return Holder.SCOPE;
    }

    /** Names and numbers of arguments: {@code map/1}. */
    static Set<String> functions() {
        return FUNCTIONS;
    }

    private static Set<String> allFunctions() {
        Set<String> functions = new TreeSet<>(BUILT_IN);
        WRITTEN.keySet()
                .forEach(head ->
                        functions.add(name(head) + "/" + parameters(head).size()));
        functions.addAll(RegexCall.FUNCTIONS);
        return Collections.unmodifiableSet(functions);
    }

    /** What a literal text says. */
    static String text(Object literal) {
        return ((StringLiteral) literal).value().asText();
    }

    static boolean isRefused(String name) {
        return REFUSED.contains(name);
    }

    /** Whether a function makes its values itself; those written in jq consist of parts that are counted anyway. */
    static boolean isBuiltIn(String function) {
        return BUILT_IN.contains(function);
    }

    private static Scope newScope() {
        Scope scope = Scope.newEmptyScope();
        // Those the library has written in jq are left out: each start would read and compile them all for nothing.
        Map<String, Function> library = BuiltinFunctionLoader.getInstance()
                .loadFunctionsFromServiceLoader(BuiltinFunctionLoader.class.getClassLoader(), VERSION);
        for (String function : BUILT_IN) {
            Function found = library.get(function);
            if (found == null) {
                throw new IllegalStateException("jackson-jq has no " + function);
            }
            scope.addFunction(function, metered(found));
        }
        WRITTEN.forEach((head, body) -> {
            Function written = new JsonQueryFunction(name(head), parameters(head), parse(body), scope);
            scope.addFunction(name(head), parameters(head).size(), written);
        });
        return scope;
    }

    /** Going through its input is what such a function costs. */
    private static Function metered(Function function) {
        return (scope, arguments, in, path, output, version) -> {
            Meter.current().step(Meter.size(in));
            function.apply(scope, arguments, in, path, output, version);
        };
    }

    private static net.thisptr.jackson.jq.Expression parse(String body) {
        try {
            return SyntaxTree.replace(ExpressionParser.compile(body, VERSION), new Metering(Map.of()));
        } catch (JsonQueryException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String name(String head) {
        int parameters = head.indexOf('(');
        return parameters < 0 ? head : head.substring(0, parameters);
    }

    private static List<String> parameters(String head) {
        return head.contains("(")
                ? List.of(
                        head.substring(head.indexOf('(') + 1, head.length() - 1).split("; "))
                : List.of();
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }
}
