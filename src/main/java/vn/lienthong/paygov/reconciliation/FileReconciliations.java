package vn.lienthong.paygov.reconciliation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.intake.inbox.Names;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.Reconciliations;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refunds;
import vn.lienthong.paygov.book.Comparison;
import vn.lienthong.paygov.book.ReconciliationBook;
import vn.lienthong.paygov.book.SettlementLine;

/** Reads settlement files as streams, page by page, into the book of reconciliation. */
public final class FileReconciliations implements Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(FileReconciliations.class);
    private static final int PAGE = 500;

    private final ReconciliationBook book;
    private final Mappings mappings;
    private final Refunds refunds;

    public FileReconciliations(ReconciliationBook book, Mappings mappings, Refunds refunds) {
        this.book = book;
        this.mappings = mappings;
        this.refunds = refunds;
    }

    @Override
    public Made reconcile(Path file, String name, String layout, String by, boolean anew) throws IOException {
        Mapping mapping = mapping(layout);
        Reconciliation begun =
                book.begin(new ReconciliationBook.File(Sha256.hex(file), layout, Names.given(name), by), anew);
        if (begun.endedAt() != null) {
            return new Made(begun, false, List.of());
        }
        boolean done = false;
        try {
            List<Problem> passedOver = readInto(begun.id(), file, mapping);
            Reconciliation report = book.end(begun.id());
            done = true;
            return new Made(report, true, passedOver);
        } catch (UnreadableFile unreadable) {
            throw new PaymentRefused(Kind.INVALID, unreadable.problem());
        } finally {
            if (!done) {
                drop(begun);
            }
        }
    }

    private Mapping mapping(String layout) {
        return mappings.find(LAYOUTS + layout)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.INVALID,
                        Problem.of("paygov.no-such-layout")
                                .with("layout", layout)
                                .with("known", String.join(", ", layouts()))));
    }

    private List<Problem> readInto(long id, Path file, Mapping layout) throws IOException, UnreadableFile {
        SettlementLines lines = new SettlementLines(layout);
        try (SourceFormat.Rows rows = layout.source().open(file)) {
            List<SettlementLine> page = new ArrayList<>(PAGE);
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                page.add(lines.read(row));
                if (page.size() == PAGE) {
                    book.page(id, List.copyOf(page));
                    page.clear();
                }
            }
            book.page(id, List.copyOf(page));
            return rows.passedOver();
        }
    }

    /** Otherwise whoever gives the file again at once would be told that it is being compared. */
    private void drop(Reconciliation begun) {
        try {
            book.drop(begun.id());
        } catch (LedgerUnavailable unavailable) {
            LOG.info("Reconciliation {} was not finished. Whoever gives its file again begins anew.", begun.id());
        }
    }

    @Override
    public int confirmRefunds(long id, String by, String reason) {
        Reconciliation report = book.find(id)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.IN_THE_WAY,
                        Problem.of("paygov.no-such-reconciliation").with("id", Long.toString(id))));
        int confirmed = 0;
        long after = 0;
        List<Line> page;
        do {
            page = book.lines(id, Verdict.REFUND, after, PAGE);
            for (Line line : page) {
                after = line.number();
                confirmed += confirm(report, line, by, reason) ? 1 : 0;
            }
        } while (page.size() == PAGE);
        return confirmed;
    }

    private boolean confirm(Reconciliation report, Line line, String by, String reason) {
        if (line.payment() == null || !Comparison.REFUND_TO_CONFIRM.equals(line.problem())) {
            return false;
        }
        try {
            refunds.step(line.payment(), Refund.Step.REFUNDED, by, reason, report.name() + ", " + line.place());
            return true;
        } catch (PaymentRefused recordedBefore) {
            return false;
        }
    }

    @Override
    public boolean forget(Instant before, int most) {
        return book.forget(before, most);
    }

    @Override
    public List<String> layouts() {
        return mappings.names().stream()
                .filter(name -> name.startsWith(LAYOUTS))
                .map(name -> name.substring(LAYOUTS.length()))
                .toList();
    }

    @Override
    public Optional<Reconciliation> find(long id) {
        return book.find(id);
    }

    @Override
    public List<Reconciliation> list(int page, int size) {
        return book.list(page, size);
    }

    @Override
    public List<Line> lines(long id, @Nullable Verdict verdict, long after, int most) {
        return book.lines(id, verdict, after, most);
    }
}
