package vn.lienthong.mapping.contract;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Suggestion;

/** Compiles one JSON Schema file. A keyword outside of the promised part is a fault: what is not checked must not look so. */
public final class ContractFile {

    private static final Set<String> ANYWHERE = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "examples",
            "type",
            "x-unknown",
            "x-personal",
            "x-origin",
            "x-filled-by");
    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "object", Set.of("properties", "required", "additionalProperties"),
            "array", Set.of("items"),
            "string", Set.of("minLength", "maxLength", "pattern", "enum", "const"),
            "integer", Set.of("enum", "const"),
            "number", Set.of("enum", "const"),
            "boolean", Set.of("enum", "const"));

    private final Faults faults;

    /** How unknown values are written where a property does not say: by type, from the {@code x-unknown} at the top. */
    private final Map<String, String> unknownByType = new LinkedHashMap<>();

    private ContractFile(Faults faults) {
        this.faults = faults;
    }

    /** The compiled contract, or null if the file cannot be one; every fault is taken down. */
    public static Type.@Nullable Structure compile(Item item, Faults faults) {
        int before = faults.count();
        Form form = Form.of(item, "", faults);
        if (form == null) {
            return null;
        }
        ContractFile file = new ContractFile(faults);
        file.readUnknown(form);
        Type type = file.type(form);
        if (type != null && !(type instanceof Type.Structure)) {
            form.wrongKind("type", "object");
        }
        return before == faults.count() && type instanceof Type.Structure structure ? structure : null;
    }

    private void readUnknown(Form form) {
        Form unknown = form.form("x-unknown");
        if (unknown != null) {
            unknown.allowOnly(BY_TYPE.keySet());
            unknown.entries()
                    .forEach((type, entry) ->
                            unknownByType.put(type, entry.value().toJson().toString()));
        }
    }

    private @Nullable Type type(Form form) {
        String name = form.requiredText("type");
        Set<String> own = name == null ? null : BY_TYPE.get(name);
        if (own == null) {
            if (name != null) {
                form.wrongKind("type", String.join(", ", new TreeSet<>(BY_TYPE.keySet())));
            }
            return null;
        }
        for (Map.Entry<String, Item.Entry> entry : form.entries().entrySet()) {
            if (!ANYWHERE.contains(entry.getKey()) && !own.contains(entry.getKey())) {
                faults.add(Problem.of("mapping.unsupported-keyword")
                        .at(entry.getValue().keySpot().place())
                        .in(entry.getKey())
                        .with("known", String.join(", ", new TreeSet<>(own)))
                        .with("hint", Suggestion.of(entry.getKey(), own)));
            }
        }
        return switch (name) {
            case "object" -> structure(form);
            case "array" -> sequence(form);
            case null, default -> scalar(form, String.valueOf(name));
        };
    }

    private Type structure(Form form) {
        Map<String, Type.Property> properties = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        form.texts("required").forEach(item -> required.add(item.text()));
        Form declared = form.form("properties");
        if (declared != null) {
            declared.entries().forEach((name, entry) -> {
                Form property = Form.of(entry.value(), name, faults);
                Type type = property == null ? null : type(property);
                if (property != null && type != null) {
                    properties.put(name, property(name, property, type, required.remove(name)));
                } else {
                    required.remove(name);
                }
            });
        }
        required.forEach(name -> faults.add("mapping.required-without-property", form.spot("required"), name));
        boolean open = !form.has("additionalProperties") || form.flag("additionalProperties");
        return new Type.Structure(form.spot(), properties, open);
    }

    private Type.Property property(String name, Form form, Type type, boolean required) {
        Item unknown = form.get("x-unknown");
        String written = unknown == null
                ? unknownByType.get(type.name())
                : unknown.toJson().toString();
        if (unknown instanceof Item.Scalar scalar && "omit".equals(scalar.value())) {
            written = null;
        }
        return new Type.Property(
                name, form.spot(), type, required, written, form.flag("x-personal"), form.text("x-filled-by") != null);
    }

    private @Nullable Type sequence(Form form) {
        form.required("items");
        Form items = form.form("items");
        Type type = items == null ? null : type(items);
        return type == null ? null : new Type.Sequence(form.spot(), type);
    }

    private Type scalar(Form form, String name) {
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
                ScalarType.Kind.valueOf(name.toUpperCase(Locale.ROOT)),
                number(form, "minLength"),
                number(form, "maxLength"),
                pattern(form),
                Set.copyOf(allowed));
    }

    private int number(Form form, String key) {
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

    private @Nullable Shape pattern(Form form) {
        String pattern = form.text("pattern");
        try {
            return pattern == null ? null : Shape.of(pattern);
        } catch (PatternSyntaxException wrong) {
            form.wrongKind("pattern", "regular expression");
            return null;
        }
    }
}
