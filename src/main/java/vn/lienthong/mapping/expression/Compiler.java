package vn.lienthong.mapping.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.javacc.ParseException;
import net.thisptr.jackson.jq.internal.javacc.Token;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.expression.JqExpression.Flaw;
import vn.lienthong.mapping.file.Suggestion;

/** Compiles one expression: parses it, takes down all that the language does not allow, and puts the meter in. */
final class Compiler {

    /** Longer ones are programs, which do not belong into a mapping. */
    private static final int LONGEST = 2000;

    /** The library's words for a character that does not belong where it is. */
    private static final Pattern STRAY = Pattern.compile("at line (\\d+), column (\\d+)");

    private static final Pattern QUOTED = Pattern.compile("'(.+?)'");

    private final String text;
    private final Tokens tokens;
    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<Expression, Pattern> patterns = new IdentityHashMap<>();
    private final Set<String> variables = new HashSet<>(Set.of("record"));
    private final Set<String> defined = new HashSet<>();
    private List<JqExpression.Read> reads = List.of();
    private List<JqExpression.Read> reach = List.of();

    Compiler(String text) {
        this.text = text;
        this.tokens = new Tokens(text);
    }

    List<Flaw> flaws() {
        return flaws;
    }

    List<JqExpression.Read> reads() {
        return reads;
    }

    List<JqExpression.Read> reach() {
        return reach;
    }

    /** Null if there are flaws. */
    @Nullable
    Expression compile() {
        Expression parsed = parse();
        if (parsed == null) {
            return null;
        }
        SyntaxTree.walk(parsed, this::takeNames);
        SyntaxTree.walk(parsed, this::check);
        if (!flaws.isEmpty()) {
            return null;
        }
        reads = Reads.of(parsed);
        reach = Reach.of(parsed);
        return SyntaxTree.replace(parsed, new Metering(patterns));
    }

    private @Nullable Expression parse() {
        if (text.length() > LONGEST) {
            flaws.add(new Flaw("mapping.expr-too-long", 1, 1, Map.of("longest", String.valueOf(LONGEST))));
            return null;
        }
        try {
            return ExpressionParser.compile(text, Language.VERSION);
        } catch (JsonQueryException broken) {
            flaws.add(syntax(broken.getCause()));
        } catch (StackOverflowError tooDeep) {
            flaws.add(new Flaw("mapping.expr-syntax", 1, 1, Map.of("near", "((((")));
        }
        return null;
    }

    private static Flaw syntax(@Nullable Throwable cause) {
        if (cause instanceof ParseException unexpected && unexpected.currentToken != null) {
            Token at = unexpected.currentToken.next;
            return at.kind == 0
                    ? new Flaw("mapping.expr-cut-off", at.beginLine, at.beginColumn, Map.of())
                    : new Flaw("mapping.expr-syntax", at.beginLine, at.beginColumn, Map.of("near", at.image));
        }
        String says = cause == null ? "" : String.valueOf(cause.getMessage());
        Matcher place = STRAY.matcher(says);
        Matcher quoted = QUOTED.matcher(says);
        boolean placed = place.find();
        return new Flaw(
                "mapping.expr-syntax",
                placed ? Integer.parseInt(place.group(1)) : 1,
                placed ? Integer.parseInt(place.group(2)) : 1,
                Map.of("near", quoted.find() ? quoted.group(1) : "?"));
    }

    private void takeNames(Object node) {
        switch (SyntaxTree.kind(node)) {
            case "ValueMatcher" -> variables.add(name(node));
            case "FunctionDefinition" -> defined.add(String.valueOf(SyntaxTree.part(node, "fname")));
            case "FieldMatcher" -> {
                if (Boolean.TRUE.equals(SyntaxTree.part(node, "dollar"))) {
                    Object name = SyntaxTree.part(node, "name");
                    variables.add(name == null ? "" : Language.text(name));
                }
            }
            default -> {}
        }
    }

    private void check(Object node) {
        String kind = SyntaxTree.kind(node);
        switch (kind) {
            case "FunctionCall" -> checkCall((Expression) node);
            case "FormattingFilter" -> checkFunction("@" + name(node), 0);
            case "VariableAccess", "VariableKeyFieldConstruction" -> checkVariable(name(node));
            default -> {
                if (!Language.NODES.contains(kind)) {
                    String written = Language.REFUSED_NODES.getOrDefault(kind, kind);
                    add("mapping.expr-not-allowed", written, Map.of("name", written));
                }
            }
        }
    }

    private void checkCall(Expression call) {
        List<Expression> arguments = Metering.arguments(call);
        String function = name(call) + "/" + arguments.size();
        checkFunction(name(call), arguments.size());
        if (RegexCall.FUNCTIONS.contains(function)) {
            checkPattern(call, function, arguments);
        }
    }

    private void checkFunction(String name, int arguments) {
        if (Language.functions().contains(name + "/" + arguments) || defined.contains(name)) {
            return;
        }
        Set<String> names = Language.functions().stream()
                .map(function -> function.substring(0, function.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.contains(name)) {
            String takes = Language.functions().stream()
                    .filter(function -> function.startsWith(name + "/"))
                    .map(function -> function.substring(name.length() + 1))
                    .sorted()
                    .collect(Collectors.joining(", "));
            add(
                    "mapping.expr-wrong-arguments",
                    name,
                    Map.of("name", name, "found", String.valueOf(arguments), "expected", takes));
        } else if (Language.isRefused(name)) {
            add("mapping.expr-not-allowed", name, Map.of("name", name));
        } else {
            add("mapping.expr-unknown-function", name, Map.of("name", name, "hint", Suggestion.of(name, names)));
        }
    }

    private void checkVariable(String name) {
        if (Language.isRefused(name)) {
            add("mapping.expr-not-allowed", name, Map.of("name", "$" + name));
        } else if (!variables.contains(name)) {
            add("mapping.expr-unknown-variable", name, Map.of("name", name, "hint", Suggestion.of(name, variables)));
        }
    }

    private void checkPattern(Expression call, String function, List<Expression> arguments) {
        String pattern = literal(arguments.getFirst());
        int at = RegexCall.flagsArgument(function);
        String flags = at < 0 ? "" : flags(arguments.get(at));
        if (pattern == null || flags == null || !flags.matches("[gi]*")) {
            add("mapping.expr-pattern-not-literal", name(call), Map.of("name", name(call)));
            return;
        }
        int options = flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            patterns.put(call, Pattern.compile(pattern, options));
        } catch (PatternSyntaxException | StackOverflowError wrong) {
            add("mapping.expr-bad-pattern", name(call), Map.of("pattern", pattern));
        }
    }

    private static @Nullable String flags(Object node) {
        return SyntaxTree.kind(node).equals("NullLiteral") ? "" : literal(node);
    }

    private static @Nullable String literal(Object node) {
        return SyntaxTree.kind(node).equals("StringLiteral") ? Language.text(node) : null;
    }

    private static String name(Object node) {
        return String.valueOf(SyntaxTree.part(node, "name"));
    }

    private void add(String code, String word, Map<String, String> details) {
        Tokens.Place place = tokens.of(word.startsWith("@") ? word.substring(1) : word);
        flaws.add(new Flaw(code, place.line(), place.column(), details));
    }
}
