package vn.lienthong.mapping.crosswalk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.code.CodeRow;
import vn.lienthong.mapping.code.CodeTable;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.folder.MappingFolder;

/**
 * Every crosswalk of a folder as the document a ministry signs: what each code becomes, when, why, and where it is used;
 * with a hash of each file, so that what was signed can be told from what came later.
 */
public final class SignOff {

    private static final List<String> COLUMNS =
            List.of("Mã nguồn", "Tên", "Mã đích", "Tên", "Từ ngày", "Đến ngày", "Ghi chú");

    private final List<Crosswalk> crosswalks;
    private final Map<String, List<String>> uses;
    private final DefinitionFiles files;
    private final RowNotes notes;

    public SignOff(MappingFolder folder) {
        this.crosswalks = folder.codes().crosswalks();
        this.files = folder.files();
        this.notes = new RowNotes(files);
        this.uses = folder.mappings().stream()
                .flatMap(mapping -> mapping.targets().stream()
                        .filter(field -> field.crosswalk() != null)
                        .map(field ->
                                Map.entry(String.valueOf(field.crosswalk()), mapping.name() + " " + field.path())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    public int size() {
        return crosswalks.size();
    }

    /** One page that needs no other file. */
    public String html() {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="vi"><head><meta charset="utf-8"><title>Bảng quy đổi mã / Crosswalks</title>
                <style>
                body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
                th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; }
                th { background: #eef3f8; }
                td.code { font-family: ui-monospace, monospace; white-space: nowrap; }
                section { break-inside: avoid-page; border-top: 2px solid #333; margin-top: 2rem; }
                .sign td { height: 3.5rem; width: 33%; }
                small { color: #444; }
                </style></head><body>
                <h1>Bảng quy đổi mã <small>Crosswalks</small></h1>
                <p>Mã không có trong bảng thì hồ sơ dừng lại chờ xử lý, không gửi mã thay thế.
                <small>A code without a pair stops its record; nothing is sent in its place.</small></p>
                """);
        crosswalks.forEach(crosswalk -> section(page, crosswalk));
        return page.append("</body></html>\n").toString();
    }

    private void section(StringBuilder page, Crosswalk crosswalk) {
        page.append("<section><h2>").append(escaped(crosswalk.name())).append("</h2>\n<p>");
        page.append(escaped(crosswalk.head().summary())).append("</p>\n<p><small>");
        page.append(escaped(String.join("<br>", about(crosswalk))).replace("&lt;br&gt;", "<br>"));
        page.append("</small></p>\n<table><tr>");
        COLUMNS.forEach(column -> page.append("<th>").append(column).append("</th>"));
        page.append("</tr>\n");
        for (CodeRow row : crosswalk.rows()) {
            List<String> cells = cells(crosswalk, row);
            page.append("<tr>");
            IntStream.range(0, cells.size())
                    .forEach(i -> page.append(i == 0 || i == 2 ? "<td class=\"code\">" : "<td>")
                            .append(escaped(cells.get(i)))
                            .append("</td>"));
            page.append("</tr>\n");
        }
        page.append("""
                </table>
                <table class="sign"><tr><th>Người duyệt / Approved by</th><th>Ngày / Date</th><th>Chữ ký / Signature</th></tr>
                <tr><td></td><td></td><td></td></tr></table></section>
                """);
    }

    private List<String> about(Crosswalk crosswalk) {
        List<String> lines = new ArrayList<>();
        lines.add("Danh mục / code tables: " + name(crosswalk.head().from()) + " → "
                + name(crosswalk.head().to()));
        if (crosswalk.otherwise() != null) {
            lines.add("Mã khác / any other code → " + crosswalk.otherwise());
        }
        lines.add("Dùng cho / used for: " + String.join("; ", uses.getOrDefault(crosswalk.name(), List.of("–"))));
        crosswalk.files().stream()
                .sorted()
                .forEach(file -> lines.add(
                        files.shown(file) + "  sha-256 " + files.hash(file).substring(0, 16)));
        return lines;
    }

    private List<String> cells(Crosswalk crosswalk, CodeRow row) {
        SheetRow shown = SheetRow.of(row, notes.of(row));
        return List.of(
                shown.code(),
                meaning(crosswalk.head().from(), shown.code()),
                shown.becomes(),
                meaning(crosswalk.head().to(), shown.becomes()),
                shown.from(),
                shown.until(),
                shown.note());
    }

    /** A sheet for each crosswalk, codes as text. */
    public void workbook(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "LienThong", "1.0")) {
            for (Crosswalk crosswalk : crosswalks) {
                sheet(workbook.newWorksheet(crosswalk.name()), crosswalk);
            }
        }
    }

    private void sheet(Worksheet sheet, Crosswalk crosswalk) {
        int at = 0;
        sheet.value(at, 0, crosswalk.name());
        sheet.style(at++, 0).bold().fontSize(14).set();
        sheet.value(at++, 0, crosswalk.head().summary());
        for (String line : about(crosswalk)) {
            sheet.value(at++, 0, line);
        }
        at++;
        for (int column = 0; column < COLUMNS.size(); column++) {
            sheet.value(at, column, COLUMNS.get(column));
            sheet.style(at, column).bold().fillColor("DDEBF7").set();
            sheet.width(column, column % 2 == 0 && column < 3 ? 24 : 32);
        }
        for (CodeRow row : crosswalk.rows()) {
            at++;
            List<String> cells = cells(crosswalk, row);
            for (int column = 0; column < cells.size(); column++) {
                sheet.value(at, column, cells.get(column));
                sheet.style(at, column).format("@").set();
            }
        }
        sheet.value(at + 2, 0, "Người duyệt / Approved by:");
        sheet.value(at + 3, 0, "Ngày / Date:");
        sheet.value(at + 4, 0, "Chữ ký / Signature:");
    }

    private static String name(@Nullable CodeTable table) {
        return table == null ? "–" : table.name();
    }

    private static String meaning(@Nullable CodeTable table, String code) {
        return table == null ? "" : table.nameOf(code);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
