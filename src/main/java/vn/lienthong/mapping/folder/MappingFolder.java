package vn.lienthong.mapping.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner;
import vn.lienthong.mapping.code.CodeFiles;
import vn.lienthong.mapping.code.Codes;
import vn.lienthong.mapping.contract.Contract;
import vn.lienthong.mapping.contract.Contracts;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.rule.MappingFile;
import vn.lienthong.mapping.rule.RecordMapping;

/** Sorts the documents of a folder by what they declare, and compiles them: code tables, crosswalks, then mappings. */
public final class MappingFolder {

    private static final List<String> KINDS = List.of("mapping", "crosswalk", "code-table");

    /** The schemas of our own files, which are no contracts. */
    private static final String FILE_KINDS = "schemas";

    private final DefinitionFiles files;
    private final Faults faults;
    private final Map<String, Optional<RecordMapping>> declared = new TreeMap<>();
    private final Codes codes;
    private final Contracts contracts;
    private boolean incomplete;

    /**
     * @param faults takes every fault of the folder; one that is not empty says that files could not be read
     * @param wanted the names of the files whose mappings are compiled; code tables and crosswalks all are
     */
    private MappingFolder(DefinitionFiles files, Faults faults, Predicate<String> wanted) {
        this.files = files;
        this.faults = faults;
        this.contracts = new Contracts(files);
        this.incomplete = !faults.isEmpty();
        List<CodeFiles.Document> documents = documents();
        this.codes = new CodeFiles(files, faults).read(documents);
        documents.stream()
                .filter(document -> document.form().has("mapping") && wanted.test(document.file()))
                .forEach(this::compile);
    }

    /** Everything of a folder as it is now. */
    public static MappingFolder read(Path folder) {
        Faults faults = new Faults();
        return new MappingFolder(new DefinitionFiles(folder, faults), faults, file -> true);
    }

    /** The same, of files that have been read. */
    public static MappingFolder of(DefinitionFiles files) {
        return new MappingFolder(files, new Faults(), file -> true);
    }

    /** Of the mappings only that of one file; what else is wrong in the folder is told only where it matters to it. */
    public static MappingFolder around(Path file) {
        Path root = root(file);
        String name =
                root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
        Faults faults = new Faults();
        return new MappingFolder(new DefinitionFiles(root, faults), faults, name::equals);
    }

    /** The mappings folder a file or folder belongs to: the nearest one above that has code tables or crosswalks. */
    public static Path root(Path inside) {
        Path start = inside.toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("crosswalks")) || Files.isDirectory(folder.resolve("code-tables"))) {
                return folder;
            }
        }
        return Files.isDirectory(start) ? start : start.resolveSibling("");
    }

    /** Whether a file, named within the mappings folder, is in that folder of it; the empty name is the whole. */
    public static boolean isWithin(String folder, String file) {
        return folder.isEmpty() || file.equals(folder) || file.startsWith(folder + "/");
    }

    public DefinitionFiles files() {
        return files;
    }

    public Codes codes() {
        return codes;
    }

    /** Every fault of the folder. */
    public List<Problem> faults() {
        return faults.list();
    }

    /**
     * The same, and those of contracts that no mapping uses: whoever writes one wants to know. To read them costs more than a
     * start has to spare, and they stop nothing.
     */
    public List<Problem> faultsAndThoseOfUnusedContracts() {
        Faults all = new Faults();
        all.addAll(faults.list());
        files.names().stream()
                .filter(name -> name.endsWith(".schema.json") && !isWithin(FILE_KINDS, name))
                .forEach(name -> {
                    Contract contract = contracts.find(name, "", all);
                    if (contract != null) {
                        contract.tables().forEach(named -> codes.table(named.table(), named.spot(), all));
                    }
                });
        return all.list();
    }

    /** Every mapping that has no fault, by name. */
    public List<RecordMapping> mappings() {
        return declared.values().stream().flatMap(Optional::stream).toList();
    }

    /** Every mapping some file declares; empty for one that has a fault. */
    public Map<String, Optional<RecordMapping>> declared() {
        return declared;
    }

    /** Whether a file could not be read at all, so that mappings may have been declared that we do not see. */
    public boolean isIncomplete() {
        return incomplete;
    }

    private List<CodeFiles.Document> documents() {
        List<CodeFiles.Document> documents = new ArrayList<>();
        for (String name : files.names()) {
            if (name.endsWith(".yaml") && !CaseRunner.isCase(name)) {
                int before = faults.count();
                List<Item> items = files.yaml(name, faults);
                boolean sound = before == faults.count();
                if (sound && items.isEmpty()) { // emptied perhaps, and not yet written anew
                    addUnknownKind(new Spot(files.shown(name), 1, 1), "");
                }
                for (Item item : items) {
                    Form form = item instanceof Item.Table ? Form.of(item, "", faults) : null;
                    if (form == null) {
                        addUnknownKind(item.spot(), "");
                    } else if (hasKind(form)) {
                        documents.add(new CodeFiles.Document(name, form, sound));
                    }
                }
                incomplete |= before != faults.count();
            }
        }
        return documents;
    }

    private boolean hasKind(Form form) {
        if (KINDS.stream().filter(form::has).count() == 1) {
            return true;
        }
        String first = form.entries().isEmpty()
                ? ""
                : form.entries().keySet().iterator().next();
        addUnknownKind(form.spot(), first);
        return false;
    }

    private void addUnknownKind(Spot spot, String first) {
        faults.add(Problem.of("mapping.unknown-kind-of-file")
                .at(spot.place())
                .with("hint", Suggestion.of(first, new TreeSet<>(KINDS))));
    }

    private void compile(CodeFiles.Document document) {
        @Nullable
        RecordMapping mapping =
                new MappingFile(files, document.file(), document.form(), codes, contracts, faults).compile();
        String name = document.form().text("mapping");
        if (name != null && declared.put(name, Optional.ofNullable(document.sound() ? mapping : null)) != null) {
            faults.add("mapping.duplicate-name", document.form().spot("mapping"), name);
            declared.put(name, Optional.empty());
        }
    }
}
