package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.contract.Disclosure;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.source.SourceNames;

/**
 * What becomes of one field of the source, and of those within: this decides what it tells of a person. A field that some
 * rule makes a personal field of is personal, with all that is in it. Of any other a value is harmless only where that is
 * proven: a rule carries it into a field that tells nothing of a person, and takes this very value. So a name that got
 * into the column of dates stays hidden, and so does what no rule reads. A code that the mapping asks the field for, by a
 * crosswalk, a code table or a condition, is harmless wherever it goes.
 */
public final class Lineage implements Disclosure {

    private final SourceNames names;
    private final Map<String, Lineage> inner = new HashMap<>();
    private final List<Carrier> carriers = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();
    private boolean personal;

    /** @param names what the mapping knows by name */
    Lineage(SourceNames names) {
        this.names = names;
    }

    /**
     * A way of the field's values into what tells nothing of a person.
     *
     * @param rule null: the source's own contract says so of the field
     * @param type what the value must be then; null: whatever the rule makes of it
     */
    record Carrier(@Nullable Extraction rule, @Nullable ScalarType type) {

        boolean takes(JsonNode value) {
            Object made = rule == null ? Values.of(value) : made(rule, value);
            return made != Extraction.FAILED && (made == null || type == null || type.check(made) == null);
        }

        private static @Nullable Object made(Extraction rule, JsonNode value) {
            Object made = rule.through(value, Scope.of(value), new Run(value, rule.spot(), Trail.NONE), "");
            return made == null ? null : Values.bare(made);
        }

        boolean converts(Set<String> conversions) {
            return rule != null && rule.conversions().stream().anyMatch(each -> conversions.contains(each.name()));
        }
    }

    @Override
    public Lineage field(String name) {
        Lineage field = inner.get(name);
        return field == null ? new Lineage(names) : field;
    }

    @Override
    public boolean knows(String name) {
        return names.number(name) != SourceNames.UNKNOWN;
    }

    @Override
    public boolean shows(JsonNode value) {
        return isCode(value) || isCarried(value);
    }

    /** Whether some rule carries the field's values into what tells nothing of a person. */
    public boolean isCarried() {
        return !personal && !carriers.isEmpty();
    }

    /** Whether it is one of the codes the mapping asks this field for. */
    public boolean isCode(JsonNode value) {
        String text = value.asString("").strip();
        return codes.contains(text)
                || codes.contains(String.valueOf(CleanText.of(text, false)))
                || carriers.stream().anyMatch(each -> isFromTable(each) && each.takes(value));
    }

    private static boolean isFromTable(Carrier carrier) {
        return carrier.rule() != null && carrier.rule().table() != null;
    }

    /** Whether a rule with one of these conversions takes the value, into a field that tells nothing of a person. */
    public boolean isCarriedBy(Set<String> conversions, JsonNode value) {
        return isCarried()
                && carriers.stream().anyMatch(carrier -> carrier.converts(conversions) && carrier.takes(value));
    }

    private boolean isCarried(JsonNode value) {
        return isCarried() && carriers.stream().anyMatch(carrier -> carrier.takes(value));
    }

    /** The field at the end of these names, to be told about. */
    Lineage at(List<String> steps) {
        Lineage at = this;
        for (String step : steps) {
            at = at.inner.computeIfAbsent(step, name -> new Lineage(names));
        }
        return at;
    }

    void carriedBy(Carrier carrier) {
        carriers.add(carrier);
    }

    void asksFor(Set<String> values) {
        codes.addAll(values);
    }

    void makePersonal() {
        personal = true;
    }

    /** What is in something personal is personal; to be called when all has been told. */
    void settle() {
        inner.values().forEach(field -> {
            field.personal |= personal;
            field.settle();
        });
    }
}
