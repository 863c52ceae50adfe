package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.text.PlainText;

/** Compiles {@code fields} against the contract of their target, into rules in the contract's order. */
final class FieldsCompiler {

    private final Compilation compilation;
    private final ValueCompiler values;
    private final ListCompiler lists;
    private final Faults faults;

    /** Full names of source fields whose absence some rule reports. */
    private final Set<String> reported = new HashSet<>();

    FieldsCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.values = new ValueCompiler(compilation);
        this.lists = new ListCompiler(compilation);
        this.faults = compilation.faults();
    }

    Set<String> reported() {
        return reported;
    }

    List<Rule> rules(Form fields, Type.Structure contract, Prefix prefix) {
        fields.entries().forEach((name, entry) -> {
            if (!contract.properties().containsKey(name)) {
                faults.add(Problem.of("mapping.unknown-target-field")
                        .at(entry.keySpot().place())
                        .in(name)
                        .with("hint", Suggestion.of(name, contract.properties().keySet())));
            }
        });
        List<Rule> rules = new ArrayList<>();
        for (Type.Property property : contract.properties().values()) {
            Item.Entry entry = fields.entries().get(property.name());
            Rule rule = entry == null ? absent(property, fields.spot()) : rule(property, entry, prefix);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return List.copyOf(rules);
    }

    private @Nullable Rule absent(Type.Property property, Spot fields) {
        if (!property.mayBeUnknown()) {
            faults.add("mapping.mandatory-without-rule", fields, property.name());
        }
        byte[] unknown = unknown(property);
        return unknown == null ? null : new Rule.Absent(fields, property.name(), unknown);
    }

    private @Nullable Rule rule(Type.Property property, Item.Entry entry, Prefix prefix) {
        Form form = Form.of(entry.value(), property.name(), faults);
        if (form == null) {
            return null;
        }
        return switch (property.type()) {
            case ScalarType scalar -> scalar(property, scalar, form, entry.keySpot(), prefix);
            case Type.Structure object -> structure(property, object, form, entry.keySpot(), prefix);
            case Type.Sequence list -> each(property, list, form, entry.keySpot(), prefix);
        };
    }

    private @Nullable Rule scalar(Type.Property property, ScalarType type, Form form, Spot spot, Prefix prefix) {
        Set<String> known = new HashSet<>(ValueCompiler.VERBS);
        known.addAll(Set.of("required", "when"));
        form.allowOnly(known);
        Extraction extraction = values.extraction(form, spot, prefix, property.personal());
        Rule.Target target = target(property, form, spot, prefix);
        Rule rule = value(property.name(), target, type, form, extraction);
        boolean owed = target.required() || !property.mayBeUnknown();
        if (rule instanceof Rule.Scalar && owed && target.when().isEmpty()) {
            noteReported(extraction.source(), prefix);
        }
        return rule;
    }

    /** @param field what people know the value by */
    private @Nullable Rule value(String field, Rule.Target target, ScalarType type, Form form, Extraction extraction) {
        String name = target.property().name();
        JsonNode constant = values.literal(form, "value");
        if (constant != null) {
            Object value = declared(field, type, extraction, constant);
            return value == null ? null : new Rule.Constant(target, value, JsonBytes.encodedPair(name, value));
        }
        // Where a day of the record decides what a default becomes, it shows with the record.
        if (extraction.fallback() != null && !extraction.dayDecides()) {
            declared(field, type, extraction, null);
        }
        boolean proven = checkCrosswalk(type, extraction);
        String source =
                String.join(", ", extraction.paths().stream().map(Path::text).toList());
        return new Rule.Scalar(target, proven ? null : type, extraction, JsonBytes.encodedName(name), source);
    }

    /** What an expression makes of an absent field is its own affair. */
    private void noteReported(ValueSource source, Prefix prefix) {
        if (source.paths().size() == 1 && !(source instanceof ValueSource.Computed)) {
            reported.add(String.join(".", prefix.full(source.paths().getFirst())));
        }
    }

    /**
     * A value of the mapping's own goes through its verbs once, now; what is wrong with it is a fault of the file.
     *
     * @param constant null: the default
     * @return null, or {@link Extraction#FAILED}, if something is wrong
     */
    private @Nullable Object declared(
            String name, ScalarType type, Extraction extraction, @Nullable JsonNode constant) {
        Run run = new Run(MissingNode.getInstance(), extraction.spot(), Trail.NONE);
        Object value = extraction.through(constant, Scope.of(MissingNode.getInstance()), run, name);
        run.problems()
                .forEach(problem -> faults.add(problem.at(extraction.spot().place())));
        ScalarType.Breach breach = value == null || value == Extraction.FAILED ? null : type.check(value);
        if (breach != null) {
            faults.add(new Problem(breach.code(), extraction.spot().place(), name, breach.details()));
        }
        if (value == null) {
            faults.add("mapping.constant-without-value", extraction.spot(), name);
        }
        return value;
    }

    /**
     * What a crosswalk yields must fit the contract, where nothing changes it afterwards.
     *
     * @return whether every value is proven to fit
     */
    private boolean checkCrosswalk(ScalarType type, Extraction extraction) {
        if (extraction.crosswalk() == null || !extraction.conversions().isEmpty()) {
            return false;
        }
        for (String becomes : extraction.crosswalk().crosswalk().results()) {
            ScalarType.Breach breach = type.check(becomes);
            if (breach != null) {
                faults.add(Problem.of("mapping.crosswalk-breaks-contract")
                        .at(extraction.spot().place())
                        .with("value", becomes)
                        .with("name", extraction.crosswalk().crosswalk().name()));
            }
        }
        return extraction.crosswalk().crosswalk().results().stream().allMatch(PlainText::is);
    }

    private @Nullable Rule structure(
            Type.Property property, Type.Structure object, Form form, Spot spot, Prefix prefix) {
        form.allowOnly(Set.of("fields", "when", "required"));
        Form inner = inner(form);
        Rule.Target target = target(property, form, spot, prefix);
        return inner == null
                ? null
                : new Rule.Structure(
                        target, new ObjectRules(rules(inner, object, prefix)), JsonBytes.encodedName(property.name()));
    }

    private @Nullable Rule each(Type.Property property, Type.Sequence list, Form form, Spot spot, Prefix prefix) {
        if (list.items() instanceof Type.Sequence) {
            faults.add("mapping.list-of-lists", spot, property.name());
            return null;
        }
        boolean singleValues = list.items() instanceof ScalarType;
        Set<String> known = new HashSet<>(singleValues ? ValueCompiler.VERBS : Set.of("fields"));
        known.addAll(Set.of("each", "when", "required"));
        form.allowOnly(known);
        SourceList source = lists.list(form, property.name(), spot, prefix);
        Form inner = singleValues ? form : inner(form);
        if (source == null || inner == null) {
            return null;
        }
        ObjectRules rules = null;
        Rule.Target target = null;
        for (Prefix inside : source.inside(prefix)) {
            rules = elements(property, list.items(), inner, spot, inside);
            target = target(property, form, spot, inside);
        }
        return target == null || rules == null
                ? null
                : new Rule.Each(target, source, rules, JsonBytes.encodedName(property.name()));
    }

    /** @param form of each element: its fields, or the verbs that yield its value */
    private @Nullable ObjectRules elements(Type.Property list, Type items, Form form, Spot spot, Prefix prefix) {
        if (!(items instanceof ScalarType type)) {
            return items instanceof Type.Structure object ? new ObjectRules(rules(form, object, prefix)) : null;
        }
        Type.Property element = new Type.Property(
                "", list.spot(), type, false, null, list.classification(), list.filledLater(), List.of(), null);
        Rule.Target target = new Rule.Target(spot, element, true, null, List.of(), false);
        Extraction extraction = values.elementExtraction(form, spot, prefix, list.personal());
        Rule rule = value(list.name(), target, type, form, extraction);
        return rule == null ? null : ObjectRules.ofSingleValue(rule);
    }

    private @Nullable Form inner(Form form) {
        form.required("fields");
        return form.form("fields");
    }

    private Rule.Target target(Type.Property property, Form form, Spot spot, Prefix prefix) {
        if (form.get("when") instanceof Item.Listing when && when.items().isEmpty()) {
            faults.add("mapping.condition-without-test", when.spot());
        }
        return new Rule.Target(
                spot,
                property,
                property.mayBeUnknown(),
                unknown(property),
                Condition.read(form, compilation, prefix),
                form.flag("required"));
    }

    private static byte @Nullable [] unknown(Type.Property property) {
        if (property.unknown() == null) {
            return null;
        }
        String pair = new String(JsonBytes.encodedName(property.name()), StandardCharsets.UTF_8) + property.unknown();
        return pair.getBytes(StandardCharsets.UTF_8);
    }

    /** Every rule within that has a name, itself included, for coverage. */
    static List<Rule> flat(List<Rule> rules) {
        List<Rule> all = new ArrayList<>();
        for (Rule rule : rules) {
            all.add(rule);
            switch (rule) {
                case Rule.Each each when each.rules().singleValue() != null -> {}
                case Rule.Each each -> all.addAll(flat(each.rules().all()));
                case Rule.Structure structure ->
                    all.addAll(flat(structure.rules().all()));
                case Rule.Absent absent -> all.remove(absent);
                case Rule.Scalar scalar -> {}
                case Rule.Constant constant -> {}
            }
        }
        return all;
    }
}
