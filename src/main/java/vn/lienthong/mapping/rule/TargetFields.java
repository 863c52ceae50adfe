package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.Coverage.Kind;
import vn.lienthong.mapping.contract.Type;

/** What a mapping does for each field of its contract, lists and objects with what is in them. */
final class TargetFields {

    private final List<TargetField> found = new ArrayList<>();

    static List<TargetField> of(Type.Structure contract, ObjectRules rules) {
        TargetFields fields = new TargetFields();
        fields.add(contract, rules, "", true);
        return fields.found;
    }

    /** @param owed whether the mapping writes such objects at all */
    private void add(Type.Structure contract, @Nullable ObjectRules rules, String path, boolean owed) {
        Map<String, Rule> byName = rules == null
                ? Map.of()
                : rules.all().stream().collect(Collectors.toMap(Rule::name, Function.identity(), (one, same) -> one));
        for (Type.Property property : contract.properties().values()) {
            Rule rule = byName.get(property.name());
            Kind kind = kind(rule, property);
            boolean produced = kind != Kind.NEVER_PRODUCED;
            String place = rule instanceof Rule.OfTarget of
                    ? of.spot().toString()
                    : property.spot().toString();
            found.add(new TargetField(
                    path + property.name(),
                    owed && property.demandsValue(),
                    property.personal(),
                    kind,
                    place,
                    crosswalk(rule)));
            if (inner(property.type()) instanceof Type.Structure inside) {
                add(inside, rules(rule), path + property.name() + ".", owed && produced);
            }
        }
    }

    private static @Nullable String crosswalk(@Nullable Rule rule) {
        Rule value = rule instanceof Rule.Each each ? each.rules().singleValue() : rule;
        return value instanceof Rule.Scalar scalar && scalar.extraction().crosswalk() != null
                ? scalar.extraction().crosswalk().crosswalk().name()
                : null;
    }

    private static Kind kind(@Nullable Rule rule, Type.Property property) {
        return switch (rule) {
            case Rule.Constant constant -> Kind.CONSTANT;
            case Rule.Scalar scalar -> scalar.extraction().hasStandIn() ? Kind.DEFAULTED : Kind.MAPPED;
            case Rule.Each each when each.rules().singleValue() instanceof Rule value -> kind(value, property);
            case Rule.Each each -> Kind.MAPPED;
            case Rule.Structure structure -> Kind.MAPPED;
            case Rule.Absent absent -> absent(property);
            case null -> absent(property);
        };
    }

    private static Kind absent(Type.Property property) {
        return property.filledLater() ? Kind.FILLED_LATER : Kind.NEVER_PRODUCED;
    }

    private static Type inner(Type type) {
        return type instanceof Type.Sequence list ? list.items() : type;
    }

    private static @Nullable ObjectRules rules(@Nullable Rule rule) {
        return switch (rule) {
            case Rule.Each each -> each.rules();
            case Rule.Structure structure -> structure.rules();
            case null, default -> null;
        };
    }
}
