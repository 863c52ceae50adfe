package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;

/**
 * Reports of reconciliation in the ledger's database. A report grows by pages, each one transaction; one whose process died
 * is thrown away by whoever begins it again, and what its process may still write then fails. Payments only get tasks, and
 * are asked about: nothing here moves one.
 */
public final class ReconciliationBook {

    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final Store store;
    private final InstantSource time;

    public ReconciliationBook(Store store, InstantSource time) {
        this.store = store;
        this.time = time;
    }

    /** A file that is to be compared. */
    public record File(String hash, String layout, String name, String by) {}

    /**
     * Begins a report, unless there is one.
     *
     * @param anew begins one also then
     * @throws PaymentRefused if one is being made now
     */
    public Reconciliation begin(File file, boolean anew) {
        return store.write(sql -> {
            Optional<Reconciliation> latest = ReconciliationRows.latest(sql, file);
            if (latest.isPresent() && latest.get().endedAt() == null) {
                throwAway(sql, latest.get());
                latest = ReconciliationRows.latest(sql, file);
            }
            return latest.isPresent() && !anew
                    ? latest.get()
                    : ReconciliationRows.insert(
                            sql, file, latest.map(Reconciliation::run).orElse(0) + 1, now());
        });
    }

    private void throwAway(Statements sql, Reconciliation unfinished) {
        Instant touched = ReconciliationRows.touchedAt(sql, unfinished.id());
        if (touched.isAfter(now().minus(SILENCE))) {
            throw new PaymentRefused(
                    Kind.NOT_NOW, Problem.of("paygov.reconciliation-running").with("name", unfinished.name()));
        }
        ReconciliationRows.delete(sql, unfinished.id());
    }

    /** Compares a page of lines and keeps what they come to. */
    public void page(long id, List<SettlementLine> lines) {
        store.write(sql -> {
            touch(sql, id);
            SettlementPage page = new SettlementPage(sql, id, lines);
            List<Line> compared = lines.stream().map(page::compare).toList();
            ReconciliationRows.insert(sql, id, compared);
            long tasks = compared.stream().filter(line -> raiseTask(sql, line)).count();
            ReconciliationRows.count(sql, id, tasks);
            return tasks;
        });
    }

    private void touch(Statements sql, long id) {
        if (!ReconciliationRows.touch(sql, id, now())) {
            throw new PaymentRefused(Kind.NOT_NOW, Problem.of("paygov.reconciliation-taken-over"));
        }
    }

    /** A difference becomes a task of its payment, unless that has one; what may be paid is asked about besides. */
    private boolean raiseTask(Statements sql, Line line) {
        if (line.payment() == null || line.problem() == null || line.verdict().isWell()) {
            return false;
        }
        Payment payment = Rows.lock(sql, line.payment()).orElseThrow();
        if (!Entry.givesWay(payment.task(), line.problem())) {
            return false;
        }
        boolean ask = !payment.state().wasPaid() && payment.state() != PaymentState.CREATED;
        Ruling ruling = Ruling.stays(line.problem()).withTask();
        new Entry(sql, now())
                .apply(payment, ask ? ruling.asking(Ruling.Ask.NOW) : ruling, Entry.PRODUCT, null, payment.askAt());
        return true;
    }

    /** The file is at its end: what our books alone have of its days is added, and the report stands. */
    public Reconciliation end(long id) {
        return store.write(sql -> {
            touch(sql, id);
            Optional<ReconciliationRows.Times> times = ReconciliationRows.times(sql, id);
            Instant from = times.map(both -> midnight(both.first(), 0)).orElse(null);
            Instant until = times.map(both -> midnight(both.last(), 1)).orElse(null);
            if (from != null && until != null) {
                ReconciliationRows.addOursOnly(sql, id, from, until);
            }
            ReconciliationTotals.write(sql, id);
            ReconciliationRows.end(sql, id, now(), from, until);
            return ReconciliationRows.find(sql, id).orElseThrow();
        });
    }

    private static Instant midnight(Instant moment, int later) {
        LocalDate day = moment.atZone(VietnamTime.ZONE).toLocalDate().plusDays(later);
        return day.atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    /** The file cannot be read to its end: no report is kept; tasks that its first lines raised are. */
    public void drop(long id) {
        store.write(sql -> ReconciliationRows.delete(sql, id));
    }

    /** One step of {@link vn.lienthong.paygov.Reconciliations#forget}. */
    public boolean forget(Instant before, int most) {
        return store.write(sql -> {
            Optional<Long> oldest = ReconciliationRows.oldest(sql, before);
            oldest.ifPresent(id -> ReconciliationRows.forget(sql, id, most));
            return oldest.isPresent();
        });
    }

    public Optional<Reconciliation> find(long id) {
        return store.read(sql -> ReconciliationRows.find(sql, id));
    }

    /** Newest first. */
    public List<Reconciliation> list(int page, int size) {
        return store.read(sql -> ReconciliationRows.list(
                sql,
                "ORDER BY id DESC LIMIT :size OFFSET :from",
                values("size", size).addValue("from", (page - 1) * (long) size)));
    }

    /** In the order of the file. */
    public List<Line> lines(long id, @Nullable Verdict verdict, long after, int most) {
        return store.read(sql -> ReconciliationRows.lines(sql, id, verdict, after, most));
    }

    private Instant now() {
        return time.instant();
    }
}
