package vn.lienthong.mapping.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProblemTexts;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;

/**
 * One case as written.
 *
 * @param file its name within the mappings folder
 * @param given a record in place, the name of another case, the name of a data file, or a file and a row of it
 * @param change fields that differ from what is given; null takes a field away
 */
record CaseFile(String file, @Nullable String mapping, Item given, Item.@Nullable Table change, Form expect) {

    private static final Set<String> KEYS = Set.of("summary", "mapping", "given", "change", "expect");
    private static final Set<String> EXPECTATIONS =
            Set.of("record", "fields", "problem", "problems", "warnings", "notOwed", "identity");
    private static final Set<String> PROBLEM = Set.of("code", "field");
    private static final Set<String> IDENTITY = Set.of("dossier", "key", "dueAt", "changedAt");

    /** The case, or null with faults. */
    static @Nullable CaseFile read(DefinitionFiles files, String name, Faults faults) {
        int before = faults.count();
        List<Item> documents = files.yaml(name, faults);
        if (documents.size() != 1 && before == faults.count()) {
            faults.add("mapping.not-one-case", new Spot(files.shown(name), 1, 1));
        }
        Form form = documents.size() == 1 ? Form.of(documents.getFirst(), "", faults) : null;
        if (form == null) {
            return null;
        }
        form.allowOnly(KEYS);
        form.text("summary");
        Item given = form.required("given");
        form.required("expect");
        Form expect = form.form("expect");
        Form change = form.form("change");
        if (expect != null) {
            checkExpectation(expect, faults);
        }
        if (given == null || expect == null) {
            return null;
        }
        Item.Table changes = change == null ? null : (Item.Table) form.get("change");
        return new CaseFile(name, form.text("mapping"), given, changes, expect);
    }

    /** A code that nothing ever tells would be expected in vain. */
    private static void checkCode(Form problem, @Nullable String code, Faults faults) {
        if (code != null && ProblemTexts.find(code).isEmpty()) {
            List<String> codes =
                    ProblemTexts.all().stream().map(ProblemTexts.Entry::code).toList();
            faults.add(Problem.of("mapping.unknown-problem-code")
                    .at(problem.spot("code").place())
                    .with("name", code)
                    .with("hint", Suggestion.of(code, codes)));
        }
    }

    private static void checkExpectation(Form expect, Faults faults) {
        expect.allowOnly(EXPECTATIONS);
        expect.form("fields");
        Form single = expect.form("problem");
        List<Form> problems = new ArrayList<>(expect.forms("problems"));
        problems.addAll(expect.forms("warnings"));
        if (single != null) {
            problems.add(single);
        }
        for (Form problem : problems) {
            problem.allowOnly(PROBLEM);
            checkCode(problem, problem.requiredText("code"), faults);
            problem.text("field");
        }
        Form identity = expect.form("identity");
        if (identity != null) {
            identity.allowOnly(IDENTITY);
        }
        if (expect.has("notOwed") && !expect.flag("notOwed")) {
            expect.wrongKind("notOwed", "true");
        }
    }

    /** The folder whose mapping the case is about, with a slash at its end; empty for the mappings folder itself. */
    String folder() {
        return file.substring(0, Math.max(file.lastIndexOf("tests/"), 0));
    }

    /** The target fields the case compares, as it names them; null: the whole record. */
    @Nullable
    Set<String> looked() {
        if (expect.has("record")) {
            return null;
        }
        Form fields = expect.form("fields");
        return fields == null ? Set.of() : Set.copyOf(fields.entries().keySet());
    }

    /** The sentence the case proves. */
    String sentence() {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length())
                .replace('-', ' ');
    }
}
