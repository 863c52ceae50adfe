package vn.lienthong.mapping.crosswalk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.code.CodeTable;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.source.AskedFields;
import vn.lienthong.mapping.source.SourceFormats;
import vn.lienthong.mapping.text.Blank;

/**
 * A crosswalk as a workbook: one row a pair, codes as text so that no zero is lost, the names of both sides beside the
 * codes. Codes that have no pair yet stand at the end with an empty right side, to be filled in. A second sheet lists
 * what the right side may be.
 */
public final class CrosswalkWorkbook {

    static final String CODE = "Mã nguồn";
    static final String BECOMES = "Mã đích";
    static final String FROM = "Từ ngày";
    static final String UNTIL = "Đến ngày";
    static final String NOTE = "Ghi chú";
    private static final List<String> COLUMNS =
            List.of(CODE, "Tên mã nguồn", BECOMES, "Tên mã đích", FROM, UNTIL, NOTE);
    private static final List<String> SIDES = List.of(CODE, BECOMES);
    private static final List<Integer> WIDTHS = List.of(28, 40, 16, 40, 12, 12, 50);
    private static final JsonMapper JSON = new JsonMapper();

    private CrosswalkWorkbook() {}

    public static void write(Crosswalk crosswalk, RowNotes notes, OutputStream out) throws IOException {
        List<SheetRow> rows = new ArrayList<>();
        crosswalk.rows().forEach(row -> rows.add(SheetRow.of(row, notes.of(row))));
        unpaired(crosswalk).forEach(code -> rows.add(new SheetRow("", code, "", "", "", "")));
        try (Workbook workbook = new Workbook(out, "LienThong", "1.0")) {
            Worksheet pairs = workbook.newWorksheet("Bảng quy đổi");
            head(pairs, COLUMNS);
            for (int i = 0; i < rows.size(); i++) {
                write(pairs, i + 1, crosswalk, rows.get(i));
            }
            for (int column = 0; column < WIDTHS.size(); column++) {
                pairs.width(column, WIDTHS.get(column));
            }
            codes(workbook.newWorksheet("Danh mục mã đích"), crosswalk.head().to());
        }
    }

    /** Codes of the left side's table that have no pair. */
    public static List<String> unpaired(Crosswalk crosswalk) {
        CodeTable from = crosswalk.head().from();
        return from == null
                ? List.of()
                : from.all().stream()
                        .filter(code -> !crosswalk.codes().contains(code))
                        .toList();
    }

    private static void write(Worksheet sheet, int at, Crosswalk crosswalk, SheetRow row) {
        List<String> cells = List.of(
                row.code(),
                nameOf(crosswalk.head().from(), row.code()),
                row.becomes(),
                nameOf(crosswalk.head().to(), row.becomes()),
                row.from(),
                row.until(),
                row.note());
        for (int column = 0; column < cells.size(); column++) {
            sheet.value(at, column, cells.get(column));
            sheet.style(at, column).format("@").set();
        }
    }

    private static void head(Worksheet sheet, List<String> names) {
        for (int column = 0; column < names.size(); column++) {
            sheet.value(0, column, names.get(column));
            sheet.style(0, column).bold().fillColor("DDEBF7").set();
        }
        sheet.freezePane(0, 1);
    }

    private static void codes(Worksheet sheet, @Nullable CodeTable table) {
        head(sheet, List.of("Mã", "Tên"));
        int at = 1;
        for (String code : table == null ? List.<String>of() : table.all()) {
            sheet.value(at, 0, code);
            sheet.style(at, 0).format("@").set();
            sheet.value(at++, 1, nameOf(table, code));
        }
        sheet.width(0, 16);
        sheet.width(1, 60);
    }

    private static String nameOf(@Nullable CodeTable table, String code) {
        return table == null ? "" : table.nameOf(code);
    }

    /**
     * The rows of a workbook that say something. Names beside the codes are for people and are not read.
     *
     * @throws SourceFormat.UnreadableFile if it is no workbook, has no rows, or a column is missing
     */
    public static List<SheetRow> read(Path file) throws IOException, SourceFormat.UnreadableFile {
        ObjectNode source = JSON.createObjectNode().put("format", "xlsx");
        List<SheetRow> rows = new ArrayList<>();
        try (SourceFormat.Rows open =
                SourceFormats.of(source, AskedFields.all(SIDES)).open(file)) {
            for (Problem missing : open.passedOver()) {
                throwIfColumns(missing, file);
            }
            for (SourceFormat.Row row = open.next(); row != null; row = open.next()) {
                JsonNode cells = JSON.readTree(row.record().body());
                rows.add(new SheetRow(
                        row.place(),
                        cell(cells, CODE),
                        cell(cells, BECOMES),
                        SheetRow.day(cell(cells, FROM)),
                        SheetRow.day(cell(cells, UNTIL)),
                        cell(cells, NOTE)));
            }
        }
        if (rows.isEmpty()) {
            throw new SourceFormat.UnreadableFile(
                    Problem.of("mapping.workbook-without-rows").at(file.toString()));
        }
        return rows;
    }

    private static void throwIfColumns(Problem missing, Path file) throws SourceFormat.UnreadableFile {
        if (missing.code().equals("source.columns-not-there")) {
            throw new SourceFormat.UnreadableFile(Problem.of("mapping.csv-column-missing")
                    .at(file.toString())
                    .in(missing.details().get("columns"))
                    .with("hint", String.join(", ", COLUMNS)));
        }
    }

    private static String cell(JsonNode cells, String column) {
        return Blank.tidy(cells.path(column).asString(""));
    }
}
