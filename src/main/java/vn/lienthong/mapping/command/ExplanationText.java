package vn.lienthong.mapping.command;

import java.util.Locale;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Explanation.Field;
import vn.lienthong.mapping.Explanation.Step;

/** An explanation as lines: a field with its value and rule, and under it what made the value. */
record ExplanationText(Output output) {

    void show(String place, Explanation explanation) {
        output.line("— " + place);
        explanation.fields().forEach(this::show);
    }

    private void show(Field field) {
        String value = field.value() == null ? "" : " = " + quoted(field.value());
        String origin = field.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        output.line(field.path() + value + "  (" + origin + ", " + field.rule() + ")");
        field.steps().forEach(step -> output.line("    " + text(step)));
    }

    private static String text(Step step) {
        return switch (step) {
            case Step.Read read -> "source " + read.field() + " = " + quoted(read.value());
            case Step.Absent absent -> "source " + absent.field() + " says nothing";
            case Step.NotAsked none -> "its condition (when) does not hold";
            case Step.Declared declared -> "the mapping's own value " + quoted(declared.value());
            case Step.OnDay on -> "as of " + on.day() + ", by source " + on.field();
            case Step.Crossed crossed ->
                "crosswalk " + crossed.crosswalk() + (crossed.otherwise() ? ", otherwise" : "") + " → "
                        + quoted(crossed.value()) + "  (" + crossed.row() + ")";
            case Step.Converted made -> "as " + made.conversion() + " → " + quoted(made.value());
        };
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\n", "\\n") + "\"";
    }
}
