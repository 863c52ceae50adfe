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
        Set<String> allowed = new TreeSet<>();
        if (form.get("enum") instanceof Item.Listing listing) {
            listing.items().forEach(item -> allowed.add(item.toJson().asString()));
        } else if (form.has("enum")) {
            form.wrongKind("enum", "list");
        }
        Item constant = form.get("const");
        if (constant != null) {
            allowed.add(constant.toJson().asString());
        }
        return new ScalarType(
                form.spot(),
                kind(names.getFirst()),
                names.stream().skip(1).map(ScalarKeywords::kind).collect(Collectors.toUnmodifiableSet()),
                number(form, "minLength"),
                number(form, "maxLength"),
                pattern(form),
                Set.copyOf(allowed));
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
        if (item instanceof Item.Scalar scalar && scalar.value() instanceof BigDecimal number && number.scale() <= 0) {
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
