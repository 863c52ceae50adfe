package vn.lienthong.figures;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.figures.Report.Line;
import vn.lienthong.figures.Report.Procedures;

/** The figures for a spreadsheet: one line for each, rates with numerator and denominator beside them. */
public final class FigureFiles {

    private static final List<String> COLUMNS = List.of(
            "by",
            "name",
            "count",
            "online",
            "offline",
            "channelUnknown",
            "onlineRate",
            "onTime",
            "late",
            "timeUnknown",
            "onTimeRate",
            "onTimeOf",
            "integrated",
            "integratedRate",
            "unknownIntegration");

    private FigureFiles() {}

    /** UTF-8 with BOM, commas, CRLF. */
    public static String csv(Report report) {
        return rows(report).stream()
                .map(row -> CsvLine.of(row.stream()
                        .map(cell -> cell == null ? null : cell.toString())
                        .toList()))
                .collect(Collectors.joining("", CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS), ""));
    }

    /** One sheet; figures as numbers. */
    public static void xlsx(Report report, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "LienThong", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("So lieu");
            row(sheet, 0, COLUMNS);
            int next = 1;
            for (List<@Nullable Object> row : rows(report)) {
                row(sheet, next++, row);
            }
        }
    }

    private static void row(Worksheet sheet, int row, List<? extends @Nullable Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Number number) {
                sheet.value(row, column, number);
            } else if (cells.get(column) instanceof String text) {
                sheet.value(row, column, text);
            }
        }
    }

    private static List<List<@Nullable Object>> rows(Report report) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(procedures(report.procedures()));
        rows.add(dossiers("dossiers", new Line("", report.dossiers())));
        report.months().forEach(line -> rows.add(dossiers("month", line)));
        report.fields().forEach(line -> rows.add(dossiers("field", line)));
        report.agencies().forEach(line -> rows.add(dossiers("agency", line)));
        rows.add(Arrays.asList("open", null, report.open()));
        rows.add(Arrays.asList("unknown", null, report.unknown()));
        report.notRead().forEach(flow -> rows.add(Arrays.asList("notRead", flow.flow(), flow.records())));
        return rows;
    }

    private static List<@Nullable Object> procedures(Procedures of) {
        return Arrays.asList(
                "procedures",
                null,
                of.all(),
                of.online(),
                of.all() - of.online() - of.levelUnknown(),
                of.levelUnknown(),
                percent(of.onlineRate()),
                null,
                null,
                null,
                null,
                null,
                of.integrated(),
                percent(of.integratedRate()),
                of.integrationUnknown());
    }

    private static List<@Nullable Object> dossiers(String by, Line line) {
        Count of = line.count();
        return Arrays.asList(
                by,
                line.name(),
                of.settled(),
                of.online(),
                of.offline(),
                of.channelUnknown(),
                percent(of.onlineRate()),
                of.onTime(),
                of.late(),
                of.timeUnknown(),
                percent(of.onTimeRate()),
                of.onTimeRate().denominator());
    }

    private static Object percent(Rate rate) {
        BigDecimal percent = rate.percent();
        return percent == null ? "–" : percent;
    }
}
