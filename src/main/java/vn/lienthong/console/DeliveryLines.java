package vn.lienthong.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Part;

/**
 * The list of deliveries for a spreadsheet, as it is filtered: UTF-8 with BOM, commas, CRLF. Read by ids and written part by
 * part, so memory does not grow with the list. A list that is cut, or breaks off, says so in its last line.
 */
@Component
public final class DeliveryLines {

    /** What the list may be asked by. */
    public static final Set<String> FILTER =
            Set.of("state", "dossier", "counterpart", "flow", "problem", "group", "from", "until", "source", "file");

    private static final int PART = 500;
    private static final int MOST_PARTS = 200;

    private static final List<String> COLUMNS = List.of(
            "delivery",
            "state",
            "dossier",
            "flow",
            "counterpart",
            "source",
            "position",
            "attempts",
            "entered",
            "finished",
            "deadline",
            "receipt",
            "code",
            "field",
            "says",
            "advice");

    private final LedgerView ledger;
    private final int length;
    private final int most;

    @Autowired
    public DeliveryLines(LedgerView ledger) {
        this(ledger, PART, MOST_PARTS);
    }

    DeliveryLines(LedgerView ledger, int length, int most) {
        this.ledger = ledger;
        this.length = length;
        this.most = most;
    }

    /** Newest first, as an answer to be saved; while the ledger has not answered nothing of it is there. */
    public void csv(DeliveryFilter filter, Locale language, HttpServletResponse response) throws IOException {
        Part<Delivery> first = ledger.deliveriesBefore(filter, Long.MAX_VALUE, length);
        response.setContentType(TableTypes.CSV);
        response.setHeader("Content-Disposition", "attachment; filename=\"deliveries.csv\"");
        csv(filter, first, language, response.getOutputStream());
    }

    private void csv(DeliveryFilter filter, Part<Delivery> first, Locale language, OutputStream out)
            throws IOException {
        Part<Delivery> part = first;
        write(out, CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS));
        for (int parts = 1; ; parts++) {
            for (Delivery delivery : part.items()) {
                write(out, line(delivery, language));
            }
            Long next = part.next();
            if (next == null) {
                return;
            }
            if (parts == most) {
                write(out, last("console.list-cut", next, language));
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
            write(out, last("console.list-broken-off", next, language));
            throw failure;
        }
    }

    private static String line(Delivery delivery, Locale language) {
        Problem problem =
                delivery.problems().isEmpty() ? null : delivery.problems().getFirst();
        List<@Nullable String> cells = new ArrayList<>(Arrays.asList(
                String.valueOf(delivery.id()),
                delivery.state().name(),
                delivery.dossier(),
                delivery.flow(),
                delivery.counterpart(),
                delivery.source(),
                delivery.position(),
                String.valueOf(delivery.attempts()),
                time(delivery.enteredAt()),
                time(delivery.finishedAt()),
                time(delivery.deadline()),
                delivery.receipt()));
        cells.addAll(said(problem, language));
        return CsvLine.of(cells);
    }

    /** Of no delivery: what is to be known of the list. */
    private static String last(String code, long delivery, Locale language) {
        List<@Nullable String> cells = new ArrayList<>();
        COLUMNS.subList(0, COLUMNS.indexOf("code")).forEach(column -> cells.add(null));
        cells.addAll(said(Problem.of(code).with("delivery", String.valueOf(delivery)), language));
        return CsvLine.of(cells);
    }

    private static List<@Nullable String> said(@Nullable Problem problem, Locale language) {
        return problem == null
                ? Arrays.asList(null, null, null, null)
                : Arrays.asList(problem.code(), problem.field(), problem.says(language), problem.advice(language));
    }

    private static @Nullable String time(@Nullable Instant instant) {
        OffsetDateTime time = VietnamTime.orNull(instant);
        return time == null ? null : time.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
