package vn.lienthong.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Status;
import vn.lienthong.paygov.Reconciliation.Total;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.Reconciliations;

/** One report: a line that matched, one that is short, and a refund that is not listed. */
final class StandInReconciliations implements Reconciliations {

    private static final Instant DAY = Instant.parse("2024-03-14T17:00:00Z");
    private static final Reconciliation REPORT = new Reconciliation(
            1,
            "0".repeat(64),
            "daily",
            1,
            "doi-soat-<b>.csv",
            "lan",
            DAY,
            DAY.plusSeconds(9),
            DAY,
            DAY.plusSeconds(86_400),
            1,
            Map.of(
                    Verdict.MATCHED, new Total(1, 0, 1000, 1000, 1000),
                    Verdict.REFUND, new Total(1, 0, 500, 0, 0),
                    Verdict.SHORT, new Total(1, 0, 1999, 1999, 2000)));
    private static final List<Line> LINES = List.of(
            line(1, Verdict.MATCHED, null, 1000, 1000), line(2, Verdict.SHORT, "paygov.line-short", 1999, 2000));

    private static Line line(long number, Verdict verdict, @Nullable String problem, long amount, long booked) {
        return new Line(
                number,
                "line " + number,
                verdict,
                problem,
                Gateway.PAYMENT_PLATFORM,
                "R" + number,
                "GD" + number,
                "000.00.00.G16-240315-0012",
                Status.PAID,
                amount,
                DAY,
                number,
                booked);
    }

    @Override
    public Made reconcile(Path file, String name, String layout, String by, boolean anew) {
        if (!layout.equals("daily")) {
            throw new PaymentRefused(
                    Kind.INVALID,
                    Problem.of("paygov.no-such-layout").with("layout", layout).with("known", "daily"));
        }
        return new Made(REPORT, anew || !name.equals("known.csv"), List.of(Problem.of("source.rows-of-sums")));
    }

    @Override
    public int confirmRefunds(long id, String by, String reason) {
        return 3;
    }

    @Override
    public boolean forget(Instant before, int most) {
        return false;
    }

    @Override
    public List<String> layouts() {
        return List.of("bank-list", "daily");
    }

    @Override
    public Optional<Reconciliation> find(long id) {
        return id == 1 ? Optional.of(REPORT) : Optional.empty();
    }

    @Override
    public List<Reconciliation> list(int page, int size) {
        return List.of(REPORT);
    }

    @Override
    public List<Line> lines(long id, @Nullable Verdict verdict, long after, int most) {
        return LINES.stream()
                .filter(line -> line.number() > after)
                .filter(line -> verdict == null || verdict == line.verdict())
                .toList();
    }
}
