package vn.lienthong.mapping.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.CsvTable;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;

/** Reads code tables and crosswalks out of their files: tables first, since crosswalks are checked against them. */
public final class CodeFiles {

    private static final String FOLDER = "code-tables/";

    private final DefinitionFiles files;
    private final Faults faults;
    private final Codes codes = new Codes();

    public CodeFiles(DefinitionFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
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
                takeTable(table, new Spot(files.shown(name), 1, 1), Set.of(name), rows(name, "code"));
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
        List<Row> rows = rows(document, "codes", "name", used);
        if (name != null) {
            takeTable(name, form.spot(), used, document.sound() && before == faults.count() ? rows : null);
        }
    }

    private void takeTable(String name, Spot spot, Set<String> used, @Nullable List<Row> rows) {
        Map<String, List<Period>> periods = new HashMap<>();
        for (Row row : rows == null ? List.<Row>of() : rows) {
            periods.computeIfAbsent(row.code(), code -> new ArrayList<>()).add(row.period());
        }
        codes.add(new CodeTable(name, Map.copyOf(periods), used), rows != null, spot, faults);
    }

    private void crosswalk(Document document) {
        Form form = document.form();
        int before = faults.count();
        form.allowOnly(Set.of("crosswalk", "summary", "from", "to", "pairs", "otherwise"));
        String name = form.requiredText("crosswalk");
        Set<String> used = new TreeSet<>(Set.of(document.file()));
        List<Row> rows = rows(document, "pairs", "becomes", used);
        String otherwise = form.text("otherwise");
        CodeTable from = side(form, "from", used);
        CodeTable to = side(form, "to", used);
        Map<String, List<Crosswalk.Pair>> pairs = new LinkedHashMap<>();
        for (Row row : rows == null ? List.<Row>of() : rows) {
            check(from, row.code(), row.spot());
            check(to, row.becomes(), row.spot());
            add(pairs, row);
        }
        if (otherwise != null) {
            check(to, otherwise, form.spot("otherwise"));
        }
        if (name != null) {
            boolean good = document.sound() && rows != null && before == faults.count();
            codes.add(new Crosswalk(name, form.spot(), Map.copyOf(pairs), otherwise, used), good, form.spot(), faults);
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

    private void check(@Nullable CodeTable table, String code, Spot spot) {
        if (table != null && !table.has(code, null)) {
            faults.add(Problem.of("mapping.pair-not-in-code-table")
                    .at(spot.place())
                    .with("value", code)
                    .with("table", table.name())
                    .with("hint", Suggestion.of(code, table.all())));
        }
    }

    private void add(Map<String, List<Crosswalk.Pair>> pairs, Row row) {
        List<Crosswalk.Pair> same = pairs.computeIfAbsent(row.code(), code -> new ArrayList<>());
        if (same.stream().anyMatch(pair -> pair.period().overlaps(row.period()))) {
            faults.add(
                    Problem.of("mapping.duplicate-pair").at(row.spot().place()).with("value", row.code()));
        }
        same.add(new Crosswalk.Pair(row.spot(), row.becomes(), row.period()));
    }

    /** A code, what stands beside it, and when both hold. */
    private record Row(Spot spot, String code, String becomes, Period period) {}

    /** Codes as a table, as a list of tables (for dates), or in a CSV file beside; null if they are not there. */
    private @Nullable List<Row> rows(Document document, String key, String second, Set<String> used) {
        Form form = document.form();
        return switch (form.required(key)) {
            case null -> null;
            case Item.Table table -> rows(table, key);
            case Item.Listing listing -> rows(form.forms(key), second);
            case Item.Scalar scalar -> {
                String file = files.resolve(document.file(), scalar.text(), scalar.spot(), faults);
                if (file == null) {
                    yield null;
                }
                used.add(file);
                yield second.equals("becomes") ? rows(file, "code", "becomes") : rows(file, "code");
            }
        };
    }

    private List<Row> rows(Item.Table table, String key) {
        List<Row> rows = new ArrayList<>();
        table.entries().forEach((code, entry) -> {
            if (entry.value() instanceof Item.Scalar scalar && scalar.isText()) {
                rows.add(new Row(entry.keySpot(), code, scalar.text(), Period.ALWAYS));
            } else {
                faults.add("mapping.unquoted-code", entry.value().spot(), key + "." + code);
            }
        });
        return rows;
    }

    private List<Row> rows(List<Form> forms, String second) {
        List<Row> rows = new ArrayList<>();
        for (Form form : forms) {
            form.allowOnly(Set.of("code", second, "from", "until", "note"));
            String code = form.requiredText("code");
            String becomes = second.equals("becomes") ? form.requiredText(second) : form.text(second);
            Period period = Period.of(form.text("from"), form.text("until"), form::spot, faults);
            if (code != null) {
                rows.add(new Row(form.spot(), code, becomes == null ? "" : becomes, period));
            }
        }
        return rows;
    }

    private @Nullable List<Row> rows(String file, String... needed) {
        int before = faults.count();
        CsvTable csv = files.csv(file, faults);
        for (String column : needed) {
            if (!csv.header().contains(column)) {
                faults.add(Problem.of("mapping.csv-column-missing")
                        .at(new Spot(csv.file(), 1, 1).place())
                        .in(column)
                        .with("hint", Suggestion.of(column, csv.header())));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (CsvTable.Row row : before == faults.count() ? csv.rows() : List.<CsvTable.Row>of()) {
            Map<String, String> cells = row.cells();
            for (String column : needed) {
                if (!cells.containsKey(column)) {
                    faults.add("mapping.csv-cell-empty", row.spot(column), column);
                }
            }
            Period period = Period.of(cells.get("from"), cells.get("until"), row::spot, faults);
            rows.add(new Row(row.spot(), cells.getOrDefault("code", ""), cells.getOrDefault("becomes", ""), period));
        }
        return before == faults.count() ? rows : null;
    }
}
