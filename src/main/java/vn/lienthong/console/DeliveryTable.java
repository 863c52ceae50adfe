package vn.lienthong.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Part;

/**
 * Deliveries for a spreadsheet, a line for each: UTF-8 with BOM, commas, CRLF. Read by ids and written part by part, so memory does not
 * grow with the table. One that is cut, or breaks off, says so in its last line, which is of no delivery.
 *
 * @param columns {@code code}, {@code says} and {@code advice} among them
 * @param cells of a delivery, as many as there are columns
 * @param length of a part
 * @param most parts
 */
record DeliveryTable(
        LedgerView ledger,
        List<String> columns,
        BiFunction<Delivery, Locale, List<@Nullable String>> cells,
        int length,
        int most) {

    /** As many as there are. */
    static final int ALL = Integer.MAX_VALUE;

    /**
     * What the filters find, one behind the other and each newest first, as an answer to be saved. As long as the ledger has not
     * answered, nothing of it is there.
     */
    void write(List<DeliveryFilter> filters, Locale language, HttpServletResponse response) throws IOException {
        Iterator<DeliveryFilter> left = filters.iterator();
        DeliveryFilter filter = left.next();
        Part<Delivery> part = ledger.deliveriesBefore(filter, Long.MAX_VALUE, length);
        response.setContentType(TableTypes.CSV);
        response.setHeader("Content-Disposition", "attachment; filename=\"deliveries.csv\"");
        OutputStream out = response.getOutputStream();
        write(out, CsvLine.BYTE_ORDER_MARK + CsvLine.of(columns));
        for (int parts = 1; ; parts++) {
            for (Delivery delivery : part.items()) {
                write(out, CsvLine.of(cells.apply(delivery, language)));
            }
            Long next = part.next();
            if (next == null && !left.hasNext()) {
                return;
            }
            if (next == null) {
                filter = left.next();
                next = Long.MAX_VALUE;
            } else if (parts == most) {
                write(out, last(Problem.of("console.list-cut").with("delivery", String.valueOf(next)), language));
                return;
            }
            part = following(filter, next, language, out);
        }
    }

    private Part<Delivery> following(DeliveryFilter filter, long next, Locale language, OutputStream out)
            throws IOException {
        try {
            return ledger.deliveriesBefore(filter, next, length);
        } catch (RuntimeException failure) {
            write(out, last(Problem.of("console.list-broken-off"), language));
            throw failure;
        }
    }

    private String last(Problem problem, Locale language) {
        return CsvLine.of(columns.stream()
                .map(column -> switch (column) {
                    case "code" -> problem.code();
                    case "says" -> problem.says(language);
                    case "advice" -> problem.advice(language);
                    default -> null;
                })
                .toList());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
