package vn.lienthong.mapping.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;

/** Reads what a JSON Schema says of single values. */
final class ScalarKeywords {

    private ScalarKeywords() {}

    static ScalarType read(Form form, List<String> names) {
        List<ScalarType.Kind> kinds = names.stream().map(ScalarKeywords::kind).toList();
        int shortest = number(form, "minLength");
        int longest = number(form, "maxLength");
        if (longest >= 0 && shortest > longest) {
            form.wrongKind("minLength", "at most maxLength");
        }
        return new ScalarType(
                form.spot(),
                kinds.getFirst(),
                Set.copyOf(kinds.subList(1, kinds.size())),
                shortest,
                longest,
                pattern(form),
                allowed(form, kinds));
    }

    /** What {@code enum} lists, and {@code const} leaves of it. A value of none of the types can never be the right one. */
    private static Set<String> allowed(Form form, List<ScalarType.Kind> kinds) {
        Set<String> allowed = new TreeSet<>();
        if (form.get("enum") instanceof Item.Listing listing) {
            listing.items().forEach(item -> allow(item, "enum", kinds, allowed, form));
            if (listing.items().stream().allMatch(ScalarKeywords::isNull)) {
                form.wrongKind("enum", "list of values");
            }
        } else if (form.has("enum")) {
            form.wrongKind("enum", "list of values");
        }
        Item constant = form.get("const");
        if (constant != null) {
            Set<String> one = new TreeSet<>();
            allow(constant, "const", kinds, one, form);
            if (form.has("enum") && !allowed.containsAll(one)) {
                form.wrongKind("const", "one of enum");
            }
            return Set.copyOf(one);
        }
        return Set.copyOf(allowed);
    }

    /** Null is no value: a contract's types say whether it may stand for one. */
    private static boolean isNull(Item item) {
        return item instanceof Item.Scalar scalar && scalar.value() == null;
    }

    private static void allow(Item item, String key, List<ScalarType.Kind> kinds, Set<String> allowed, Form form) {
        Object value = item instanceof Item.Scalar scalar ? scalar.value() : item;
        if (value != null && kinds.stream().anyMatch(kind -> kind.has(value))) {
            allowed.add(item.toJson().asString());
        } else if (value != null) {
            form.wrongKind(key, kinds.stream().map(ScalarType.Kind::word).collect(Collectors.joining(", ")));
        }
    }

    private static ScalarType.Kind kind(String name) {
        return ScalarType.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** A whole number; negative if there is none, or it is something else, which has been reported then. */
    static int number(Form form, String key) {
        Item item = form.get(key);
        if (item == null) {
            return -1;
        }
        if (item instanceof Item.Scalar scalar
                && scalar.value() instanceof BigDecimal number
                && number.scale() <= 0
                && number.signum() >= 0) {
            return number.intValue();
        }
        form.wrongKind(key, "integer");
        return -1;
    }

    private static @Nullable Shape pattern(Form form) {
        String pattern = form.text("pattern");
        try {
            return pattern == null ? null : Shape.of(pattern);
        } catch (PatternSyntaxException wrong) {
            form.wrongKind("pattern", "regular expression");
            return null;
        }
    }
}
