package vn.lienthong.mapping.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.CsvTable;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;

/** Reads codes as a table, as a list of tables (for dates), or out of a CSV file beside. */
final class CodeRows {

    private final DefinitionFiles files;
    private final Faults faults;

    CodeRows(DefinitionFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
    }

    /**
     * The rows under a key of a document; null if they are not there.
     *
     * @param second what stands beside a code, {@code name} or {@code becomes}
     * @param used takes the name of the CSV file, if there is one
     */
    @Nullable
    List<CodeRow> read(CodeFiles.Document document, String key, String second, Set<String> used) {
        Form form = document.form();
        return switch (form.required(key)) {
            case null -> null;
            case Item.Table table -> table(table, key);
            case Item.Listing listing -> list(form.forms(key), second);
            case Item.Scalar scalar
            when !scalar.isText() -> {
                form.wrongKind(key, "table, list or CSV file");
                yield null;
            }
            case Item.Scalar scalar -> {
                String file = files.resolve(document.file(), scalar.text(), scalar.spot(), faults);
                if (file == null) {
                    yield null;
                }
                used.add(file);
                yield csv(file, second);
            }
        };
    }

    private List<CodeRow> table(Item.Table table, String key) {
        List<CodeRow> rows = new ArrayList<>();
        table.entries().forEach((code, entry) -> {
            if (entry.value() instanceof Item.Scalar scalar && scalar.isText()) {
                rows.add(new CodeRow(entry.keySpot(), code, scalar.text(), Period.ALWAYS, ""));
            } else {
                faults.add("mapping.unquoted-code", entry.value().spot(), key + "." + code);
            }
        });
        return rows;
    }

    private List<CodeRow> list(List<Form> forms, String second) {
        List<CodeRow> rows = new ArrayList<>();
        for (Form form : forms) {
            form.allowOnly(Set.of("code", second, "from", "until", "note"));
            String code = form.requiredText("code");
            String beside = second.equals("becomes") ? form.requiredText(second) : form.text(second);
            Period period = Period.of(form.text("from"), form.text("until"), form::spot, faults);
            if (code != null) {
                rows.add(new CodeRow(form.spot(), code, text(beside), period, text(form.text("note"))));
            }
        }
        return rows;
    }

    /** @param second its cells must not be empty if it is {@code becomes} */
    @Nullable
    List<CodeRow> csv(String file, String second) {
        int before = faults.count();
        CsvTable csv = files.csv(file, faults);
        List<String> needed = second.equals("becomes") ? List.of("code", second) : List.of("code");
        for (String column : needed) {
            if (!csv.header().contains(column)) {
                faults.add(Problem.of("mapping.csv-column-missing")
                        .at(new Spot(csv.file(), 1, 1).place())
                        .in(column)
                        .with("hint", Suggestion.of(column, csv.header())));
            }
        }
        List<CodeRow> rows = new ArrayList<>();
        for (CsvTable.Row row : before == faults.count() ? csv.rows() : List.<CsvTable.Row>of()) {
            Map<String, String> cells = row.cells();
            for (String column : needed) {
                if (!cells.containsKey(column)) {
                    faults.add("mapping.csv-cell-empty", row.spot(column), column);
                }
            }
            Period period = Period.of(cells.get("from"), cells.get("until"), row::spot, faults);
            rows.add(new CodeRow(
                    row.spot(), text(cells.get("code")), text(cells.get(second)), period, text(cells.get("note"))));
        }
        return before == faults.count() ? rows : null;
    }

    /** The rows of each code, in the order of the file. */
    static Map<String, List<CodeRow>> byCode(List<CodeRow> rows) {
        Map<String, List<CodeRow>> byCode = new LinkedHashMap<>();
        rows.forEach(row ->
                byCode.computeIfAbsent(row.code(), code -> new ArrayList<>()).add(row));
        return byCode;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
