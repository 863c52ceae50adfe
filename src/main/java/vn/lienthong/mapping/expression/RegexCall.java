package vn.lienthong.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;

/**
 * A function with a regular expression, which is a literal and was compiled with the expression. The library's own engine
 * can be kept busy for hours by twenty letters; here every letter looked at is counted.
 *
 * @param function name and number of arguments, one of {@link #FUNCTIONS}
 */
record RegexCall(String function, Pattern pattern, List<Expression> arguments) implements Expression {

    static final Set<String> FUNCTIONS = Set.of(
            "test/1",
            "test/2",
            "capture/1",
            "capture/2",
            "scan/1",
            "scan/2",
            "split/2",
            "sub/2",
            "sub/3",
            "gsub/2",
            "gsub/3");

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** Which argument holds the flags; negative if the function takes none. */
    static int flagsArgument(String function) {
        return switch (function) {
            case "test/2", "capture/2", "scan/2", "split/2" -> 1;
            case "sub/3", "gsub/3" -> 2;
            default -> -1;
        };
    }

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException("only strings can be parsed");
        }
        String text = in.textValue();
        Matcher matcher = pattern.matcher(new CountedText(text, Meter.current()));
        switch (function.substring(0, function.indexOf('/'))) {
            case "test" -> output.emit(BooleanNode.valueOf(matcher.find()), null);
            case "capture" -> {
                if (matcher.find()) {
                    output.emit(groups(matcher), null);
                }
            }
            case "scan" -> {
                while (matcher.find()) {
                    output.emit(scanned(matcher), null);
                }
            }
            case "split" -> output.emit(pieces(matcher, text), null);
            case "sub" -> output.emit(replaced(matcher, text, false, scope), null);
            default -> output.emit(replaced(matcher, text, true, scope), null);
        }
    }

    private ObjectNode groups(MatchResult match) {
        ObjectNode groups = MAKE.objectNode();
        pattern.namedGroups().forEach((name, number) -> groups.set(name, text(match.group(number))));
        return groups;
    }

    private static JsonNode scanned(MatchResult match) {
        if (match.groupCount() == 0) {
            return text(match.group());
        }
        ArrayNode groups = MAKE.arrayNode();
        for (int i = 1; i <= match.groupCount(); i++) {
            groups.add(text(match.group(i)));
        }
        return groups;
    }

    private static ArrayNode pieces(Matcher matcher, String text) {
        ArrayNode pieces = MAKE.arrayNode();
        int from = 0;
        while (matcher.find()) {
            pieces.add(text.substring(from, matcher.start()));
            from = matcher.end();
        }
        return pieces.add(text.substring(from));
    }

    private JsonNode replaced(Matcher matcher, String text, boolean all, Scope scope) throws JsonQueryException {
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            result.append(text, from, matcher.start()).append(replacement(matcher, scope));
            Meter.current().grown(result.length());
            from = matcher.end();
            if (!all) {
                break;
            }
        }
        return TextNode.valueOf(result.append(text, from, text.length()).toString());
    }

    /** The replacement is an expression of its own, and sees the named groups. */
    private String replacement(MatchResult match, Scope scope) throws JsonQueryException {
        StringBuilder found = new StringBuilder();
        arguments.get(1).apply(scope, groups(match), value -> {
            if (!value.isTextual()) {
                throw new JsonQueryException("string and " + (value.isNull() ? "null" : "object") + " cannot be added");
            }
            found.append(value.textValue());
        });
        return found.toString();
    }

    private static JsonNode text(@Nullable String text) {
        return text == null ? MAKE.nullNode() : MAKE.textNode(text);
    }

    /** Counts how often the engine looks at a letter. */
    private record CountedText(CharSequence text, Meter meter) implements CharSequence {

        @Override
        public char charAt(int index) {
            meter.step(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
