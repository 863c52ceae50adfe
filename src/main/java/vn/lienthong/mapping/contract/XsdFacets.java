package vn.lienthong.mapping.contract;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a restriction of an XSD adds to a single value: lengths, and the only values allowed. The rest the schema itself holds. */
final class XsdFacets {

    private final Set<String> allowed = new HashSet<>();
    private int shortest;
    private int longest;
    private boolean patterns;
    private boolean emptyFits;

    private XsdFacets(ScalarType type) {
        this.shortest = type.shortest();
        this.longest = type.longest();
    }

    /** The type with what the restriction adds to it. */
    static ScalarType narrowed(ScalarType type, XsdNode restriction) {
        XsdFacets facets = new XsdFacets(type);
        restriction.children().forEach(facets::add);
        int shortest = facets.patterns && !facets.emptyFits ? Math.max(facets.shortest, 1) : facets.shortest;
        Set<String> allowed = facets.allowed.isEmpty() ? type.allowed() : Set.copyOf(facets.allowed);
        return new ScalarType(
                restriction.spot(), type.kind(), Set.of(), shortest, facets.longest, type.pattern(), allowed);
    }

    /** The same of a list, whose lengths count items and whose values are told apart by them: only whether it may be empty. */
    static ScalarType narrowedList(ScalarType type, XsdNode restriction) {
        ScalarType narrowed = narrowed(type, restriction);
        boolean empty = narrowed.check("") == null;
        return new ScalarType(restriction.spot(), type.kind(), Set.of(), empty ? -1 : 1, -1, null, Set.of());
    }

    private void add(XsdNode facet) {
        String value = String.valueOf(facet.attribute("value"));
        switch (facet.name()) {
            case "enumeration" -> allowed.add(value);
            case "pattern" -> {
                patterns = true;
                emptyFits |= takesNothing(value);
            }
            case "minLength" -> shortest = number(value, shortest);
            case "maxLength" -> longest = number(value, longest);
            case "length" -> {
                shortest = number(value, shortest);
                longest = number(value, longest);
            }
            default -> {} // the schema itself holds it
        }
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
        return text.strip().matches("\\d{1,9}") ? Integer.parseInt(text.strip()) : otherwise;
    }
}
