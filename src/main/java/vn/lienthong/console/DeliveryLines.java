package vn.lienthong.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.LedgerView;

/** The list of deliveries, as it is filtered, for a spreadsheet: what the list shows, and of records and messages nothing. */
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

    private final DeliveryTable table;

    @Autowired
    public DeliveryLines(LedgerView ledger) {
        this(ledger, PART, MOST_PARTS);
    }

    DeliveryLines(LedgerView ledger, int length, int most) {
        this.table = new DeliveryTable(ledger, COLUMNS, DeliveryLines::cells, length, most);
    }

    /** Newest first, a hundred thousand at most; of a source or a file, those among the newest two million. */
    public void csv(DeliveryFilter filter, Locale language, HttpServletResponse response) throws IOException {
        table.write(List.of(filter), language, response);
    }

    private static List<@Nullable String> cells(Delivery delivery, Locale language) {
        Problem problem =
                delivery.problems().isEmpty() ? null : delivery.problems().getFirst();
        return Arrays.asList(
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
                delivery.receipt(),
                problem == null ? null : problem.code(),
                problem == null ? null : problem.field(),
                problem == null ? null : problem.says(language),
                problem == null ? null : problem.advice(language));
    }

    private static @Nullable String time(@Nullable Instant instant) {
        OffsetDateTime time = VietnamTime.orNull(instant);
        return time == null ? null : time.toString();
    }
}
