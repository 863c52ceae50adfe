package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.convert.WrittenValue;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.text.Blank;

/**
 * One condition of {@code when}: a source field is present or not, is one of these values, or is none of them. Values are
 * compared as a reader sees them, whatever blanks stand between and around their words.
 */
record Condition(
        Spot spot,
        Path field,
        @Nullable Boolean present,
        @Nullable Set<String> is,
        @Nullable Set<String> not) {

    private static final Set<String> KEYS = Set.of("field", "present", "is", "not");

    static boolean all(List<Condition> conditions, Scope scope, Run run) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(scope, run)) {
                return false;
            }
        }
        return true;
    }

    /** The values it asks for. */
    Set<String> codes() {
        Set<String> codes = new HashSet<>(is == null ? Set.of() : is);
        codes.addAll(not == null ? Set.of() : not);
        return codes;
    }

    private boolean holds(Scope scope, Run run) {
        JsonNode node = field.find(scope, run, spot);
        String value = node == null || node.isContainer() ? null : Blank.tidy(WrittenValue.text(node));
        return (present == null || present == (node != null))
                && (is == null || value != null && is.contains(value))
                && (not == null || value == null || !not.contains(value));
    }

    /** The conditions of a {@code when} key, one table or a list of them; all must hold. */
    static List<Condition> read(Form form, Compilation compilation, Prefix prefix) {
        Item when = form.get("when");
        if (when == null) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        Form single = when instanceof Item.Table ? form.form("when") : null;
        for (Form each : single == null ? form.forms("when") : List.of(single)) {
            Condition condition = read(each, compilation, prefix, KEYS);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return List.copyOf(conditions);
    }

    private static @Nullable Condition read(Form form, Compilation compilation, Prefix prefix, Set<String> keys) {
        form.allowOnly(keys);
        String field = form.requiredText("field");
        Boolean present = form.has("present") ? (Boolean) form.flag("present") : null;
        Set<String> is = values(form, "is");
        Set<String> not = values(form, "not");
        if (present == null && is == null && not == null) {
            compilation.faults().add("mapping.condition-without-test", form.spot());
        }
        return field == null
                ? null
                : new Condition(
                        form.spot("field"), compilation.path(field, form.spot("field"), prefix), present, is, not);
    }

    private static @Nullable Set<String> values(Form form, String key) {
        Item item = form.get(key);
        if (item == null) {
            return null;
        }
        Set<String> values = new HashSet<>();
        for (Item each : item instanceof Item.Listing listing ? listing.items() : List.of(item)) {
            if (each instanceof Item.Scalar scalar && !Blank.is(scalar.text()) && scalar.value() != null) {
                values.add(Blank.tidy(scalar.text()));
            } else {
                form.wrongKind(key, "text");
            }
        }
        if (item instanceof Item.Listing listing && listing.items().isEmpty()) {
            form.wrongKind(key, "text");
        }
        return Set.copyOf(values);
    }
}
