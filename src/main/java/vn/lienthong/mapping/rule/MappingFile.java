package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.mapping.code.Codes;
import vn.lienthong.mapping.contract.Contract;
import vn.lienthong.mapping.contract.Contracts;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Flaws;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.AskedFields;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.SourceFormats;

/** Compiles one {@code mapping} document, with everything it uses. */
public final class MappingFile {

    /** What a name is made of; routes, settings and the addresses of the console spell it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9/-]*");

    private static final Set<String> KEYS = Set.of(
            "mapping",
            "summary",
            "source",
            "target",
            "dossier",
            "key",
            "dueAt",
            "changedAt",
            "notContent",
            "skip",
            "fields",
            "unused");

    private final DefinitionFiles files;
    private final String file;
    private final Form form;
    private final Faults faults;
    private final Codes codes;
    private final Contracts contracts;
    private final Set<String> used = new TreeSet<>();

    /** A fault of a shared file is told once, and stops everything that uses the file. */
    private boolean usesBroken;

    public MappingFile(DefinitionFiles files, String file, Form form, Codes codes, Contracts contracts, Faults faults) {
        this.files = files;
        this.file = file;
        this.form = form;
        this.faults = faults;
        this.codes = codes;
        this.contracts = contracts;
    }

    /** The mapping, or null if it or anything it uses has a fault; every fault is taken down. */
    public @Nullable RecordMapping compile() {
        int before = faults.count();
        form.allowOnly(KEYS);
        String name = name();
        form.text("summary");
        ObjectNode declaration = declaration();
        Type.Structure schema = schema();
        Compilation compilation = new Compilation(
                codes, schema, declaration.path("format").asString("").equals("xml"), faults);
        Contract target = contract("target", form.requiredText("target"));
        Type.Structure contract = structure(target);
        FieldsCompiler compiler = new FieldsCompiler(compilation);
        IdentityRules identity = IdentityRules.read(form, compilation, new ValueCompiler(compilation));
        List<Skip> skips = Skip.read(form, compilation);
        form.required("fields");
        Form fields = form.form("fields");
        List<Rule> rules =
                fields == null || contract == null ? List.of() : compiler.rules(fields, contract, Prefix.RECORD);
        if (target != null && target.xml() != null) {
            SchemaTrial.run(target.xml(), rules, faults);
        }
        AskedFields asked = compilation.asked();
        form.texts("unused").forEach(path -> compilation.path(path.text(), path.spot(), Prefix.RECORD));
        ObjectNode source = sound(declaration);
        SourceShape shape = new SourceShape(schema, compilation.read(), "", compiler.reported(), compilation::number);
        if (usesBroken || before != faults.count() || source == null || name == null || contract == null) {
            return null;
        }
        used.add(file);
        used.addAll(compilation.files());
        Spot spot = form.spot("mapping");
        return new RecordMapping(
                name,
                version(),
                file,
                SourceFormats.of(source, asked),
                RecordReader.of(source, compilation.names()),
                spot,
                identity,
                skips,
                shape,
                new ObjectRules(rules),
                target == null ? null : target.xml(),
                contractName(),
                contract,
                used.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), files::content)));
    }

    private @Nullable String name() {
        String name = form.requiredText("mapping");
        if (name != null && !NAME.matcher(name).matches()) {
            faults.add("mapping.bad-name", form.spot("mapping"), name);
        }
        return name;
    }

    /** The {@code source} block without its schema; a file name alone stands for JSON of that schema. */
    private ObjectNode declaration() {
        Item source = form.required("source");
        ObjectNode declaration =
                source instanceof Item.Table table ? table.toJson() : JsonNodeFactory.instance.objectNode();
        declaration.remove("schema");
        if (!declaration.has("format")) {
            declaration.put("format", "json");
        }
        return declaration;
    }

    private Type.@Nullable Structure schema() {
        if (form.get("source") instanceof Item.Table) {
            Form source = form.form("source");
            return source == null ? null : structure(contract("source", source.text("schema")));
        }
        return structure(contract("source", form.text("source")));
    }

    private Type.@Nullable Structure structure(@Nullable Contract contract) {
        if (contract != null && contract.structure() == null) {
            faults.add(Problem.of("mapping.wrong-kind")
                    .at(contract.type().spot().place())
                    .in("type")
                    .with("expected", "object"));
        }
        return contract == null ? null : contract.structure();
    }

    /** The target's file within the mappings folder; of an XSD with its element. */
    private String contractName() {
        String[] parts = String.valueOf(form.text("target")).split("#", 2);
        String name = files.resolve(file, parts[0], form.spot("target"), new Faults());
        return name + (parts.length > 1 ? "#" + parts[1] : "");
    }

    /** @param reference a file; of an XSD with several elements, {@code dossier.xsd#MSyncDocument} */
    private @Nullable Contract contract(String key, @Nullable String reference) {
        String[] parts = reference == null ? new String[] {""} : reference.split("#", 2);
        String name = reference == null ? null : files.resolve(file, parts[0], form.spot(key), faults);
        Contract contract = name == null ? null : contracts.find(name, parts.length > 1 ? parts[1] : "", faults);
        if (contract != null) {
            used.addAll(contract.files());
            for (Contract.Named named : contract.tables()) {
                usesBroken |= codes.table(named.table(), named.spot(), faults) == null;
            }
        }
        usesBroken |= name != null && contract == null;
        return contract;
    }

    /** All that is wrong with the {@code source} block, each at its own place; null then. */
    private @Nullable ObjectNode sound(ObjectNode declaration) {
        List<Flaws.Flaw> flaws = SourceFormats.flaws(declaration);
        for (Flaws.Flaw flaw : flaws) {
            Spot spot = flaw.spot(form.get("source"));
            faults.add(flaw.problem().at((spot == null ? form.spot("source") : spot).place()));
        }
        return flaws.isEmpty() ? declaration : null;
    }

    private String version() {
        MessageDigest digest = Sha256.digest();
        for (String each : used) {
            digest.update((each + "=" + files.hash(each)).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }
}
