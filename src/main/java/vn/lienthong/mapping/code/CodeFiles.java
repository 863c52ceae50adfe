package vn.lienthong.mapping.code;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;

/** Reads code tables and crosswalks out of their files: tables first, since crosswalks are checked against them. */
public final class CodeFiles {

    private static final String FOLDER = "code-tables/";

    private final DefinitionFiles files;
    private final Faults faults;
    private final CodeRows rows;
    private final Codes codes = new Codes();

    public CodeFiles(DefinitionFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
        this.rows = new CodeRows(files, faults);
    }

    /**
     * A document, and the file that holds it.
     *
     * @param sound whether the file could be read without a fault; if not, what it declares is not used
     */
    public record Document(String file, Form form, boolean sound) {}

    /** @param documents those that declare a {@code code-table} or a {@code crosswalk} */
    public Codes read(List<Document> documents) {
        for (String name : files.names()) {
            if (name.startsWith(FOLDER) && name.endsWith(".csv")) {
                String table = name.substring(FOLDER.length(), name.length() - ".csv".length());
                takeTable(table, new Spot(files.shown(name), 1, 1), Set.of(name), rows.csv(name, "name"));
            }
        }
        documents.stream().filter(document -> document.form().has("code-table")).forEach(this::table);
        documents.stream().filter(document -> document.form().has("crosswalk")).forEach(this::crosswalk);
        return codes;
    }

    private void table(Document document) {
        Form form = document.form();
        int before = faults.count();
        form.allowOnly(Set.of("code-table", "summary", "codes"));
        String name = form.requiredText("code-table");
        Set<String> used = new TreeSet<>(Set.of(document.file()));
        List<CodeRow> found = rows.read(document, "codes", "name", used);
        if (name != null) {
            takeTable(name, form.spot(), used, document.sound() && before == faults.count() ? found : null);
        }
    }

    private void takeTable(String name, Spot spot, Set<String> used, @Nullable List<CodeRow> found) {
        Map<String, List<CodeRow>> byCode = CodeRows.byCode(found == null ? List.of() : found);
        codes.add(new CodeTable(name, byCode, used), found != null, spot, faults);
    }

    private void crosswalk(Document document) {
        Form form = document.form();
        int before = faults.count();
        form.allowOnly(Set.of("crosswalk", "summary", "from", "to", "pairs", "otherwise"));
        String name = form.requiredText("crosswalk");
        Set<String> used = new TreeSet<>(Set.of(document.file()));
        List<CodeRow> found = rows.read(document, "pairs", "becomes", used);
        String otherwise = form.text("otherwise");
        CodeTable from = side(form, "from", used);
        CodeTable to = side(form, "to", used);
        List<CodeRow> pairs = found == null ? List.of() : found;
        pairs.forEach(row -> check(from, to, row));
        CodeRows.byCode(pairs).values().forEach(this::checkOverlaps);
        if (otherwise != null) {
            check(to, otherwise, form.spot("otherwise"));
        }
        if (name != null) {
            boolean good = document.sound() && found != null && before == faults.count();
            String summary = form.text("summary");
            Crosswalk.Head head = new Crosswalk.Head(
                    name, form.spot(), document.file(), summary == null ? "" : summary, from, to, otherwise);
            codes.add(Crosswalk.of(head, pairs, used), good, faults);
        }
    }

    private @Nullable CodeTable side(Form form, String key, Set<String> used) {
        String name = form.text(key);
        CodeTable table = name == null ? null : codes.table(name, form.spot(key), faults);
        if (table != null) {
            used.addAll(table.files());
        }
        return table;
    }

    private void check(@Nullable CodeTable from, @Nullable CodeTable to, CodeRow row) {
        check(from, row.code(), row.spot());
        check(to, row.second(), row.spot());
        if (to != null && to.has(row.second(), null) && !to.holdsThroughout(row.second(), row.period())) {
            faults.add(Problem.of("mapping.pair-outside-of-code")
                    .at(row.spot().place())
                    .with("value", row.second())
                    .with("table", to.name()));
        }
    }

    private void check(@Nullable CodeTable table, String code, Spot spot) {
        if (table != null && !table.has(code, null)) {
            faults.add(Problem.of("mapping.pair-not-in-code-table")
                    .at(spot.place())
                    .with("value", code)
                    .with("table", table.name())
                    .with("hint", Suggestion.of(code, table.all())));
        }
    }

    private void checkOverlaps(List<CodeRow> same) {
        for (int i = 1; i < same.size(); i++) {
            CodeRow row = same.get(i);
            if (same.subList(0, i).stream().anyMatch(other -> other.period().overlaps(row.period()))) {
                faults.add(Problem.of("mapping.duplicate-pair")
                        .at(row.spot().place())
                        .with("value", row.code()));
            }
        }
    }
}
