package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * XSD's own single values, by the form of their text. Numbers are wanted plain (650000, not 6.5E5), as counterparts read them.
 */
final class XsdBuiltIns {

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

    private XsdBuiltIns() {}

    /** Null if it is not read. */
    static @Nullable ScalarType find(String name, XsdNode user) {
        String form = BUILT_IN.get(name);
        Shape shape = form == null || form.isEmpty() ? null : Shape.of(form);
        return form == null
                ? null
                : new ScalarType(user.spot(), ScalarType.Kind.LEXICAL, Set.of(), -1, -1, shape, Set.of());
    }

    static List<String> names() {
        return BUILT_IN.keySet().stream().sorted().toList();
    }
}
