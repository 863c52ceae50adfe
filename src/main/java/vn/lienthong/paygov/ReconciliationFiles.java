package vn.lienthong.paygov;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;

/** The lines of a report for a spreadsheet. Written as they are read, page by page: memory does not grow with the report. */
public final class ReconciliationFiles {

    private static final int PAGE = 1000;
    private static final List<String> COLUMNS = List.of(
            "line",
            "place",
            "verdict",
            "code",
            "gateway",
            "reference",
            "transaction",
            "dossier",
            "status",
            "amount",
            "booked",
            "at",
            "payment",
            "says",
            "advice");

    /** Which columns a spreadsheet may sum up. */
    private static final List<Integer> NUMBERS =
            List.of(COLUMNS.indexOf("line"), COLUMNS.indexOf("amount"), COLUMNS.indexOf("booked"));

    private final Reconciliations reconciliations;

    public ReconciliationFiles(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /** UTF-8 with BOM, commas, CRLF. */
    public void csv(Reconciliation report, @Nullable Verdict verdict, Locale language, OutputStream out)
            throws IOException {
        write(out, CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS));
        each(report, verdict, line -> write(out, CsvLine.of(cells(line, language))));
    }

    /** Lines of such a CSV for what stood in the file and is in no line of the report. */
    public void passedOver(List<Problem> passedOver, Locale language, OutputStream out) throws IOException {
        for (Problem problem : passedOver) {
            List<@Nullable String> cells = new ArrayList<@Nullable String>();
            for (String column : COLUMNS) {
                cells.add(
                        switch (column) {
                            case "place" -> problem.place();
                            case "code" -> problem.code();
                            case "says" -> problem.says(language);
                            case "advice" -> problem.advice(language);
                            default -> null;
                        });
            }
            write(out, CsvLine.of(cells));
        }
    }

    /** One sheet, sums as numbers. */
    public void xlsx(Reconciliation report, @Nullable Verdict verdict, Locale language, OutputStream out)
            throws IOException {
        try (Workbook workbook = new Workbook(out, "LienThong", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Doi soat");
            row(sheet, 0, COLUMNS);
            int[] next = {1};
            each(report, verdict, line -> {
                row(sheet, next[0]++, cells(line, language));
                if (next[0] % PAGE == 0) {
                    sheet.flush();
                }
            });
        }
    }

    private interface Taker {
        void take(Line line) throws IOException;
    }

    private void each(Reconciliation report, @Nullable Verdict verdict, Taker taker) throws IOException {
        long after = 0;
        List<Line> page;
        do {
            page = reconciliations.lines(report.id(), verdict, after, PAGE);
            for (Line line : page) {
                taker.take(line);
                after = line.number();
            }
        } while (page.size() == PAGE);
    }

    private static List<@Nullable String> cells(Line line, Locale language) {
        Problem problem = line.problem() == null ? null : Problem.of(line.problem());
        return Arrays.asList(
                Long.toString(line.number()),
                line.place(),
                line.verdict().name(),
                line.problem(),
                line.gateway() == null ? null : line.gateway().code(),
                line.reference(),
                line.transactionNo(),
                line.dossier(),
                line.status() == null ? null : line.status().code(),
                text(line.amount()),
                text(line.booked()),
                line.at() == null
                        ? null
                        : line.at().atZone(VietnamTime.ZONE).toOffsetDateTime().toString(),
                text(line.payment()),
                problem == null ? null : problem.says(language),
                problem == null ? null : problem.advice(language));
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private static void row(Worksheet sheet, int row, List<? extends @Nullable String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (cell != null && row > 0 && NUMBERS.contains(column)) {
                sheet.value(row, column, Long.valueOf(cell));
            } else if (cell != null) {
                sheet.value(row, column, cell);
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
