package vn.lienthong.mapping.rule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.contract.Personal;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.convert.Conversions;
import vn.lienthong.mapping.source.SourceNames;

/** Follows the rules of a mapping from the target's contract back to the source. */
final class LineageTracer {

    private final Lineage root;

    private LineageTracer(SourceNames names) {
        this.root = new Lineage(names);
    }

    /** @param source what the source's own contract says; null: it has none */
    static Lineage trace(
            SourceNames names, @Nullable Type source, IdentityRules identity, List<Skip> skips, ObjectRules rules) {
        LineageTracer tracer = new LineageTracer(names);
        if (source != null) {
            tracer.contract(source, tracer.root);
        }
        tracer.carry(identity.dossier(), null, Prefix.RECORD);
        tracer.carry(identity.dueAt(), null, Prefix.RECORD);
        tracer.carry(identity.changedAt(), null, Prefix.RECORD);
        skips.forEach(skip -> tracer.conditions(skip.when(), Prefix.RECORD));
        tracer.rules(rules, false, Prefix.RECORD);
        tracer.root.settle();
        return tracer.root;
    }

    private void contract(Type type, Lineage field) {
        switch (type) {
            case Type.Structure object ->
                object.properties().forEach((name, property) -> {
                    Lineage inside = field.at(List.of(name));
                    if (property.personal() && property.classification() != Personal.UNCLASSIFIED) {
                        inside.makePersonal();
                    }
                    if (property.classification() == Personal.NO
                            && bare(property.type()) instanceof ScalarType scalar) {
                        inside.carriedBy(new Lineage.Carrier(null, scalar));
                    }
                    contract(property.type(), inside);
                });
            case Type.Sequence list -> contract(list.items(), field);
            case ScalarType scalar -> {}
        }
    }

    /** A value nobody classified is personal. Objects and lists are seldom classified: what is in them is. */
    private static boolean isPersonal(Type.Property property) {
        boolean isScalar = property.type() instanceof ScalarType;
        return property.personal() && (isScalar || property.classification() != Personal.UNCLASSIFIED);
    }

    private static Type bare(Type type) {
        return type instanceof Type.Sequence list ? bare(list.items()) : type;
    }

    private void rules(ObjectRules rules, boolean personal, Prefix prefix) {
        for (Rule rule : rules.all()) {
            if (rule instanceof Rule.OfTarget of) {
                rule(of, personal || isPersonal(of.target().property()), prefix);
            }
        }
    }

    private void rule(Rule.OfTarget rule, boolean personal, Prefix prefix) {
        switch (rule) {
            case Rule.Constant constant -> conditions(constant.target().when(), prefix);
            case Rule.Scalar scalar -> {
                conditions(scalar.target().when(), prefix);
                scalar(scalar, personal, prefix);
            }
            case Rule.Structure structure -> {
                conditions(structure.target().when(), prefix);
                rules(structure.rules(), personal, prefix);
            }
            case Rule.Each each -> {
                for (Prefix inside : each.list().inside(prefix)) {
                    conditions(each.target().when(), inside);
                    rules(each.rules(), personal, inside);
                }
            }
        }
    }

    private void scalar(Rule.Scalar rule, boolean personal, Prefix prefix) {
        if (!personal) {
            carry(rule.extraction(), rule.type(), prefix);
        } else if (rule.extraction().source() instanceof ValueSource.Computed computed) {
            computed.expression().reach().forEach(read -> {
                Prefix from = read.fromRecord() ? Prefix.RECORD : prefix;
                root.at(from.names()).at(read.steps()).makePersonal();
            });
        } else {
            rule.extraction().paths().forEach(path -> at(path, prefix).makePersonal());
        }
    }

    /**
     * Proof is a value that goes through whole, or that has to be one of a few. What an expression or a lossy conversion
     * makes of it says nothing about the rest.
     */
    private void carry(@Nullable Extraction rule, @Nullable ScalarType type, Prefix prefix) {
        if (rule == null || rule.source() instanceof ValueSource.Computed) {
            return;
        }
        Extraction.CrosswalkUse crosswalk = rule.crosswalk();
        if (crosswalk != null) {
            Set<String> codes = Set.copyOf(crosswalk.crosswalk().codes());
            rule.paths().forEach(path -> at(path, prefix).asksFor(codes));
        } else if (rule.conversions().stream().noneMatch(each -> Conversions.isLossy(each.name()))) {
            Lineage.Carrier carrier = new Lineage.Carrier(withoutDay(rule), type);
            rule.paths().forEach(path -> at(path, prefix).carriedBy(carrier));
        }
    }

    /** Seen alone, a value has no day: it is a code if it ever was one. */
    private static Extraction withoutDay(Extraction rule) {
        Extraction.TableUse table = rule.table();
        return new Extraction(
                rule.spot(),
                rule.source(),
                null,
                null,
                rule.conversions(),
                table == null ? null : new Extraction.TableUse(table.table(), null),
                rule.personal());
    }

    private void conditions(List<Condition> conditions, Prefix prefix) {
        conditions.forEach(condition -> at(condition.field(), prefix).asksFor(condition.codes()));
    }

    private Lineage at(Path path, Prefix prefix) {
        return root.at(prefix.full(path));
    }
}
