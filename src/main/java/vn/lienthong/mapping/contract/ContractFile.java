package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Suggestion;

/** Compiles one JSON Schema file. A keyword outside of the promised part is a fault: what is not checked must not look so. */
final class ContractFile {

    private static final Set<String> ANYWHERE = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "examples",
            "type",
            "x-unknown",
            "x-code-table",
            "x-personal",
            "x-origin",
            "x-filled-by",
            "x-aliases",
            "x-as");
    private static final Set<String> BESIDE_REFERENCE = Set.of("$ref", "title", "description", "x-origin");
    private static final String NULL = "null";
    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "object", Set.of("properties", "required", "additionalProperties"),
            "array", Set.of("items", "minItems", "maxItems"),
            "string", Set.of("minLength", "maxLength", "pattern", "enum", "const"),
            "integer", Set.of("enum", "const"),
            "number", Set.of("enum", "const"),
            "boolean", Set.of("enum", "const"));

    private final DefinitionFiles files;
    private final Faults faults;
    private final String name;

    /** The files that refer to each other down to this one, and every file met. */
    private final Set<String> open;

    private final SortedSet<String> met;
    private final List<Contract.Named> tables;

    /** How unknown values are written where a property does not say: by type, from the {@code x-unknown} at the top. */
    private final Map<String, String> unknownByType = new LinkedHashMap<>();

    private ContractFile(DefinitionFiles files, String name, Faults faults) {
        this.files = files;
        this.name = name;
        this.open = new HashSet<>(Set.of(name));
        this.met = new TreeSet<>(Set.of(name));
        this.tables = new ArrayList<>();
        this.faults = faults;
    }

    /** One that another refers to. */
    private ContractFile(ContractFile from, String name) {
        this.files = from.files;
        this.name = name;
        this.open = new HashSet<>(from.open);
        this.open.add(name);
        this.met = from.met;
        this.met.add(name);
        this.tables = from.tables;
        this.faults = from.faults;
    }

    /**
     * The compiled contract, or null if the file cannot be one; every fault is taken down.
     *
     * @param name of a file that is there
     */
    static @Nullable Contract compile(DefinitionFiles files, String name, Faults faults) {
        int before = faults.count();
        ContractFile file = new ContractFile(files, name, faults);
        Type type = file.read();
        return type == null || before != faults.count() ? null : new Contract(type, file.met, file.tables, null);
    }

    private @Nullable Type read() {
        Item item = files.json(name, faults);
        Form form = item == null ? null : Form.of(item, "", faults);
        if (form == null) {
            return null;
        }
        readUnknown(form);
        return type(form);
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
        if (form.has("$ref")) {
            return reference(form);
        }
        String table = form.text("x-code-table");
        if (table != null) {
            tables.add(new Contract.Named(table, form.spot("x-code-table")));
        }
        List<String> names = names(form);
        Set<String> own = names.isEmpty() ? null : BY_TYPE.get(names.getFirst());
        if (own == null) {
            return null;
        }
        Set<String> known = new TreeSet<>(ANYWHERE);
        names.forEach(each -> known.addAll(BY_TYPE.getOrDefault(each, Set.of())));
        for (Map.Entry<String, Item.Entry> entry : form.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                faults.add(Problem.of("mapping.unsupported-keyword")
                        .at(entry.getValue().keySpot().place())
                        .in(entry.getKey())
                        .with("known", String.join(", ", known))
                        .with("hint", Suggestion.of(entry.getKey(), known)));
            }
        }
        return switch (names.getFirst()) {
            case "object" -> structure(form);
            case "array" -> sequence(form);
            default -> ScalarKeywords.read(form, names);
        };
    }

    /** The contract of another file, which is compiled as it stands there. */
    private @Nullable Type reference(Form form) {
        form.allowOnly(BESIDE_REFERENCE);
        String reference = form.text("$ref");
        String other = reference == null ? null : files.resolve(name, reference, form.spot("$ref"), faults);
        if (other != null && open.contains(other)) {
            faults.add("mapping.contract-within-itself", form.spot("$ref"), other);
            return null;
        }
        return other == null ? null : new ContractFile(this, other).read();
    }

    /** One type, or several of single values; null may be one of them, which for us is a field that is not there. */
    private List<String> names(Form form) {
        form.required("type");
        List<String> names = new ArrayList<>();
        form.texts("type").forEach(item -> names.add(item.text()));
        boolean several = names.size() > 1;
        names.remove(several ? NULL : "");
        boolean known = BY_TYPE.keySet().containsAll(names);
        boolean single =
                names.size() < 2 || names.stream().noneMatch(each -> each.equals("object") || each.equals("array"));
        if (form.has("type") && (names.isEmpty() || !known || !single)) {
            form.wrongKind("type", String.join(", ", new TreeSet<>(BY_TYPE.keySet())));
            return List.of();
        }
        return names;
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
                name,
                form.spot(),
                type,
                required,
                written,
                personal(form),
                form.text("x-filled-by") != null,
                aliases(form),
                form.text("x-as"));
    }

    /** What it is called besides; of its title what comes before an explanation, unless that tells of codes. */
    private static List<String> aliases(Form form) {
        List<String> aliases = new ArrayList<>();
        form.texts("x-aliases").forEach(alias -> aliases.add(alias.text()));
        String title = form.text("title");
        String named = title == null ? "" : title.split("[;:(.]", 2)[0].strip();
        if (!named.isEmpty() && !named.matches(".*\\d.*")) {
            aliases.add(named);
        }
        return List.copyOf(aliases);
    }

    private Personal personal(Form form) {
        String word = form.text("x-personal");
        if (word == null) {
            return Personal.UNCLASSIFIED;
        }
        return Personal.named(word).orElseGet(() -> {
            form.wrongKind("x-personal", String.join(", ", Personal.words()));
            return Personal.UNCLASSIFIED;
        });
    }

    private @Nullable Type sequence(Form form) {
        form.required("items");
        Form items = form.form("items");
        Type type = items == null ? null : type(items);
        return type == null
                ? null
                : new Type.Sequence(
                        form.spot(),
                        type,
                        ScalarKeywords.number(form, "minItems"),
                        ScalarKeywords.number(form, "maxItems"));
    }
}
