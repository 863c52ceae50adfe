package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;

/**
 * The single values of an XSD: its built-in types by the form of their text, and what restrictions add. Numbers are wanted
 * plain (650000, not 6.5E5), as counterparts read them. Patterns and bounds are left to the schema itself.
 */
final class XsdTypes {

    private static final String PLAIN_NUMBER = "^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)$";
    private static final String WHOLE = "^[+-]?\\d{1,30}$";
    private static final String ZONE = "(Z|[+-]\\d{2}:\\d{2})?$";
    private static final String DAY = "^-?\\d{4,9}-\\d{2}-\\d{2}";
    private static final String TIME = "\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?";

    /** By the names XSD gives them; empty: any text. */
    private static final Map<String, String> BUILT_IN = builtIn();

    private static Map<String, String> builtIn() {
        Map<String, String> forms = new HashMap<>(Map.of(
                "boolean",
                "^(true|false|0|1)$",
                "date",
                DAY + ZONE,
                "dateTime",
                DAY + "T" + TIME + ZONE,
                "time",
                "^" + TIME + ZONE,
                "base64Binary",
                "^[A-Za-z0-9+/=\\s]*$",
                "hexBinary",
                "^[0-9A-Fa-f]*$"));
        forms.putAll(Map.of(
                "duration",
                "^-?P[0-9YMDTHS.]+$",
                "gYear",
                "^-?\\d{4,9}" + ZONE,
                "gYearMonth",
                "^-?\\d{4,9}-\\d{2}" + ZONE,
                "gMonthDay",
                "^--\\d{2}-\\d{2}" + ZONE,
                "gMonth",
                "^--\\d{2}" + ZONE,
                "gDay",
                "^---\\d{2}" + ZONE));
        List.of("string", "normalizedString", "token", "anyURI", "anySimpleType")
                .forEach(name -> forms.put(name, ""));
        List.of("language", "Name", "NCName", "NMTOKEN", "ID", "IDREF").forEach(name -> forms.put(name, "^\\S+$"));
        List.of("decimal", "double", "float").forEach(name -> forms.put(name, PLAIN_NUMBER));
        List.of("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedLong")
                .forEach(name -> forms.put(name, WHOLE));
        List.of("unsignedInt", "unsignedShort", "unsignedByte", "nonPositiveInteger", "negativeInteger")
                .forEach(name -> forms.put(name, WHOLE));
        return Map.copyOf(forms);
    }

    private final Map<String, XsdNode> declared;
    private final Faults faults;

    /** @param declared the simple types with a name of their own, by its full form */
    XsdTypes(Map<String, XsdNode> declared, Faults faults) {
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
                ? restricted(inline, Set.of())
                : type != null ? named(type, node) : otherwise == null ? null : builtIn(otherwise, node);
        String fixed = node.attribute("fixed");
        return found == null || fixed == null ? found : only(found, fixed);
    }

    private static ScalarType only(ScalarType type, String value) {
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
        return named(type, user, Set.of());
    }

    private @Nullable ScalarType named(String type, XsdNode user, Set<String> open) {
        String builtIn = XsdNode.builtIn(type);
        if (builtIn != null) {
            return builtIn(builtIn, user);
        }
        XsdNode own = declared.get(type);
        if (own == null || open.contains(type)) {
            notRead(user, XsdNode.shown(type));
            return null;
        }
        Set<String> inner = new HashSet<>(open);
        inner.add(type);
        return restricted(own, inner);
    }

    private @Nullable ScalarType builtIn(String name, XsdNode user) {
        String form = BUILT_IN.get(name);
        if (form == null) {
            notRead(user, "xs:" + name);
            return null;
        }
        Shape shape = form.isEmpty() ? null : Shape.of(form);
        return new ScalarType(user.spot(), ScalarType.Kind.LEXICAL, Set.of(), -1, -1, shape, Set.of());
    }

    private void notRead(XsdNode node, String what) {
        faults.add(Problem.of("mapping.xsd-not-read")
                .at(node.spot().place())
                .in(what)
                .with(
                        "known",
                        String.join(", ", BUILT_IN.keySet().stream().sorted().toList())));
    }

    private @Nullable ScalarType restricted(XsdNode simpleType, Set<String> open) {
        XsdNode restriction = simpleType.child("restriction");
        XsdNode inline = restriction == null ? null : restriction.child("simpleType");
        String base = restriction == null ? null : restriction.attribute("base");
        if (restriction == null || base == null && inline == null) {
            faults.add(Problem.of("mapping.xsd-not-read")
                    .at(simpleType.spot().place())
                    .in("simpleType")
                    .with("known", "restriction"));
            return null;
        }
        ScalarType type = null;
        if (base != null) {
            type = named(base, restriction, open);
        } else if (inline != null) {
            type = restricted(inline, open);
        }
        return type == null ? null : narrowed(type, restriction);
    }

    private static ScalarType narrowed(ScalarType type, XsdNode restriction) {
        int shortest = type.shortest();
        int longest = type.longest();
        Set<String> allowed = new HashSet<>();
        List<String> patterns = new ArrayList<>();
        for (XsdNode facet : restriction.children()) {
            String value = String.valueOf(facet.attribute("value"));
            switch (facet.name()) {
                case "enumeration" -> allowed.add(value);
                case "pattern" -> patterns.add(value);
                case "minLength" -> shortest = number(value, shortest);
                case "maxLength" -> longest = number(value, longest);
                case "length" -> {
                    shortest = number(value, shortest);
                    longest = number(value, longest);
                }
                default -> {} // the schema itself holds them
            }
        }
        if (!patterns.isEmpty() && patterns.stream().noneMatch(XsdTypes::takesNothing)) {
            shortest = Math.max(shortest, 1);
        }
        return new ScalarType(
                restriction.spot(),
                type.kind(),
                Set.of(),
                shortest,
                longest,
                type.pattern(),
                allowed.isEmpty() ? type.allowed() : Set.copyOf(allowed));
    }

    /** Whether an empty text has that form, as far as Java reads it; what it cannot read is the schema's alone. */
    private static boolean takesNothing(String pattern) {
        try {
            return Pattern.compile(pattern).matcher("").matches();
        } catch (PatternSyntaxException another) {
            return true;
        }
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
