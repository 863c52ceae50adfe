package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;

/**
 * The single values of an XSD: its built-in types, and what restrictions add. A list is one text, its items parted by blanks.
 * Of a union we hold what all its members want; the rest of it, patterns and bounds are left to the schema itself.
 */
final class XsdTypes {

    private final XsdDeclared declared;
    private final Faults faults;

    XsdTypes(XsdDeclared declared, Faults faults) {
        this.declared = declared;
        this.faults = faults;
    }

    /**
     * The type of an element or an attribute that has a single value; null with a fault if there is no such type.
     *
     * @param otherwise the built-in type of a node that names none; null: it has no single value, which is told elsewhere
     */
    @Nullable
    ScalarType of(XsdNode node, @Nullable String otherwise) {
        XsdNode inline = node.child("simpleType");
        String type = node.attribute("type");
        ScalarType found = inline != null
                ? declared(inline)
                : type != null ? named(type, node) : otherwise == null ? null : builtIn(otherwise, node);
        String fixed = node.attribute("fixed");
        return found == null || fixed == null ? found : only(found, fixed);
    }

    static ScalarType only(ScalarType type, String value) {
        return new ScalarType(
                type.spot(),
                type.kind(),
                type.orElse(),
                type.shortest(),
                type.longest(),
                type.pattern(),
                Set.of(value));
    }

    /** Null with a fault if there is no such type. */
    @Nullable
    ScalarType named(String type, XsdNode user) {
        String builtIn = XsdNode.builtIn(type);
        if (builtIn != null) {
            return builtIn(builtIn, user);
        }
        XsdNode own = declared.find("simpleType", type);
        if (own == null) {
            notRead(user, XsdNode.shown(type), XsdBuiltIns.names());
            return null;
        }
        return declared(own);
    }

    private @Nullable ScalarType builtIn(String name, XsdNode user) {
        ScalarType found = XsdBuiltIns.find(name, user);
        if (found == null) {
            notRead(user, "xs:" + name, XsdBuiltIns.names());
        }
        return found;
    }

    private @Nullable ScalarType declared(XsdNode simpleType) {
        XsdNode restriction = simpleType.child("restriction");
        XsdNode list = simpleType.child("list");
        XsdNode union = simpleType.child("union");
        if (restriction != null) {
            return restricted(restriction);
        }
        if (list != null) {
            return inner(list, "itemType").size() == 1 ? anyText(list) : null;
        }
        if (union != null) {
            return united(union);
        }
        notRead(simpleType, "simpleType", List.of("list", "restriction", "union"));
        return null;
    }

    private @Nullable ScalarType restricted(XsdNode restriction) {
        List<ScalarType> base = inner(restriction, "base");
        if (base.isEmpty()) {
            return null;
        }
        return isList(restriction)
                ? XsdFacets.narrowedList(base.getFirst(), restriction)
                : XsdFacets.narrowed(base.getFirst(), restriction);
    }

    /** The types a node names in an attribute and declares within it; none if one of them is not read. */
    private List<ScalarType> inner(XsdNode node, String attribute) {
        String named = node.attribute(attribute);
        List<String> names = named == null ? List.of() : List.of(named.split(" "));
        List<XsdNode> inline = node.children().stream()
                .filter(child -> child.name().equals("simpleType"))
                .toList();
        List<ScalarType> found = Stream.concat(
                        names.stream().map(each -> named(each, node)),
                        inline.stream().map(this::declared))
                .filter(Objects::nonNull)
                .toList();
        return found.size() == names.size() + inline.size() ? found : List.of();
    }

    /** Whether what is restricted is a list, at whatever remove. */
    private boolean isList(XsdNode restriction) {
        XsdNode inline = restriction.child("simpleType");
        XsdNode base = inline == null ? declared.find("simpleType", restriction.attribute("base")) : inline;
        XsdNode further = base == null ? null : base.child("restriction");
        return base != null && (base.child("list") != null || further != null && isList(further));
    }

    private static ScalarType anyText(XsdNode node) {
        return new ScalarType(node.spot(), ScalarType.Kind.LEXICAL, Set.of(), -1, -1, null, Set.of());
    }

    private @Nullable ScalarType united(XsdNode union) {
        List<ScalarType> members = inner(union, "memberTypes");
        if (members.isEmpty()) {
            return null;
        }
        boolean mayBeEmpty = members.stream().anyMatch(each -> each.check("") == null);
        boolean limited = members.stream().allMatch(each -> each.longest() >= 0);
        boolean listed = members.stream().noneMatch(each -> each.allowed().isEmpty());
        Set<String> allowed = new TreeSet<>();
        members.forEach(each -> allowed.addAll(each.allowed()));
        return new ScalarType(
                union.spot(),
                ScalarType.Kind.LEXICAL,
                Set.of(),
                mayBeEmpty
                        ? -1
                        : Math.max(
                                1,
                                members.stream()
                                        .mapToInt(ScalarType::shortest)
                                        .min()
                                        .orElse(1)),
                limited ? members.stream().mapToInt(ScalarType::longest).max().orElse(-1) : -1,
                shape(members),
                listed ? allowed : Set.of());
    }

    private static @Nullable Shape shape(List<ScalarType> members) {
        List<String> forms = new ArrayList<>();
        for (ScalarType each : members) {
            if (each.pattern() == null) {
                return null;
            }
            forms.add(each.pattern().text());
        }
        return Shape.of(forms.stream().distinct().collect(Collectors.joining("|")));
    }

    private void notRead(XsdNode node, String what, List<String> known) {
        faults.add(Problem.of("mapping.xsd-not-read")
                .at(node.spot().place())
                .in(what)
                .with("known", String.join(", ", known)));
    }
}
