package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List.of("string", "normalizedString", "token", "anyURI", "language", "Name", "NCName", "ID", "anySimpleType")
                .forEach(name -> forms.put(name, ""));
        List.of("decimal", "double", "float").forEach(name -> forms.put(name, PLAIN_NUMBER));
        List.of("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedLong")
                .forEach(name -> forms.put(name, WHOLE));
        List.of("unsignedInt", "unsignedShort", "unsignedByte", "nonPositiveInteger", "negativeInteger")
                .forEach(name -> forms.put(name, WHOLE));
        return Map.copyOf(forms);
    }

    private final Map<String, XsdNode> declared;
    private final Faults faults;

    /** @param declared the simple types with a name of their own */
    XsdTypes(Map<String, XsdNode> declared, Faults faults) {
        this.declared = declared;
        this.faults = faults;
    }

    boolean has(String type) {
        String name = XsdNode.local(type);
        return declared.containsKey(name) || BUILT_IN.containsKey(name);
    }

    /** Null with a fault if there is no such type. */
    @Nullable
    ScalarType named(String type, XsdNode user) {
        return named(type, user, Set.of());
    }

    private @Nullable ScalarType named(String type, XsdNode user, Set<String> open) {
        String name = XsdNode.local(type);
        XsdNode own = declared.get(name);
        if (own != null && !open.contains(name)) {
            Set<String> inner = new HashSet<>(open);
            inner.add(name);
            return restricted(own, inner);
        }
        String form = own == null ? BUILT_IN.get(name) : null;
        if (form == null) {
            faults.add(Problem.of("mapping.unsupported-keyword")
                    .at(user.spot().place())
                    .in(type)
                    .with(
                            "known",
                            String.join(
                                    ", ", BUILT_IN.keySet().stream().sorted().toList()))
                    .with("hint", "xs:string"));
            return null;
        }
        Shape shape = form.isEmpty() ? null : Shape.of(form);
        return new ScalarType(user.spot(), ScalarType.Kind.LEXICAL, Set.of(), -1, -1, shape, Set.of());
    }

    /** A {@code simpleType}. */
    @Nullable
    ScalarType restricted(XsdNode simpleType) {
        return restricted(simpleType, Set.of());
    }

    private @Nullable ScalarType restricted(XsdNode simpleType, Set<String> open) {
        XsdNode restriction = simpleType.children().stream()
                .filter(child -> child.name().equals("restriction"))
                .findFirst()
                .orElse(null);
        String base = restriction == null ? null : restriction.attribute("base");
        if (restriction == null || base == null) {
            faults.add(Problem.of("mapping.unsupported-keyword")
                    .at(simpleType.spot().place())
                    .in(simpleType.name())
                    .with("known", "restriction")
                    .with("hint", "restriction"));
            return null;
        }
        ScalarType type = named(base, restriction, open);
        return type == null ? null : narrowed(type, restriction);
    }

    private static ScalarType narrowed(ScalarType type, XsdNode restriction) {
        int shortest = type.shortest();
        int longest = type.longest();
        Set<String> allowed = new HashSet<>();
        for (XsdNode facet : restriction.children()) {
            String value = String.valueOf(facet.attribute("value"));
            switch (facet.name()) {
                case "enumeration" -> allowed.add(value);
                case "minLength" -> shortest = number(value, shortest);
                case "maxLength" -> longest = number(value, longest);
                case "length" -> {
                    shortest = number(value, shortest);
                    longest = number(value, longest);
                }
                default -> {} // the schema itself holds them
            }
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

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
