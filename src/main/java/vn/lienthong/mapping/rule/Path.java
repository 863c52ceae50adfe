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
 * leading {@code /} goes back to the whole record, {@code ../} to what {@code each} itself was seen from; {@code .} is the
 * element itself; {@code \.} is a dot within a name.
 *
 * @param up how many lists further out it begins
 * @param numbers the steps, as {@link SourceObject} is asked for them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Path(boolean fromRoot, int up, List<String> steps, int[] numbers, String text) {

    private static final String QUESTION = "?";
    private static final String UP = "..";
    private static final String UP_AND_ON = UP + "/";

    static Path of(String text, ToIntFunction<String> number) {
        boolean root = text.startsWith("/");
        String rest = root ? text.substring(1) : text;
        int up = 0;
        while (!root && (rest.equals(UP) || rest.startsWith(UP_AND_ON))) {
            up++;
            rest = rest.substring(Math.min(rest.length(), UP_AND_ON.length()));
        }
        List<String> steps = new ArrayList<>();
        if (!rest.isEmpty() && !rest.equals(".")) {
            for (String step : rest.split("(?<!\\\\)\\.", -1)) {
                steps.add(step.replace("\\.", "."));
            }
        }
        return new Path(
                root, up, List.copyOf(steps), steps.stream().mapToInt(number).toArray(), text);
    }

    /** Whether it is what a mapping that was begun by {@code mapping new} has where nothing is like the field. */
    boolean isQuestion() {
        return text.equals(QUESTION);
    }

    /**
     * Whether it is the record itself.
     *
     * @param prefix what names are relative to
     */
    boolean isRecord(Prefix prefix) {
        return steps.isEmpty() && !isQuestion() && (fromRoot || prefix.up(up).outer() == null);
    }

    /** Whether every step has a name. */
    boolean isSound() {
        return !text.isBlank() && steps.stream().noneMatch(String::isBlank);
    }

    /** The number of the only step, from where names are relative to; negative if the path is another. */
    int onlyStep() {
        return fromRoot || up > 0 || numbers.length != 1 ? SourceNames.UNKNOWN : numbers[0];
    }

    /**
     * The value, if it is present: neither missing, nor null, nor blank text. What is in the way is reported.
     *
     * @param rule that asks for it
     */
    @Nullable
    JsonNode find(Scope scope, Run run, Spot rule) {
        JsonNode node = begin(scope, run);
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

    private JsonNode begin(Scope scope, Run run) {
        return fromRoot ? run.root() : scope.up(up).node();
    }

    /** Where its first steps lead. */
    private Path start(int length) {
        return new Path(fromRoot, up, steps.subList(0, length), Arrays.copyOf(numbers, length), text);
    }

    /** As far as the names lead: a list on the way is not gone into, and nothing is reported. */
    @Nullable
    JsonNode reach(Scope scope, Run run) {
        JsonNode node = begin(scope, run);
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
