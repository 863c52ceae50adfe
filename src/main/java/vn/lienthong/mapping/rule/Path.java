package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;
import vn.lienthong.mapping.source.SourceObject;
import vn.lienthong.mapping.source.SourceText;
import vn.lienthong.mapping.text.Blank;

/**
 * Where a value is in the source: names joined by dots, seen from the record or, inside {@code each}, from one element. A
 * leading {@code /} goes back to the whole record; {@code .} is the element itself; {@code \.} is a dot within a name.
 *
 * @param numbers the steps, as {@link SourceObject} is asked for them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Path(boolean fromRoot, List<String> steps, int[] numbers, String text) {

    private static final String QUESTION = "?";

    static Path of(String text, ToIntFunction<String> number) {
        boolean root = text.startsWith("/");
        String rest = root ? text.substring(1) : text;
        List<String> steps = new ArrayList<>();
        if (!rest.isEmpty() && !rest.equals(".")) {
            for (String step : rest.split("(?<!\\\\)\\.", -1)) {
                steps.add(step.replace("\\.", "."));
            }
        }
        return new Path(
                root, List.copyOf(steps), steps.stream().mapToInt(number).toArray(), text);
    }

    /** Whether it is what a mapping that was begun by {@code mapping new} has where nothing is like the field. */
    boolean isQuestion() {
        return text.equals(QUESTION);
    }

    /**
     * Whether it is the record itself.
     *
     * @param prefix what names are relative to, from the record down
     */
    boolean isRecord(List<String> prefix) {
        return steps.isEmpty() && !isQuestion() && (fromRoot || prefix.isEmpty());
    }

    /** Whether every step has a name. */
    boolean isSound() {
        return !text.isBlank() && steps.stream().noneMatch(String::isBlank);
    }

    /** The number of the only step, from where names are relative to; negative if the path is another. */
    int onlyStep() {
        return fromRoot || numbers.length != 1 ? SourceNames.UNKNOWN : numbers[0];
    }

    /**
     * The value, if it is present: neither missing, nor null, nor blank text. What is in the way is reported.
     *
     * @param rule that asks for it
     */
    @Nullable
    JsonNode find(Scope scope, Run run, Spot rule) {
        JsonNode node = fromRoot ? run.root() : scope.node();
        for (int i = 0; i < numbers.length; i++) {
            if (!(node instanceof SourceObject object)) {
                run.sourceIsNot("object", node, start(i), rule, scope);
                return null;
            }
            node = object.field(numbers[i]);
            if (node == null || node instanceof NullNode) {
                return null;
            }
        }
        return isPresent(node) ? node : null;
    }

    /** Where its first steps lead. */
    private Path start(int length) {
        return new Path(fromRoot, steps.subList(0, length), Arrays.copyOf(numbers, length), text);
    }

    /** As far as the names lead: a list on the way is not gone into, and nothing is reported. */
    @Nullable
    JsonNode reach(Scope scope, Run run) {
        JsonNode node = fromRoot ? run.root() : scope.node();
        for (int i = 0; i < numbers.length && node instanceof SourceObject object; i++) {
            node = object.field(numbers[i]);
        }
        return node != null && isPresent(node) ? node : null;
    }

    static boolean isPresent(JsonNode node) {
        if (node instanceof SourceText text) {
            return !text.isBlank();
        }
        return node instanceof StringNode text
                ? !Blank.is(text.stringValue())
                : !(node instanceof NullNode) && !(node instanceof MissingNode);
    }
}
