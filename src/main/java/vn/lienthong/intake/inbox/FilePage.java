package vn.lienthong.intake.inbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.CameLate;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.RepeatedWaits;
import vn.lienthong.intake.inbox.PageReader.ReadRow;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;

/** Consecutive rows of a dropped file. */
final class FilePage implements Page {

    private static final String CONFLICT = "intake.conflict-in-file";
    private static final String SAME_FILE = "intake.same-file-again";
    private static final Set<String> OBJECTIONS = Set.of(CONFLICT, SAME_FILE);

    private final String flow;
    private final Take take;
    private final List<ReadRow> rows;
    private final RepeatedRows repeated;
    private final Intake intake;
    private final LedgerView view;
    private @Nullable List<RowResult> results;
    private Take.@Nullable Version newest;
    private boolean ledgerAway;

    FilePage(String flow, Take take, List<ReadRow> rows, RepeatedRows repeated, Intake intake, LedgerView view) {
        this.flow = flow;
        this.take = take;
        this.rows = rows;
        this.repeated = repeated;
        this.intake = intake;
        this.view = view;
    }

    @Override
    public String flow() {
        return flow;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void enter() {
        if (results != null) {
            return;
        }
        try {
            results = entered();
            ledgerAway = false;
        } catch (LedgerUnavailable away) {
            ledgerAway = true;
        }
    }

    /** Null until entered. */
    @Nullable
    List<RowResult> results() {
        return results;
    }

    boolean ledgerAway() {
        return ledgerAway;
    }

    long lastRow() {
        return rows.getLast().number();
    }

    /** The last row that the ledger did not have; null if it had them all, or nothing is entered yet. */
    Take.@Nullable Version newest() {
        return newest;
    }

    private List<RowResult> entered() {
        String source = "inbox/" + flow;
        List<Standing> standings = Standings.of(source, rows, take, repeated, view);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ReadRow row = rows.get(i);
            Standing standing = standings.get(i);
            if (standing.enters()) {
                String here = Position.of(take, row.number()).toString();
                arrivals.add(new Arrival(row.examined(), row.key(), here, objections(row, standing)));
            }
        }
        List<Entered> entered = arrivals.isEmpty() ? List.of() : intake.enter(source, arrivals);
        newest = newest(arrivals, entered);
        Set<Long> dead = view.dead(entered.stream()
                .filter(one -> one.kind() == Entered.Kind.REPEATED)
                .flatMap(one -> one.deliveries().stream())
                .toList());
        Iterator<Entered> next = entered.iterator();
        List<RowResult> told = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Standing standing = standings.get(i);
            Entered one = standing.enters() ? next.next() : null;
            if (standing.kind() == Standing.Kind.BEFORE || one != null && one.kind() == Entered.Kind.REPEATED) {
                repeated.add(rows.get(i));
            }
            told.add(told(rows.get(i), standing, one, dead));
        }
        return told;
    }

    private static Take.@Nullable Version newest(List<Arrival> arrivals, List<Entered> entered) {
        for (int i = entered.size() - 1; i >= 0; i--) {
            Entered.Kind kind = entered.get(i).kind();
            if (kind == Entered.Kind.NEW || kind == Entered.Kind.NEW_VERSION) {
                Arrival last = arrivals.get(i);
                return new Take.Version(last.key(), last.examined().identity().contentHash());
            }
        }
        return null;
    }

    private static List<Problem> objections(ReadRow row, Standing standing) {
        return standing.objects()
                ? List.of(Problem.of(standing.kind() == Standing.Kind.RETURNS ? SAME_FILE : CONFLICT)
                        .with("row", Long.toString(standing.row()))
                        .at(row.place()))
                : List.of();
    }

    /** @param dead those of the deliveries entered before that wait for a person */
    private RowResult told(ReadRow row, Standing standing, @Nullable Entered entered, Set<Long> dead) {
        Problem late = CameLate.of(row.examined(), entered);
        if (late != null) {
            return result(row, RowResult.Kind.OLDER, List.of(late), entered);
        }
        return switch (standing.kind()) {
            case REPEATS ->
                result(
                        row,
                        RowResult.Kind.REPEATED_IN_FILE,
                        List.of(Problem.of("intake.repeated-in-file").with("row", Long.toString(standing.row()))),
                        entered);
            case BEFORE -> result(row, RowResult.Kind.REPEATED, List.of(Problem.of("intake.repeated")), entered);
            case CONTRADICTS -> result(row, RowResult.Kind.CONFLICT, objections(row, standing), entered);
            case RETURNS -> result(row, RowResult.Kind.DEAD, objections(row, standing), entered);
            case OPEN, OURS ->
                entered != null && entered.kind() == Entered.Kind.REPEATED && standing.kind() == Standing.Kind.OPEN
                        ? repeated(row, entered, dead)
                        : first(row, entered);
        };
    }

    private static RowResult repeated(ReadRow row, Entered entered, Set<Long> dead) {
        Problem waits = RepeatedWaits.of(entered, dead);
        return waits == null
                ? result(row, RowResult.Kind.REPEATED, List.of(Problem.of("intake.repeated")), entered)
                : result(row, RowResult.Kind.DEAD, List.of(waits), entered);
    }

    /** A row this file has brought. After a crash it may be one the ledger took as a conflict: the ledger says so. */
    private RowResult first(ReadRow row, @Nullable Entered entered) {
        Problem notOwed = row.examined().notOwed();
        if (notOwed != null) {
            return result(row, RowResult.Kind.NOT_OWED, List.of(notOwed), entered);
        }
        boolean anew = entered != null && entered.version() > 1;
        List<Problem> objections =
                entered != null && anew && entered.kind() == Entered.Kind.REPEATED ? objections(entered) : List.of();
        if (!objections.isEmpty()) {
            boolean conflict = objections.getFirst().code().equals(CONFLICT);
            return result(row, conflict ? RowResult.Kind.CONFLICT : RowResult.Kind.DEAD, objections, entered);
        }
        if (!row.examined().problems().isEmpty()) {
            return result(row, RowResult.Kind.DEAD, List.of(), entered);
        }
        return result(row, anew ? RowResult.Kind.NEW_VERSION : RowResult.Kind.TAKEN, List.of(), entered);
    }

    private List<Problem> objections(Entered entered) {
        return entered.deliveries().stream()
                .flatMap(id -> view.delivery(id).stream())
                .flatMap(delivery -> delivery.problems().stream())
                .filter(problem -> OBJECTIONS.contains(problem.code()))
                .toList();
    }

    private static RowResult result(ReadRow row, RowResult.Kind kind, List<Problem> about, @Nullable Entered entered) {
        List<Problem> problems = new ArrayList<>(about);
        if (kind != RowResult.Kind.REPEATED_IN_FILE) {
            problems.addAll(row.examined().problems());
        }
        var dossier = row.examined().identity().dossier();
        return new RowResult(
                row.number(),
                row.place(),
                dossier == null ? null : dossier.value(),
                kind,
                problems,
                row.examined().warnings(),
                entered == null ? List.of() : entered.deliveries());
    }
}
