package vn.lienthong.mapping.rule;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.Explanation.Field;
import vn.lienthong.mapping.Explanation.Origin;
import vn.lienthong.mapping.Explanation.Step;
import vn.lienthong.mapping.code.Crosswalk;

/** Takes down how each field of one record came about. */
final class WrittenTrail extends Trail {

    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Field> fields = new ArrayList<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private List<Step> steps = new ArrayList<>();
    private boolean defaulted;
    private int daysAsked;

    Set<Object> reached() {
        return reached;
    }

    List<Field> fields() {
        return fields;
    }

    @Override
    boolean listens() {
        return true;
    }

    @Override
    void reached(Object rule) {
        reached.add(rule);
    }

    @Override
    void enter(Path path, int index) {
        inside.push(full(path) + (index < 0 ? "" : "[" + index + "]"));
    }

    @Override
    void leave() {
        inside.pop();
    }

    @Override
    void read(Path path, JsonNode found) {
        add(new Step.Read(full(path), text(found)));
    }

    @Override
    void absent(Path path) {
        add(new Step.Absent(full(path)));
    }

    @Override
    void notAsked() {
        add(new Step.NotAsked());
    }

    @Override
    void declared(Object value) {
        add(new Step.Declared(text(value)));
        defaulted = true;
    }

    @Override
    void beginDay() {
        daysAsked++;
    }

    @Override
    void endDay(Extraction on, @Nullable LocalDate day) {
        daysAsked--;
        if (day != null) {
            List<String> asked = on.paths().stream().map(this::full).toList();
            add(new Step.OnDay(String.join(", ", asked), day));
        }
    }

    @Override
    void crossed(Crosswalk crosswalk, Crosswalk.Pair pair) {
        add(new Step.Crossed(crosswalk.name(), pair.spot().toString(), pair.becomes(), false));
    }

    @Override
    void otherwise(Crosswalk crosswalk, String value) {
        add(new Step.Crossed(crosswalk.name(), crosswalk.head().spot().toString(), value, true));
        defaulted = true;
    }

    @Override
    void converted(String conversion, Object value) {
        add(new Step.Converted(conversion, text(value)));
    }

    @Override
    void wrote(Rule rule, Scope scope, @Nullable Object value) {
        boolean personal =
                rule instanceof Rule.OfTarget of && of.target().property().personal();
        String text = value == null || value == Extraction.FAILED ? null : text(value);
        fields.add(
                new Field(scope.path(rule.name()), rule.spot().toString(), origin(rule, value), text, personal, steps));
        steps = new ArrayList<>();
        defaulted = false;
    }

    private Origin origin(Rule rule, @Nullable Object value) {
        if (value == Extraction.FAILED) {
            return Origin.WRONG;
        }
        if (value == null) {
            return rule instanceof Rule.Absent ? Origin.NO_RULE : Origin.UNKNOWN;
        }
        if (rule instanceof Rule.Constant) {
            return Origin.CONSTANT;
        }
        return defaulted ? Origin.DEFAULTED : Origin.MAPPED;
    }

    private void add(Step step) {
        if (daysAsked == 0) {
            steps.add(step);
        }
    }

    /** A source field from the record down, with the numbers of list elements. */
    private String full(Path path) {
        String own = String.join(
                ".", path.steps().stream().map(step -> step.replace(".", "\\.")).toList());
        String outer = path.fromRoot()
                ? ""
                : inside.stream().skip(path.up()).findFirst().orElse("");
        return outer.isEmpty() || own.isEmpty() ? outer + own : outer + "." + own;
    }

    private static String text(Object value) {
        return value instanceof JsonNode node && !node.isContainer() ? node.asString("") : value.toString();
    }
}
