package vn.lienthong.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner;
import vn.lienthong.mapping.code.CodeFiles;
import vn.lienthong.mapping.code.Codes;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.rule.MappingFile;
import vn.lienthong.mapping.rule.RecordMapping;

/** Sorts the documents of a folder by what they declare, and compiles them: code tables, crosswalks, then mappings. */
final class MappingFolder {

    private static final List<String> KINDS = List.of("mapping", "crosswalk", "code-table");

    private final DefinitionFiles files;
    private final Faults faults;
    private final Map<String, Optional<RecordMapping>> declared = new TreeMap<>();
    private boolean incomplete;

    MappingFolder(DefinitionFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
        this.incomplete = !faults.isEmpty();
        List<CodeFiles.Document> documents = documents();
        Codes codes = new CodeFiles(files, faults).read(documents);
        documents.stream()
                .filter(document -> document.form().has("mapping"))
                .forEach(document -> compile(document, codes));
    }

    /** Every mapping some file declares; empty for one that has a fault. */
    Map<String, Optional<RecordMapping>> declared() {
        return declared;
    }

    /** Whether a file could not be read at all, so that mappings may have been declared that we do not see. */
    boolean isIncomplete() {
        return incomplete;
    }

    private List<CodeFiles.Document> documents() {
        List<CodeFiles.Document> documents = new ArrayList<>();
        for (String name : files.names()) {
            if (name.endsWith(".yaml") && !CaseRunner.isCase(name)) {
                int before = faults.count();
                List<Item> items = files.yaml(name, faults);
                boolean sound = before == faults.count();
                for (Item item : items) {
                    Form form = Form.of(item, "", faults);
                    if (form != null && hasKind(form)) {
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
        faults.add(Problem.of("mapping.unknown-kind-of-file")
                .at(form.spot().toString())
                .with("hint", Suggestion.of(first, new TreeSet<>(KINDS))));
        return false;
    }

    private void compile(CodeFiles.Document document, Codes codes) {
        @Nullable
        RecordMapping mapping = new MappingFile(files, document.file(), document.form(), codes, faults).compile();
        String name = document.form().text("mapping");
        if (name != null && declared.put(name, Optional.ofNullable(document.sound() ? mapping : null)) != null) {
            faults.add("mapping.duplicate-name", document.form().spot("mapping"), name);
            declared.put(name, Optional.empty());
        }
    }
}
